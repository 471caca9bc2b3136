using System.Diagnostics;
using Functional.Host;
using LanguageExt;

namespace Functional.Benchmarks;

/// <summary>Ten million steps of the article, recorded within the default budget: memory stays flat, the file small, every state near.</summary>
internal static class LongRunJob
{
    private const long Steps = 10_000_000;

    private const int Seeks = 1_000;

    private const string Job = "article, 10,000,000 steps recorded";

    public static IEnumerable<Line> Measure(Bench bench)
    {
        var experiment = Experiments.Article with { Steps = bench.Options.Quick ? Steps / 5 : Steps, Record = RecordPolicy.Default };
        var (path, memory) = (bench.FreshRun(), new ManagedMemory());
        var start = Stopwatch.GetTimestamp();
        Experiments.Right(Recorder.Record(experiment, experiment.Initial, path, Option<Parentage>.None, memory, CancellationToken.None));
        yield return Line.Within(Job, "all of it", Stopwatch.GetElapsedTime(start).TotalSeconds, null);
        yield return AtMost("growth of the managed memory", memory.Growth, 10e6);
        yield return AtMost("the file", new FileInfo(path).Length, RecordPolicy.DefaultBudgetBytes);
        using var run = Experiments.Right(OpenedRun.Open(new Store(bench.Folder), Experiments.Catalogue.Value, path));
        var random = new Random(4);
        var seconds = Enumerable.Range(0, Seeks).Select(_ => Seek(run, random.NextInt64(experiment.Steps + 1))).ToArray();
        yield return Line.Within(Job, $"the slowest of {Seeks} random seeks", seconds.Max(), 0.1);
    }

    private static double Seek(OpenedRun run, long step)
    {
        var start = Stopwatch.GetTimestamp();
        Experiments.Right(run.StateAt(step));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Line AtMost(string what, double bytes, double most) =>
        new(Job, what, Quantity.Megabytes(bytes), "", "", $"≤ {Quantity.Megabytes(most)}", bytes <= most);

    /// <summary>What is alive, looked at now and then from the training itself.</summary>
    private sealed class ManagedMemory : IProgress<Progress>
    {
        private const int Every = 10;

        private int _told;
        private long _least = long.MaxValue;
        private long _most;

        public double Growth => _most - _least;

        public void Report(Progress value)
        {
            if (++_told % Every != 0)
                return;
            var alive = GC.GetTotalMemory(forceFullCollection: true);
            (_least, _most) = (Math.Min(_least, alive), Math.Max(_most, alive));
        }
    }
}
