using System.Diagnostics;
using Functional.Core;
using Functional.Host;

namespace Functional.Benchmarks;

/// <summary>Our side of every comparison, through the public doors. What the engine grows (threads, kernels) is plugged in here and nowhere else.</summary>
internal static class Ours
{
    /// <summary>How many threads a training really gets of those that are wanted: as long as <see cref="Training.Run"/> knows of one only, one.</summary>
    public static int ThreadsFor(int wanted) => wanted;

    /// <summary>Trains <paramref name="steps"/> steps from <paramref name="state"/> on, on so many threads.</summary>
    public static TrainingState Run(Experiment experiment, TrainingState state, long steps, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ThreadsFor(threads), threads);
        return Training.Run(experiment.Pipeline, state, experiment.Batches, steps);
    }

    /// <summary>A way to be measured: seconds of one step, from S₀ each time.</summary>
    public static Func<double> FromTheStart(Experiment experiment, long steps) => () =>
    {
        var start = Stopwatch.GetTimestamp();
        Run(experiment, experiment.Initial, steps, threads: 1);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
    };

    /// <summary>A way to be measured: seconds of one step, on from where the last measurement ended.</summary>
    public static Func<double> GoingOn(Experiment experiment, long steps, int threads)
    {
        var state = experiment.Initial;
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            state = Run(experiment, state, steps, threads);
            return Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
        };
    }

    /// <summary>
    /// One product of a training step, as the engine computes it today. <paramref name="shape"/> says which; the spans hold its
    /// two factors and take its result.
    /// </summary>
    public static void Gemm(GemmShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ThreadsFor(threads), threads);
        switch (shape.Pass)
        {
            case GemmPass.Forward:
                Affine.PreActivations(shape.Rows, shape.Inputs, shape.Units, a, b, [], c);
                break;
            case GemmPass.Weights:
                Affine.WeightGradients(shape.Rows, shape.Inputs, shape.Units, a, b, c);
                break;
            default:
                Affine.InputGradients(shape.Rows, shape.Inputs, shape.Units, a, b, c);
                break;
        }
    }
}
