using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>
/// How many numbers lie where, in TensorFlow's own buckets: their limits grow by a tenth from 1e-12 to 1e20, the same below zero, with 0
/// and the largest double between and around them. Source: tensorflow/core/lib/histogram/histogram.cc.
/// </summary>
/// <param name="Min">The smallest number.</param>
/// <param name="Max">The largest.</param>
/// <param name="Sum">Σ x, in order.</param>
/// <param name="SumOfSquares">Σ x², in order.</param>
/// <param name="Limits">The upper limit of each bucket, ascending; a number at a limit lies in the bucket above it.</param>
/// <param name="Counts">How many numbers each bucket holds. Empty ones that follow each other are one bucket.</param>
internal sealed record Histogram(double Min, double Max, double Sum, double SumOfSquares, ImmutableArray<double> Limits, ImmutableArray<double> Counts)
{
    private const double Least = 1e-12, Most = 1e20, Growth = 1.1;

    private static readonly ImmutableArray<double> AllLimits = MakeLimits();

    /// <summary>How many numbers it counts.</summary>
    public double Count => Counts.Sum();

    /// <summary>The histogram of those numbers that are finite; null where none is.</summary>
    public static Histogram? Of(ReadOnlySpan<double> numbers)
    {
        var counts = new long[AllLimits.Length];
        var (min, max, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        foreach (var x in numbers)
        {
            if (!double.IsFinite(x))
                continue;
            counts[BucketOf(x)]++;
            (min, max, sum, squares) = (Math.Min(min, x), Math.Max(max, x), sum + x, squares + x * x);
        }

        return min > max ? null : Collapsed(counts) is var (limits, full) ? new(min, max, sum, squares, limits, full) : null;
    }

    /// <summary>The first bucket whose limit is above <paramref name="x"/>; nothing is above the largest double, which lies in the last.</summary>
    private static int BucketOf(double x)
    {
        var at = AllLimits.BinarySearch(x);
        return Math.Min(at < 0 ? ~at : at + 1, AllLimits.Length - 1);
    }

    private static (ImmutableArray<double> Limits, ImmutableArray<double> Counts) Collapsed(long[] counts)
    {
        var kept = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0 || i == counts.Length - 1 || counts[i + 1] > 0).ToList();
        return ([.. kept.Select(i => AllLimits[i])], [.. kept.Select(i => (double)counts[i])]);
    }

    private static ImmutableArray<double> MakeLimits()
    {
        var above = new List<double>();
        for (var limit = Least; limit < Most; limit *= Growth)
            above.Add(limit);
        above.Add(double.MaxValue);
        return [.. above.AsEnumerable().Reverse().Select(x => -x), 0, .. above];
    }
}
