namespace Functional.Host.Tests;

/// <summary>TensorFlow's buckets, filled by another way than theirs.</summary>
public static class HistogramTests
{
    private static readonly Gen<double> Numbers = Gen.OneOf(Gen.Double[-3, 3], Gen.Double, Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(double.MaxValue), Gen.Const(1e-12), Gen.Const(-1e-12));

    [Test]
    public static void Every_finite_number_lies_in_the_bucket_whose_limits_enclose_it() => Numbers.Array[1, 60].Sample(numbers =>
    {
        var finite = numbers.Where(double.IsFinite).ToList();
        var histogram = Histogram.Of(numbers);
        if (finite.Count == 0)
        {
            Assert.That(histogram, Is.Null);
            return;
        }

        Assert.That((histogram!.Count, histogram.Counts.Sum(), histogram.Min, histogram.Max), Is.EqualTo(((double)finite.Count, (double)finite.Count, finite.Min(), finite.Max())));
        Assert.That(histogram.Sum, Is.EqualTo(finite.Aggregate(0.0, (sum, x) => sum + x)));
        Assert.That(histogram.SumOfSquares, Is.EqualTo(finite.Aggregate(0.0, (sum, x) => sum + x * x)));
        var below = double.NegativeInfinity;
        foreach (var (limit, count) in histogram.Limits.Zip(histogram.Counts))
        {
            Assert.That(limit, Is.GreaterThan(below));
            // The largest double has no limit above it and lies in the last bucket.
            Assert.That(count, Is.EqualTo(finite.Count(x => x >= below && (x < limit || limit == double.MaxValue))));
            below = limit;
        }
    });

    [Test]
    public static void Empty_buckets_that_follow_each_other_are_one() => Numbers.Array[1, 60].Sample(numbers =>
        Histogram.Of(numbers) is not { } histogram || histogram.Counts.Zip(histogram.Counts.Skip(1)).All(pair => pair is not (0, 0)));

    /// <summary>Buckets as TensorFlow's own code makes them of these three numbers: the limits are products of 1e-12 and 1.1, one after the other.</summary>
    [Test]
    public static void The_limits_are_those_of_TensorFlow()
    {
        var histogram = Histogram.Of([0.0, 1.0, 1.0])!;
        var above = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
            above.Add(limit);
        var (ceiling, floor) = (above.First(l => l > 1), above.Last(l => l <= 1));
        Assert.That(histogram.Limits, Is.EqualTo((double[])[0, 1e-12, floor, ceiling, double.MaxValue]));
        Assert.That(histogram.Counts, Is.EqualTo((double[])[0, 1, 0, 2, 0]));
        Assert.That((above.Count, floor, ceiling), Is.EqualTo((774, 0.917246389039776, 1.0089710279437536)));
    }
}
