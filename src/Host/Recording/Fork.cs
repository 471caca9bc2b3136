using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A new run that begins at a state of another: what it trains, and the state it begins with.</summary>
/// <param name="Experiment">What goes on from there.</param>
/// <param name="Start">The parent's state under the child's pipeline, with the parameters that were changed by hand.</param>
/// <param name="Parent">Where it comes from.</param>
internal sealed record Fork(Experiment Experiment, TrainingState Start, Parentage Parent)
{
    /// <summary>The fork of <paramref name="parent"/> at <paramref name="step"/> that <paramref name="document"/> describes. The parent is only read.</summary>
    /// <param name="parent">The run to branch off from.</param>
    /// <param name="step">Where.</param>
    /// <param name="document">The parent's document with something changed; its steps are those of the fork.</param>
    /// <param name="catalogue">All that can be named.</param>
    /// <param name="rows">Which rows it learns from.</param>
    /// <param name="folder">What paths in the document are relative to.</param>
    public static Either<Failure, Fork> Of(OpenedRun parent, long step, JsonTree document, Catalogue catalogue, ForkRows rows, string folder = ".") =>
        from data in parent.File.Data()
        from experiment in Failure.From(ExitCode.Usage, Composer.Compose(
            document, catalogue, rows == ForkRows.Parents ? Some(data) : None, Outset.Of(parent.Experiment, step), folder))
        from state in parent.StateAt(step)
        from start in Carry(parent, experiment, state)
        let edited = EditPart.Made(experiment.Pipeline.Layout, start, experiment.Edits.Skip(parent.Experiment.Edits.Length))
        let meaning = rows == ForkRows.ParentsChanged && SameWidths(experiment.Data, data.Training) ? data.Card : experiment.Card
        select new Fork(experiment with { Card = meaning }, edited, new(parent.File.Header.Name, step, state.Fingerprint));

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

    private static bool SameWidths(Dataset a, Dataset b) => (a.InputWidth, a.TargetWidth) == (b.InputWidth, b.TargetWidth);

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
