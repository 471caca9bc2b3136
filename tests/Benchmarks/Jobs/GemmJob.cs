using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>How near the products of a step, and the whole step, come to the most that the processor can do.</summary>
internal static class GemmJob
{
    public static IEnumerable<Line> Measure(Bench bench)
    {
        for (var threads = 1; threads <= 2; threads++)
        {
            var peak = FmaPeak.Of(threads);
            var with = threads == 1 ? "" : $", {threads} threads";
            yield return new($"FMA peak{with}", "12 independent chains, no memory", Quantity.Flops(peak), "", "", "", null);
            foreach (var shape in GemmShape.Mlp.Concat(GemmShape.Digits))
                yield return Line.Share($"gemm{with}", $"{shape} of the peak", Rate(bench, shape, threads), peak, threads == 1 ? 0.95 : 0.9);
            foreach (var line in GemmShape.Mlp.Concat(GemmShape.Digits).SelectMany(shape => AgainstBlas(bench, shape, threads)))
                yield return line;
            yield return WholeStep(bench, peak, threads);
        }
    }

    private static double Rate(Bench bench, GemmShape shape, int threads) =>
        shape.Flops / Enumerable.Range(0, bench.Rounds).Select(_ => Seconds(bench, shape, threads)).Min();

    private static IEnumerable<Line> AgainstBlas(Bench bench, GemmShape shape, int threads)
    {
        var (m, k, n) = shape.Product;
        var pass = shape.Pass switch { GemmPass.Forward => "forward", GemmPass.Weights => "weights", _ => "inputs" };
        return Contest.Of(bench, $"gemm {shape}", () => Seconds(bench, shape, threads),
            [new(PeerSpec.OfScript("NumPy", "numpy_gemm.py", threads, $"{m}", $"{k}", $"{n}", pass), Repeats(shape), null)]);
    }

    private static double Seconds(Bench bench, GemmShape shape, int threads)
    {
        using var work = new GemmWork(shape, threads);
        var repeats = bench.Steps(Repeats(shape));
        work.Multiply();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            work.Multiply();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }

    /// <summary>About two billion flops: some hundredths of a second.</summary>
    private static int Repeats(GemmShape shape) => (int)Math.Ceiling(2e9 / shape.Flops);

    private static Line WholeStep(Bench bench, double peak, int threads)
    {
        var flops = GemmShape.Mlp.Sum(shape => shape.Flops);
        var step = Ours.GoingOn(Experiments.Pixels("sgd", Data.Pixels()), bench.Steps(500), threads);
        step();
        var seconds = Statistics.Median(Enumerable.Range(0, bench.Rounds).Select(_ => step()));
        return Line.Share($"whole mlp-sgd step{(threads == 1 ? "" : $", {threads} threads")}", $"its {flops / 1e6:0.0} MFLOP at the peak", flops / seconds, peak, 0.8);
    }
}
