using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>fork RUN@N --set KEY=VALUE</c>: a new run from a recorded state with something changed. The original is only read.</summary>
internal static class ForkCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "where to branch off", HelpName = "RUN@N" };
        var name = new TextOption("--as") { Description = "the name of the new run", HelpName = "NAME" };
        var losses = new FlagOption("--losses") { Description = "with --json: the loss at every step" };
        var durable = TrainCommand.DurableOption();
        var overrides = new Overrides();
        var command = new Command("fork", "Train on from a recorded state with something changed; the original stays as it is.") { address, name, losses, durable };
        overrides.AddForkTo(command);
        return globals.Bind(command, shell, (parsed, session) =>
            session.At(parsed.GetValue(address)!, (run, step) =>
                from planned in Planned(run.Document, run.File.Last - step, overrides.SetsSteps(parsed))
                from changed in overrides.Apply(parsed, planned)
                from free in parsed.GetValue(name) is { } insisted ? session.Store.Insist(insisted) : session.Store.FreeName($"{run.File.Header.Name}-at-{step}")
                from named in TrainCommand.Named(changed, free)
                from data in run.File.Data()
                from experiment in Failure.From(ExitCode.Usage, Composer.Compose(named, session.Catalogue, overrides.TouchesData(parsed) ? None : Some(data)))
                from state in run.StateAt(step)
                from start in Carry(run, experiment, state)
                from recording in TrainCommand.Recording(session, experiment with { Durable = parsed.GetValue(durable) }, start, Some(new Parentage(run.File.Header.Name, step, state.Fingerprint)))
                from page in RecordingPage.Of(recording, session, parsed.GetValue(losses))
                select page));
    }

    /// <summary>Without a word about steps a fork goes as far as its parent went.</summary>
    private static Either<Failure, JsonTree> Planned(JsonTree document, long left, bool said) =>
        said
            ? Right<Failure, JsonTree>(document)
            : left > 0
                ? Failure.From(ExitCode.Usage, DocumentPath.Set(document, "steps", new JsonTree.Number(new("--steps"), left)))
                : Failure.Of(ExitCode.Usage, "--steps", "this is the last state, so the fork would have no steps", "Say how many: --steps 1000.");

    /// <summary>The parent's state under the child's pipeline: the same weights, and a fresh memory for an optimizer or schedule that is another one.</summary>
    private static Either<Failure, TrainingState> Carry(OpenedRun parent, Experiment child, TrainingState state)
    {
        var (before, after) = (parent.Pipeline, child.Pipeline);
        if (!before.Network.Layout.Equals(after.Network.Layout))
            return Failure.Of(
                ExitCode.Usage, "network", $"the fork's network has other parameters ({after.Network.Layout.Length}) than the recorded state ({before.Network.Layout.Length})",
                "A fork keeps the shapes: change activations, optimizer, rates or data instead, or train a new run.");
        return Training.Adopt(after, state, SameMemory(before.Optimizer, after.Optimizer), SameMemory(before.Schedule, after.Schedule));
    }

    /// <summary>Whether both remember the same things in the same places: clipping and penalties remember nothing, so they may come and go.</summary>
    private static bool SameMemory(IOptimizer before, IOptimizer after) => Remembering(before).SequenceEqual(Remembering(after));

    private static IEnumerable<(Type, string Slots, string Scalars)> Remembering(IOptimizer optimizer) =>
        from part in Optimizers.Parts(optimizer)
        where part.SlotNames.Length + part.ScalarNames.Length > 0
        select (part.GetType(), string.Join(' ', part.SlotNames), string.Join(' ', part.ScalarNames));

    private static bool SameMemory(ISchedule before, ISchedule after) =>
        before.GetType() == after.GetType()
        && before is ILossSchedule one && after is ILossSchedule other && one.MemoryNames.SequenceEqual(other.MemoryNames);
}
