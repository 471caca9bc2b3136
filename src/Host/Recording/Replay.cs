using System.Diagnostics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a replay found.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="From">The first step compared.</param>
/// <param name="To">The last step compared.</param>
/// <param name="Verified">Steps at which everything recorded was equal.</param>
/// <param name="Divergence">The first difference, if any.</param>
/// <param name="Damaged">The recorded state there contradicts its own checksum or fingerprint: the file changed, not the computation.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ReplayResult(string Run, long From, long To, long Verified, Option<Divergence> Divergence, bool Damaged, TimeSpan Elapsed)
{
    public double StepsPerSecond => (To - From) / Math.Max(1e-9, Elapsed.TotalSeconds);
}

/// <summary>Recomputes a history and compares it with the recording: every loss, error and fingerprint, and every bit of every recorded state.</summary>
public static class Replay
{
    public static Either<Failure, ReplayResult> Run(OpenedRun run, long from, long to, IProgress<Progress> progress, CancellationToken interrupted)
    {
        var clock = Stopwatch.StartNew();
        return Start(run, from).Bind(start => Cores.With(run.Experiment, crew => Compare(run, start, from, to, crew, clock, progress, interrupted)));
    }

    /// <summary>A history that starts at S₀ is recomputed from its document; a fork from its first state; a part from the recorded state before it.</summary>
    private static Either<Failure, TrainingState> Start(OpenedRun run, long from) =>
        from == 0 && run.File.Header.Parent.IsNone ? run.Experiment.Initial : run.File.StateAtOrBefore(Math.Max(run.File.First, from - 1), run.Layout);

    private static Either<Failure, ReplayResult> Compare(
        OpenedRun run, TrainingState start, long from, long to, ICrew crew, Stopwatch clock, IProgress<Progress> progress, CancellationToken interrupted)
    {
        var verified = 0L;
        var moments = Training.Scan(run.Pipeline, start, run.Experiment.Batches, to - start.Step, static _ => true, crew);
        foreach (var moment in moments.SkipWhile(m => m.Step < from))
        {
            var compared = Compare(run, moment);
            if (compared.IsLeft)
                return compared.Map(_ => Result(default));
            var found = compared.IfLeft(default(Found));
            if (found.Divergence.IsSome)
                return Result(found);
            verified++;
            if (interrupted.IsCancellationRequested)
                return Failure.Of(ExitCode.Interrupted, run.File.Header.Name, $"interrupted after {verified} equal states");
            progress.Report(new(moment.Step - from, to - from, moment.Loss, clock.Elapsed));
        }

        return Result(default);

        ReplayResult Result(Found found) => new(run.File.Header.Name, from, to, verified, found.Divergence, found.Damaged, clock.Elapsed);
    }

    private readonly record struct Found(Option<Divergence> Divergence, bool Damaged);

    private static Either<Failure, Found> Compare(OpenedRun run, Moment recomputed) =>
        from moment in run.File.MomentAt(recomputed.Step)
        from raw in run.File.RawStateAt(recomputed.Step, run.Layout)
        let found = raw.Match(recorded => Judge(run, recorded.State, recorded.Intact, (TrainingState)recomputed.State), () => default)
        from sound in found.Divergence.IsNone && found.Damaged
            ? Guard.Damaged(run.File.Path, $"the checksum of state {recomputed.Step} is damaged; its numbers are not")
            : Right<Failure, Unit>(unit)
        select found.Divergence.IsSome ? found : new Found(Between(moment, recomputed), false);

    /// <summary>Where a state has other numbers and yet the same fingerprint, it was changed after it was fingerprinted.</summary>
    private static Found Judge(OpenedRun run, TrainingState recorded, bool intact, TrainingState recomputed) => new(
        Divergence.Between(run.Layout, recorded, recomputed),
        !intact || (recorded.Fingerprint == recomputed.Fingerprint && !recorded.Parameters.Equals(recomputed.Parameters)));

    private static Option<Divergence> Between(Moment recorded, Moment recomputed) =>
        recorded.Fingerprint != recomputed.Fingerprint
            ? Some(new Divergence(recomputed.Step, "fingerprint", [], double.NaN, double.NaN, ulong.MaxValue))
            : Between(recomputed.Step, "loss", recorded.Loss, recomputed.Loss)
                || Between(recomputed.Step, "sum |error|", recorded.SumAbsoluteError, recomputed.SumAbsoluteError);

    private static Option<Divergence> Between(long step, string number, double recorded, double recomputed) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(recomputed)
            ? None
            : Some(new Divergence(step, number, [], recorded, recomputed, Ulps.Between(recorded, recomputed)));
}
