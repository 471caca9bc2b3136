using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Trains and records: what a <see cref="Take"/> sees of an engine goes to a <see cref="RunWriter"/>.</summary>
public static class Recorder
{
    /// <summary>
    /// Trains <paramref name="experiment"/> from <paramref name="start"/> to its planned end and records it at <paramref name="path"/>. An
    /// interruption, a number that is not finite, a plugin's fault or a full disk ends it early; what is recorded stays.
    /// </summary>
    /// <param name="experiment">What to train.</param>
    /// <param name="start">The state to start from: S₀, or a fork's first.</param>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="parent">Where a fork comes from.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static Either<Failure, Recording> Record(
        Experiment experiment, TrainingState start, string path, Option<Parentage> parent, IProgress<Progress> progress, CancellationToken interrupted) =>
        RunWriter.Create(path, experiment, parent).Bind(writer =>
            Recorded(experiment, start, path, writer, new(experiment, start.Step, writer, progress), interrupted));

    /// <summary>Trains on where a recording ended, and records it in the same file, as if it had never ended.</summary>
    /// <param name="further">What is recorded and how far it shall go.</param>
    /// <param name="alone">The lock on the file, taken before it was read.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    internal static Either<Failure, Recording> Resume(Continuation further, WriterLock alone, IProgress<Progress> progress, CancellationToken interrupted) =>
        RunWriter.Continue(further.Manuscript, further.Experiment, alone).Bind(writer => Recorded(
            further.Experiment, further.State, further.Manuscript.Path, writer,
            Take.Behind(further.First, further.Lasts, further.Experiment, writer, progress), interrupted));

    private static Either<Failure, Recording> Recorded(
        Experiment experiment, TrainingState start, string path, RunWriter writer, Take take, CancellationToken interrupted)
    {
        using (writer)
            return Cores.With(experiment, crew => Train(experiment, start, path, writer, take, crew, interrupted));
    }

    private static Either<Failure, Recording> Train(
        Experiment experiment, TrainingState start, string path, RunWriter writer, Take take, ICrew crew, CancellationToken interrupted)
    {
        try
        {
            take.Run(Training.Start(experiment.Pipeline, start, experiment.Batches, crew), interrupted);
        }
        catch (Exception e) when (ForeignFault.Of(e) is { } problem)
        {
            take.Break(problem);
        }

        return from _ in writer.Finish(take.Status)
               from ended in take.Trouble.IsSome && take.HasBegun ? GoodEnd.Keep(path, experiment, take) : Right<Failure, Unit>(unit)
               from sound in take.Fault.Match(problem => Failed(experiment, problem, take.HasBegun, take.Last, path), () => Right<Failure, Unit>(unit))
               from recorded in take.HasBegun ? Right<Failure, Unit>(unit) : NothingGood(experiment, start, take.Trouble)
               select new Recording(experiment, path, take.Status, take.First, take.Last, take.Trouble, take.Elapsed, take.Before);
    }

    /// <summary>A plugin's fault ends the training, not the recording: what was recorded before it stays.</summary>
    private static Failure Failed(Experiment experiment, Problem problem, bool begun, Moment last, string path) => new(
        ExitCode.Plugin,
        Seq1(problem with
        {
            Hint = begun ? $"{problem.Hint} The states up to {last.Step} of {experiment.Name} are kept in {path}." : problem.Hint,
        }));

    /// <summary>A run without a first state is none, and no file is kept.</summary>
    private static Failure NothingGood(Experiment experiment, TrainingState start, Option<NonFinite> trouble) => trouble.Match(
        n =>
        {
            var found = Doctor.Examine(experiment, start, n);
            var first = found.Cause.Match(d => $": {(d.Stage == Stage.Loss ? "" : $"{DiagnosisText.Place(d)} is {NumberText.Exact(d.Value)}, ")}{found.Fed}", () => "");
            return Failure.Of(ExitCode.NonFinite, experiment.Name, $"the {n.Tensor} of the first state is not finite{first}", found.Remedy);
        },
        () => Failure.Of(ExitCode.NonFinite, experiment.Name, "nothing was trained"));
}

/// <summary>How far a training is.</summary>
public readonly record struct Progress(long Done, long Steps, double Loss, TimeSpan Elapsed);

/// <summary>What recording gave.</summary>
/// <param name="Experiment">What was trained.</param>
/// <param name="Path">The run file.</param>
/// <param name="Status">complete, stopped at its condition, interrupted or non-finite; a training that a plugin's fault ended is a failure instead.</param>
/// <param name="First">The first moment.</param>
/// <param name="Last">The last moment that was recorded.</param>
/// <param name="NonFinite">Where training stopped because a number was not finite.</param>
/// <param name="Elapsed">Training and recording, until the file was closed.</param>
/// <param name="Before">Steps that were recorded before, where a run went on.</param>
public sealed record Recording(
    Experiment Experiment, string Path, string Status, Moment First, Moment Last, Option<NonFinite> NonFinite, TimeSpan Elapsed, long Before = 0)
{
    /// <summary>The status of a run that ended where its condition first held.</summary>
    internal const string Stopped = "stopped";

    public long Steps => Last.Step - First.Step;

    /// <summary>How many of the steps are left out by their number.</summary>
    public long LeftOut => Experiment.Batches.LeftOut.CountIn(new(First.Step, Last.Step - 1));

    public double StepsPerSecond => (Steps - Before) / Math.Max(1e-9, Elapsed.TotalSeconds);
}
