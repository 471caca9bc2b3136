using System.Diagnostics;
using Functional.Host;
using LanguageExt;

namespace Functional.Benchmarks;

/// <summary>What it costs to record: from the first step until the file is closed and on the disk.</summary>
internal static class RecordingJob
{
    private static readonly IProgress<Progress> Nobody = new Silent();

    public static IEnumerable<Line> Measure(Bench bench) =>
    [
        .. Article(bench),
        .. Pixels(bench, Data.PixelRows, "60,000 rows in the file"),
        .. Pixels(bench, Data.PixelRows / 10, "6,000 rows in the file"),
    ];

    /// <summary>Trains and records; seconds until everything is on the disk.</summary>
    public static double Record(Experiment experiment, string path)
    {
        var start = Stopwatch.GetTimestamp();
        var recording = Experiments.Right(Recorder.Record(experiment, experiment.Initial, path, Option<Parentage>.None, Nobody, CancellationToken.None));
        using (var file = File.OpenHandle(path, access: FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return recording.Status == "complete" ? seconds : throw new InvalidOperationException($"the recording of {experiment.Name} is {recording.Status}");
    }

    private static IEnumerable<Line> Article(Bench bench)
    {
        var article = Experiments.Article;
        var recorded = Recorded(bench, article);
        Ours.WarmUp(() => recorded());
        yield return Line.Costs(
            "article, 100,001 states durable", "ours unrecorded (per step)", Interleaved.Compare(bench.Rounds, Ours.FromTheStart(article, article.Steps), recorded), 2);
        foreach (var line in Contest.Of(bench, "article, 100,001 states durable", recorded,
            [new(PeerSpec.OfScript("NumPy", "numpy_article.py", 1, "article"), (int)article.Steps, 50)]))
            yield return line;
    }

    private static IEnumerable<Line> Pixels(Bench bench, int rows, string file)
    {
        var data = Data.Pixels(rows);
        foreach (var optimizer in (string[])["sgd", "adam"])
        {
            var steps = bench.Steps(4_690);
            for (var threads = 1; threads <= 2; threads++)
            {
                var experiment = Experiments.Pixels(optimizer, data, steps) with { Threads = threads };
                var comparison = Interleaved.Compare(bench.Rounds, Ours.FromTheStart(experiment, steps, threads), Recorded(bench, experiment));
                yield return Line.Costs(
                    $"mlp-{optimizer} durable, {file}{(threads == 1 ? "" : ", 2 threads")}", $"ours unrecorded, {steps} steps (per step)", comparison, threads == 1 ? 1.05 : 1.08);
            }
        }
    }

    private static Func<double> Recorded(Bench bench, Experiment experiment) => () =>
    {
        var path = bench.FreshRun();
        var seconds = Record(experiment, path) / experiment.Steps;
        File.Delete(path);
        return seconds;
    };

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
