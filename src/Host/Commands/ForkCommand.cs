using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>fork RUN@N --set KEY=VALUE --edit NAME[i,j]=VALUE --skip A..B --drop-row R</c>: a new run from a recorded state with something changed
/// or left out. The original is only read.
/// </summary>
internal static class ForkCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "where to branch off", HelpName = "RUN@N" };
        var name = new TextOption("--as") { Description = "the name of the new run", HelpName = "NAME" };
        var losses = new FlagOption("--losses") { Description = "with --json: the loss at every step" };
        var durable = TrainCommand.DurableOption();
        var (overrides, omissions) = (new Overrides(), new Omissions());
        var edit = new ListOption("--edit")
        {
            Description = "change a parameter by hand where the fork begins, for instance layer0.weights[1,0]=0.5 (may be given several times)",
            HelpName = "NAME[i,j]=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };
        var command = new Command("fork", "Train on from a recorded state with something changed; the original stays as it is.") { address, name, losses, durable };
        overrides.AddForkTo(command);
        command.Options.Add(edit);
        omissions.AddTo(command);
        return globals.Bind(command, shell, (parsed, session) =>
            session.At(parsed.GetValue(address)!, (run, step) =>
                from planned in Planned(run.Document, run.File.Last - step, overrides.SetsSteps(parsed))
                from open in WithRows(planned, run, overrides.Paths(parsed))
                from changed in overrides.Apply(parsed, open)
                from edited in Failure.From(ExitCode.Usage, EditPart.Append(changed, edit.Name, step, parsed.GetValue(edit) ?? []))
                from less in omissions.Apply(parsed, edited)
                from free in NameFor(session.Store, parsed.GetValue(name), overrides.Touches(parsed, "name") ? less : null, $"{run.File.Header.Name}-at-{step}")
                from named in TrainCommand.Named(less, free)
                from fork in Fork.Of(run, step, named, session.Catalogue, RowsOf(run.Document, overrides.Paths(parsed)), session.Shell.Folder)
                let told = Globals.Note(session.Shell, Idle(overrides.Touches(parsed, "initial")))
                from recording in TrainCommand.Recording(session, fork.Experiment with { Durable = parsed.GetValue(durable) }, fork.Start, Some(fork.Parent))
                from page in RecordingPage.Of(recording, session, parsed.GetValue(losses))
                select page));
    }

    /// <summary>Without a word about steps a fork goes as far as its parent went.</summary>
    internal static Either<Failure, JsonTree> Planned(JsonTree document, long left, bool said) =>
        said
            ? Right<Failure, JsonTree>(document)
            : left > 0
                ? Failure.From(ExitCode.Usage, DocumentPath.Set(document, "steps", new JsonTree.Number(new("--steps"), left)))
                : Failure.Of(ExitCode.Usage, "--steps", "this is the last state, so the fork would have no steps", "Say how many: --steps 1000.");

    /// <summary>What a fork learns from in whose document something is changed at <paramref name="paths"/>.</summary>
    internal static ForkRows RowsOf(JsonTree parent, IEnumerable<string> paths)
    {
        var data = paths.Where(path => Overrides.Touches([path], "data")).ToList();
        return data.Count == 0 ? ForkRows.Parents : !DataPart.HasRows(parent) && data.TrueForAll(IsOfRows) ? ForkRows.ParentsChanged : ForkRows.Others;
    }

    /// <summary>Whoever changes a number of a row means the rows that were recorded, wherever the document has them from.</summary>
    internal static Either<Failure, JsonTree> WithRows(JsonTree document, OpenedRun run, IEnumerable<string> paths) =>
        !DataPart.HasRows(document) && paths.Any(IsOfRows)
            ? run.File.Data().Bind(rows => Failure.From(ExitCode.Usage, DataPart.WithRows(document, rows)))
            : document;

    private static bool IsOfRows(string path) => Overrides.Touches([path], "data", "inputs") || Overrides.Touches([path], "data", "targets");

    /// <summary>The name a person insists on, behind --as or in the document; else one that says where the fork comes from.</summary>
    internal static Either<Failure, string> NameFor(Store store, string? said, JsonTree? renamed, string usual) =>
        (said ?? ((renamed as JsonTree.Object)?.Find("name") as JsonTree.Text)?.Value) is { } insisted ? store.Insist(insisted) : store.FreeName(usual);

    private static Seq<Problem> Idle(bool initial) =>
        initial ? Seq1(new Problem("initial", "a fork begins with the recorded state, so other initial parameters change nothing")) : Empty;
}
