using System.CommandLine;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>resume RUN [--steps N]</c>: goes on where a recording ended, in the same file.</summary>
internal static class ResumeCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var steps = new TextOption("--steps") { Description = "how many more steps; left out, to the planned end", HelpName = "N" };
        var losses = new FlagOption("--losses") { Description = "with --json: the loss at every step" };
        var durable = TrainCommand.DurableOption();
        return globals.Bind(
            new("resume", "Go on where a run ended: after Ctrl-C, a crash, or its planned end. The history is the one an undisturbed run has, bit for bit.") { name, steps, losses, durable },
            shell, (parsed, session) =>
                from more in parsed.GetValue(steps) is { } text ? Words.Count("--steps", text, 1).Map(Some) : Right<Failure, LanguageExt.Option<long>>(None)
                from recording in Resumed(session, parsed.GetValue(name)!, more, parsed.GetValue(durable))
                from page in RecordingPage.Of(recording, session, parsed.GetValue(losses))
                select page);
    }

    /// <summary>The lock comes first, so that nobody writes between what is read here and what is written; the reader is gone before the writer begins.</summary>
    private static Either<Failure, Recording> Resumed(Session session, string name, LanguageExt.Option<long> more, bool durable) =>
        session.WithFile(name, file => Right<Failure, string>(file.Path)).Bind(WriterLock.Take).Bind(alone =>
        {
            var further = session.WithRun(name, run => Continuation.Of(run, session.Catalogue, more, durable));
            if (further.IsLeft)
                alone.Dispose();
            var line = new ProgressLine(session.Shell, "training");
            var recording = further.Bind(on => Recorder.Resume(on, alone, line, session.Shell.Interrupted));
            line.Clear();
            return recording;
        });
}
