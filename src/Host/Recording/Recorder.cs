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
        {
            using (writer)
                return Cores.With(experiment, crew => Train(experiment, start, path, writer, crew, progress, interrupted));
        });

    private static Either<Failure, Recording> Train(
        Experiment experiment, TrainingState start, string path, RunWriter writer, ICrew crew, IProgress<Progress> progress, CancellationToken interrupted)
    {
        var take = new Take(experiment, start, writer, progress);
        try
        {
            take.Run(Training.Start(experiment.Pipeline, start, experiment.Batches, crew), interrupted);
        }
        catch (Exception e) when (ForeignFault.Of(e) is { } problem)
        {
            take.Break(problem);
        }

        return from _ in writer.Finish(take.Status)
               from sound in take.Fault.Match(problem => Failed(experiment, problem, take.HasBegun, take.Last, path), () => Right<Failure, Unit>(unit))
               from recorded in take.HasBegun ? Right<Failure, Unit>(unit) : NothingGood(experiment, take.Trouble)
               select new Recording(experiment, path, take.Status, take.First, take.Last, take.Trouble, take.Elapsed);
    }

    /// <summary>A plugin's fault ends the training, not the recording: what was recorded before it stays.</summary>
    private static Failure Failed(Experiment experiment, Problem problem, bool begun, Moment last, string path) => new(
        ExitCode.Plugin,
        Seq1(problem with
        {
            Hint = begun ? $"{problem.Hint} The states up to {last.Step} of {experiment.Name} are kept in {path}." : problem.Hint,
        }));

    /// <summary>A run without a first state is none, and no file is kept.</summary>
    private static Failure NothingGood(Experiment experiment, Option<NonFinite> trouble) => Failure.Of(
        ExitCode.NonFinite, experiment.Name, trouble.Match(n => $"the {n.Tensor} of the first state is not finite", () => "nothing was trained"),
        "Look at what the loss is given there ('functional plugins eval' tries a function alone): a logarithm or a division at 0, probabilities outside 0 … 1, or numbers too large: then scale the data or start smaller.");
}

/// <summary>How far a training is.</summary>
public readonly record struct Progress(long Done, long Steps, double Loss, TimeSpan Elapsed);

/// <summary>What recording gave.</summary>
/// <param name="Experiment">What was trained.</param>
/// <param name="Path">The run file.</param>
/// <param name="Status">complete, interrupted or non-finite; a training that a plugin's fault ended is a failure instead.</param>
/// <param name="First">The first moment.</param>
/// <param name="Last">The last moment that was recorded.</param>
/// <param name="NonFinite">Where training stopped because a number was not finite.</param>
/// <param name="Elapsed">Training and recording, until the file was closed.</param>
public sealed record Recording(
    Experiment Experiment, string Path, string Status, Moment First, Moment Last, Option<NonFinite> NonFinite, TimeSpan Elapsed)
{
    public long Steps => Last.Step - First.Step;

    /// <summary>How many of the steps are left out by their number.</summary>
    public long LeftOut => Experiment.Batches.LeftOut.CountIn(new(First.Step, Last.Step - 1));

    public double StepsPerSecond => Steps / Math.Max(1e-9, Elapsed.TotalSeconds);
}
