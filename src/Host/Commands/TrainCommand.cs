using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>train [DOC.json] [options]</c>: trains what the run document says and records it.</summary>
internal static class TrainCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var document = new TextArgument("document")
        {
            Description = $"a run document, or a built-in one: {string.Join(", ", BuiltInDocuments.Names)}",
            DefaultValueFactory = _ => "article",
            HelpName = "DOC.json",
        };
        var name = new TextOption("--as") { Description = "the name of the run", HelpName = "NAME" };
        var losses = new FlagOption("--losses") { Description = "with --json: the loss at every step" };
        var durable = DurableOption();
        var overrides = new Overrides();
        var command = new Command("train", "Train what a run document says, and record every step.") { document, name, losses, durable };
        overrides.AddTo(command);
        return globals.Bind(command, shell, (parsed, session) =>
            from tree in DocumentSource.Load(session.Shell.Folder, parsed.GetValue(document)!)
            from changed in overrides.Apply(parsed, tree)
            from named in Named(changed, parsed.GetValue(name))
            from experiment in Failure.From(ExitCode.Usage, Composer.Compose(named, session.Catalogue, None, Outset.Zero, DocumentSource.FolderOf(session.Shell.Folder, parsed.GetValue(document)!)))
            from recording in Recorded(session, experiment with { Durable = parsed.GetValue(durable) }, parsed.GetValue(name) is not null)
            from page in RecordingPage.Of(recording, session, parsed.GetValue(losses))
            select page);
    }

    internal static FlagOption DurableOption() =>
        new("--durable") { Description = "what is recorded outlives a loss of power too, not only a crash: the writer waits for the disk" };

    internal static Either<Failure, JsonTree> Named(JsonTree document, string? name) =>
        name is null
            ? Right<Failure, JsonTree>(document)
            : Failure.From(ExitCode.Usage, DocumentPath.Set(document, "name", new JsonTree.Text(new("--as"), name)));

    /// <summary>A name a person insisted on must be free; one that only stands in the document gets a number behind it.</summary>
    private static Either<Failure, Recording> Recorded(Session session, Experiment experiment, bool insisted) =>
        from name in insisted ? session.Store.Insist(experiment.Name) : session.Store.FreeName(experiment.Name)
        from recording in Recording(session, experiment with { Name = name }, experiment.Initial, None)
        select recording;

    /// <summary>Trains and records with a progress line, at the run's own place in the store unless another is given.</summary>
    internal static Either<Failure, Recording> Recording(
        Session session, Experiment experiment, TrainingState start, LanguageExt.Option<Parentage> parent, string? path = null)
    {
        var line = new ProgressLine(session.Shell, "training");
        var recording = Recorder.Record(experiment with { Threads = session.Threads }, start, path ?? session.Store.PathOf(experiment.Name), parent, line, session.Shell.Interrupted);
        line.Clear();
        return recording;
    }
}
