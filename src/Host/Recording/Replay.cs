using System.Diagnostics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a replay found.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="From">The first step compared.</param>
/// <param name="To">The last step compared.</param>
/// <param name="Verified">Steps before the first difference, at each of which everything recorded was equal.</param>
/// <param name="Divergence">The first difference, if any.</param>
/// <param name="Damaged">The recorded state there contradicts its own checksum or fingerprint: the file changed, not the computation.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ReplayResult(string Run, long From, long To, long Verified, Option<Divergence> Divergence, bool Damaged, TimeSpan Elapsed)
{
    public double StepsPerSecond => (To - From) / Math.Max(1e-9, Elapsed.TotalSeconds);
}

/// <summary>
/// Recomputes a history and compares it with the recording: every loss, error and fingerprint, and every bit of every recorded state. The
/// history is cut into stretches at recorded states and several cores work on them at once. A stretch begins with the state as it is
/// recorded, and the stretch before it must arrive at that very state, slots included: so every state is compared with one that was
/// computed, from the first to the last, and the proof has no gap.
/// </summary>
public static class Replay
{
    public static Either<Failure, ReplayResult> Run(OpenedRun run, long from, long to, IProgress<Progress> progress, CancellationToken interrupted) =>
        Run(run, from, to, ReplayPlan.For(run, from, to), progress, interrupted);

    /// <summary>The same according to a plan. Whatever the plan, what is found is the same.</summary>
    internal static Either<Failure, ReplayResult> Run(OpenedRun run, long from, long to, ReplayPlan plan, IProgress<Progress> progress, CancellationToken interrupted)
    {
        var clock = Stopwatch.StartNew();
        var watch = new ReplayWatch(to - from, clock, progress, interrupted);
        return Judge(run, from, to, Stretches(run, plan, watch), watch, clock);
    }

    /// <summary>Either several stretches at once, a core each, or one after the other with all cores in each step.</summary>
    private static Compared?[] Stretches(OpenedRun run, ReplayPlan plan, ReplayWatch watch)
    {
        var compared = new Compared?[plan.Stretches.Length];
        if (plan.AtOnce > 1)
            Cores.With(plan.AtOnce, 0, crew =>
            {
                crew.Do(compared.Length, (i, _) => compared[i] = ReplayStretch.Compare(run, plan.Stretches[i], Alone.Instance, watch));
                return unit;
            });
        else
            Cores.With(plan.InEachStep, ICrew.UsualLeastWork, crew =>
            {
                for (var i = 0; i < compared.Length; i++)
                    compared[i] = ReplayStretch.Compare(run, plan.Stretches[i], crew, watch);
                return unit;
            });
        return compared;
    }

    /// <summary>The first stretch that is not equal decides; what was found behind it may only be its consequence.</summary>
    private static Either<Failure, ReplayResult> Judge(OpenedRun run, long from, long to, IEnumerable<Compared?> compared, ReplayWatch watch, Stopwatch clock)
    {
        switch (compared.FirstOrDefault(v => v is not Compared.Same, new Compared.Same()))
        {
            case Compared.Same:
                return Result(to - from + 1, None, false);
            case Compared.Other other:
                return Result(other.Divergence.Step - from, other.Divergence, other.Damaged);
            case Compared.Unread unread:
                return unread.Failure;
            case Compared.Thrown thrown:
                thrown.Exception.Throw();
                throw new UnreachableException();
            default:
                return Failure.Of(ExitCode.Interrupted, run.File.Header.Name, $"interrupted after {watch.Done} equal states");
        }

        ReplayResult Result(long verified, Option<Divergence> divergence, bool damaged) =>
            new(run.File.Header.Name, from, to, verified, divergence, damaged, clock.Elapsed);
    }
}
