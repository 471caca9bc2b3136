using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>bits</c>: trains the reference runs in memory and compares where they end with where they end on every other machine.</summary>
internal static class BitsCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var print = new FlagOption("--print") { Description = "print where the runs end here, as a reference file, instead of the comparison" };
        var reference = new TextOption("--reference") { Description = "a reference file to compare with, in place of the program's own", HelpName = "FILE" };
        return globals.Bind(
            new("bits", "Prove that this machine computes the same bits as every other: train five reference runs, record nothing, compare.") { print, reference }, shell,
            (parsed, session) =>
                from runs in Expected(session.Shell, parsed.GetValue(reference))
                let threads = Math.Max(1, session.Threads)
                from compared in Cores.With(threads, 0, crew => Compared(session, runs, crew))
                let page = new BitsPage(compared, Machine.Here(), threads)
                select parsed.GetValue(print) ? (IPage)new ReferencePage(page) : Told(session.Shell, page));
    }

    private static Either<Failure, ImmutableArray<ReferenceRun>> Expected(Shell shell, string? file) =>
        from text in file is null
            ? Right<Failure, byte[]>(Reference.OwnText)
            : DocumentSource.Read(shell.Folder, file, "reference file", "'functional bits --print' prints one.")
        from runs in Failure.From(ExitCode.Usage, Reference.Read(file ?? Reference.Own, text))
        select runs;

    /// <summary>One run after the other, until a person has had enough.</summary>
    private static Either<Failure, ImmutableArray<ComparedRun>> Compared(Session session, ImmutableArray<ReferenceRun> runs, ICrew crew)
    {
        var compared = ImmutableArray.CreateBuilder<ComparedRun>();
        foreach (var run in runs)
        {
            var one = Failure.From(ExitCode.Usage, Reference.Document(run.Name).Bind(tree => Composer.Compose(tree, session.Catalogue, None)))
                .Bind(experiment => Trained(session.Shell, experiment, run, crew));
            if (one.IsLeft)
                return one.Map(_ => ImmutableArray<ComparedRun>.Empty);
            one.IfRight(compared.Add);
        }

        return compared.ToImmutable();
    }

    private static Either<Failure, ComparedRun> Trained(Shell shell, Experiment experiment, ReferenceRun expected, ICrew crew)
    {
        var line = new ProgressLine(shell, expected.Name);
        var clock = Stopwatch.StartNew();
        var last = default(Moment);
        foreach (var moment in Training.Scan(experiment.Pipeline, experiment.Initial, experiment.Batches, expected.Steps, static _ => false, crew))
        {
            if (shell.Interrupted.IsCancellationRequested)
                break;
            last = moment;
            line.Report(new(moment.Step, expected.Steps, moment.Loss, clock.Elapsed));
        }

        line.Clear();
        return last.Step == expected.Steps
            ? new ComparedRun(expected, expected with { Fingerprint = last.Fingerprint, Loss = last.Loss }, clock.Elapsed)
            : Failure.Of(ExitCode.Interrupted, "bits", $"interrupted in {expected.Name}, so nothing is proved");
    }

    /// <summary>The page; what differs is told on standard error, too.</summary>
    private static BitsPage Told(Shell shell, BitsPage page)
    {
        Globals.Complain(shell, toSeq(page.Runs.Where(r => !r.Equal).Select(Differs)).Strict());
        return page;
    }

    private static Problem Differs(ComparedRun run) => new(
        "bits",
        run.Here.Fingerprint != run.Expected.Fingerprint
            ? $"{run.Here.Name} ends at {run.Here.Fingerprint} after {NumberText.Count(run.Here.Steps)} steps and the reference at {run.Expected.Fingerprint}"
            : $"{run.Here.Name} ends with the loss {NumberText.Exact(run.Here.Loss)} after {NumberText.Count(run.Here.Steps)} steps and the reference with {NumberText.Exact(run.Expected.Loss)}",
        "Runs recorded elsewhere will not replay here; please report it with what --json prints.");
}
