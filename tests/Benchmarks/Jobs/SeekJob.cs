using System.Diagnostics;
using Functional.Host;

namespace Functional.Benchmarks;

/// <summary>RUN@N: how long until the state of a random step is there, checked against its fingerprint.</summary>
internal static class SeekJob
{
    private const int Seeks = 10_000;

    /// <summary>Where a seek is slow there are fewer of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IEnumerable<Line> Measure(Bench bench)
    {
        foreach (var line in Of(bench, "seek, stored states", Experiments.Article, 10e-6, 100e-6))
            yield return line;
        var keyFrames = Experiments.Pixels("sgd", Data.Pixels(), 1_920, "64");
        foreach (var line in Of(bench, "seek, a key frame each 64 steps", keyFrames, 25e-3, 50e-3))
            yield return line;
    }

    private static IEnumerable<Line> Of(Bench bench, string job, Experiment experiment, double p50, double p99)
    {
        var path = bench.FreshRun();
        RecordingJob.Record(experiment, path);
        var steps = Steps(bench, experiment.Steps);
        var start = Stopwatch.GetTimestamp();
        using var run = Experiments.Right(OpenedRun.Open(new Store(bench.Folder), Experiments.Catalogue.Value, path));
        Seek(run, steps[0]);
        yield return Line.Within(job, "opening, and the first state", Stopwatch.GetElapsedTime(start).TotalSeconds, null);
        var first = Pass(run, steps);
        yield return Line.Within(job, $"{first.Length} random steps, first touch, p50", Statistics.Percentile(first, 0.5), p50);
        yield return Line.Within(job, $"{first.Length} random steps, first touch, p99", Statistics.Percentile(first, 0.99), p99);
        var again = Pass(run, steps);
        yield return Line.Within(job, $"{again.Length} of the same again, p50", Statistics.Percentile(again, 0.5), p50);
        yield return Line.Within(job, $"{again.Length} of the same again, p99", Statistics.Percentile(again, 0.99), p99);
    }

    private static long[] Steps(Bench bench, long last)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, bench.Steps(Seeks)).Select(_ => random.NextInt64(last + 1))];
    }

    private static double[] Pass(OpenedRun run, IReadOnlyList<long> steps)
    {
        var begun = Stopwatch.GetTimestamp();
        return [.. steps.TakeWhile(_ => Stopwatch.GetElapsedTime(begun) < Patience).Select(step => Seek(run, step))];
    }

    private static double Seek(OpenedRun run, long step)
    {
        var start = Stopwatch.GetTimestamp();
        var state = Experiments.Right(run.StateAt(step));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return state.Step == step ? seconds : throw new InvalidOperationException($"asked for {step}, got {state.Step}");
    }
}
