using System.Diagnostics;
using System.Runtime;
using Functional.Core;
using Functional.Host;

namespace Functional.Benchmarks;

/// <summary>Our side of every comparison, through the public doors.</summary>
internal static class Ours
{
    /// <summary>Trains <paramref name="steps"/> steps from <paramref name="state"/> on, on so many threads.</summary>
    public static TrainingState Run(Experiment experiment, TrainingState state, long steps, int threads)
    {
        if (threads == 1)
            return Training.Run(experiment.Pipeline, state, experiment.Batches, steps);
        using var crew = new Crew(threads);
        return Training.Run(experiment.Pipeline, state, experiment.Batches, steps, crew);
    }

    /// <summary>A way to be measured: seconds of one step, from S₀ each time.</summary>
    public static Func<double> FromTheStart(Experiment experiment, long steps, int threads = 1)
    {
        WarmUp(() => Run(experiment, experiment.Initial, 50, threads));
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            Run(experiment, experiment.Initial, steps, threads);
            return Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
        };
    }

    /// <summary>A way to be measured: seconds of one step, on from where the last measurement ended.</summary>
    public static Func<double> GoingOn(Experiment experiment, long steps, int threads)
    {
        WarmUp(() => Run(experiment, experiment.Initial, 50, threads));
        var state = experiment.Initial;
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            state = Run(experiment, state, steps, threads);
            return Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
        };
    }

    /// <summary>
    /// .NET compiles what is used much once more, in the background, several times over: what is measured is what comes out of it, and not beside
    /// it. So the work is done until nothing has been compiled for a while.
    /// </summary>
    public static void WarmUp(Action work)
    {
        var (quiet, most) = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30));
        var (start, last, compiled) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
        while (Stopwatch.GetElapsedTime(last) < quiet && Stopwatch.GetElapsedTime(start) < most)
        {
            work();
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
                (compiled, last) = (now, Stopwatch.GetTimestamp());
        }
    }
}
