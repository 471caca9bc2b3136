namespace Functional.Benchmarks;

/// <summary>Everything that is measured, in the order of the table.</summary>
internal static class Jobs
{
    public static readonly IReadOnlyList<(string Name, Func<Bench, IEnumerable<Line>> Measure)> All =
    [
        ("article", ArticleJob.OneLayer),
        ("article-3-layer", ArticleJob.ThreeLayer),
        ("digits", ClassifierJob.Digits),
        ("mlp-sgd", bench => ClassifierJob.Pixels(bench, "sgd")),
        ("mlp-adam", bench => ClassifierJob.Pixels(bench, "adam")),
        ("recording", RecordingJob.Measure),
        ("seek", SeekJob.Measure),
        ("start-up", StartUpJob.Measure),
        ("memory", MemoryJob.Measure),
        ("long-run", LongRunJob.Measure),
        ("gemm", GemmJob.Measure),
        ("page", PageJob.Measure),
    ];
}
