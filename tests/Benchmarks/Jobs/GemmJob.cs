using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>How near the products of a step, and the whole step, come to the most that the processor can do.</summary>
internal static class GemmJob
{
    public static IEnumerable<Line> Measure(Bench bench)
    {
        var peak = FmaPeak.OneThread();
        yield return new("FMA peak", "12 independent chains, no memory", Quantity.Flops(peak), "", "", "", null);
        var pair = FmaPeak.Of(2);
        yield return new("FMA peak, 2 threads", "the same, twice", Quantity.Flops(pair), "", "", "", null);
        foreach (var shape in GemmShape.Mlp.Concat(GemmShape.Digits))
        {
            yield return Line.Share("gemm", $"{shape} of the peak", Rate(bench, shape), peak, 0.95);
            foreach (var line in AgainstBlas(bench, shape))
                yield return line;
        }

        yield return WholeStep(bench, peak, 1);
        if (Ours.ThreadsFor(2) == 2)
            yield return WholeStep(bench, pair, 2);
    }

    private static double Rate(Bench bench, GemmShape shape) =>
        shape.Flops / Enumerable.Range(0, bench.Rounds + 1).Select(_ => Seconds(bench, shape)).Skip(1).Order().First();

    private static IEnumerable<Line> AgainstBlas(Bench bench, GemmShape shape)
    {
        var (m, k, n) = shape.Product;
        var pass = shape.Pass switch { GemmPass.Forward => "forward", GemmPass.Weights => "weights", _ => "inputs" };
        return Contest.Of(bench, $"gemm {shape}", () => Seconds(bench, shape),
            [new(PeerSpec.OfScript("NumPy", "numpy_gemm.py", 1, $"{m}", $"{k}", $"{n}", pass), Repeats(shape), null)]);
    }

    private static double Seconds(Bench bench, GemmShape shape)
    {
        var (lengthA, lengthB, lengthC) = shape.Lengths;
        var (a, b, c, repeats) = (Random(lengthA), Random(lengthB), new double[lengthC], bench.Steps(Repeats(shape)));
        Ours.Gemm(shape, a, b, c);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            Ours.Gemm(shape, a, b, c);
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
        return Line.Share($"mlp-sgd step, {threads} thread{(threads == 1 ? "" : "s")}", $"its {flops / 1e6:0.0} MFLOP at the peak", flops / seconds, peak, 0.8);
    }

    private static double[] Random(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];
    }
}
