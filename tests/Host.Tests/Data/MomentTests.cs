namespace Functional.Host.Tests;

/// <summary>
/// Means and variances of many rows beside those of the definition. Bounds are five standard errors: a right generator breaks one of these
/// numbers once in two million seeds, and the seeds here are fixed.
/// </summary>
public static class MomentTests
{
    private const int Rows = 20_000;

    [TestCase(0, 0.5)]
    [TestCase(10, 1.2)]
    [TestCase(50, 4)]
    public static void Clouds_lie_around_two_and_have_the_variance_of_their_noise(double noise, double variance)
    {
        var rows = Made.Of("gauss", ("rows", Rows), ("noise", noise), ("seed", 3)).Rows.ToList();
        foreach (var (colour, centre) in new[] { (0, -2.0), (1, 2.0) })
        {
            var cloud = rows.Where(r => r.Target == colour).ToList();
            Normal([.. cloud.Select(r => r.X1)], centre, variance);
            Normal([.. cloud.Select(r => r.X2)], centre, variance);
            var covariance = cloud.Average(r => (r.X1 - centre) * (r.X2 - centre));
            Assert.That(covariance, Is.EqualTo(0).Within(5 * variance / Math.Sqrt(cloud.Count)), "the two inputs are independent");
        }
    }

    [TestCase(0.1)]
    [TestCase(2)]
    public static void What_is_added_to_moons_is_normal_of_that_deviation(double noise)
    {
        var added = Made.Of("moons", ("rows", Rows), ("noise", noise), ("seed", 4)).Rows.Zip(Made.Of("moons", ("rows", Rows)).Rows, (a, b) => (a.X1 - b.X1, a.X2 - b.X2)).ToList();
        Normal([.. added.Select(a => a.Item1)], 0, noise * noise);
        Normal([.. added.Select(a => a.Item2)], 0, noise * noise);
    }

    [TestCase("plane", 6, 0)]
    [TestCase("multi-gauss", 6, 0)]
    [TestCase("quadrants", 5, 0.3)]
    public static void A_square_is_filled_evenly(string set, double side, double padding)
    {
        var rows = Made.Of(set, ("rows", Rows), ("seed", 5)).Rows.ToList();
        Even([.. rows.Select(r => r.X1 - (padding * Math.Sign(r.X1)))], -side, side);
        Even([.. rows.Select(r => r.X2 - (padding * Math.Sign(r.X2)))], -side, side);
    }

    [Test]
    public static void Radius_and_angle_of_a_circle_are_even()
    {
        var rows = Made.Of("circle", ("rows", Rows), ("seed", 6)).Rows.ToList();
        Even([.. rows.Where(r => r.Target == 1).Select(Radius)], 0, 2.5);
        Even([.. rows.Where(r => r.Target == 0).Select(Radius)], 3.5, 5);
        Even([.. rows.Select(r => Math.Atan2(r.X1, r.X2))], -Math.PI, Math.PI);
    }

    [Test]
    public static void What_is_added_to_a_spiral_is_even()
    {
        var added = Made.Of("spiral", ("rows", Rows), ("noise", 40), ("seed", 7)).Rows.Zip(Made.Of("spiral", ("rows", Rows)).Rows, (a, b) => (a.X1 - b.X1, a.X2 - b.X2)).ToList();
        Even([.. added.Select(a => a.Item1)], -0.4, 0.4);
        Even([.. added.Select(a => a.Item2)], -0.4, 0.4);
    }

    /// <summary>At half the side each way a place is drawn whose value the row has: the difference is (u + v)·3/10, of variance 2·3²/3/100.</summary>
    [Test]
    public static void Noise_of_a_plane_is_that_of_two_even_numbers()
    {
        var off = Made.Of("plane", ("rows", Rows), ("noise", 50), ("seed", 8)).Rows.Select(r => r.Target - ((r.X1 + r.X2) / 10)).ToArray();
        Moments(off, 0, 0.06, 0.06 * Math.Sqrt(1.4));
        Assert.That(off.Select(Math.Abs).Max(), Is.InRange(0.55, 0.6));
    }

    /// <summary>The disc reaches to 2.5; the place that decides is up to 5·noise away in each direction, so some rows change their class; rows of
    /// quadrants keep 0.3 from the axes, more than 5·5 per cent.</summary>
    [TestCase("circle", 50, 0.2, 0.5)]
    [TestCase("circle", 10, 0.005, 0.05)]
    [TestCase("quadrants", 50, 0.15, 0.35)]
    [TestCase("quadrants", 10, 0.003, 0.015)]
    [TestCase("quadrants", 5, 0, 0)]
    public static void Noise_changes_the_class_of_some_rows(string set, double noise, double least, double most)
    {
        var (plain, noisy) = (Made.Of(set, ("rows", Rows)).Targets, Made.Of(set, ("rows", Rows), ("noise", noise)).Targets);
        Assert.That(plain.Zip(noisy, (a, b) => a == b ? 0.0 : 1).Average(), Is.InRange(least, most));
    }

    private static double Radius((double X1, double X2, double Target) row) => Math.Sqrt((row.X1 * row.X1) + (row.X2 * row.X2));

    /// <summary>Fourth central moment 3σ⁴, so the variance has the standard deviation σ²·√2; two thirds within σ.</summary>
    private static void Normal(double[] values, double mean, double variance)
    {
        Moments(values, mean, variance, variance * Math.Sqrt(2));
        var within = values.Count(x => Math.Abs(x - mean) < Math.Sqrt(variance)) / (double)values.Length;
        Assert.That(within, Is.EqualTo(0.682689).Within(5 * Math.Sqrt(0.682689 * 0.317311 / values.Length)));
    }

    /// <summary>Variance w²/12, fourth central moment w⁴/80, so the variance has the deviation w²·√(1/80 − 1/144); the lower half has half of them.</summary>
    private static void Even(double[] values, double from, double to)
    {
        var width = to - from;
        Moments(values, (from + to) / 2, width * width / 12, width * width * Math.Sqrt((1 / 80.0) - (1 / 144.0)));
        Assert.That(values.Min(), Is.InRange(from - 1e-12, from + (width / 100)));
        Assert.That(values.Max(), Is.InRange(to - (width / 100), to + 1e-12));
        Assert.That(values.Count(x => x < (from + to) / 2) / (double)values.Length, Is.EqualTo(0.5).Within(2.5 / Math.Sqrt(values.Length)));
    }

    private static void Moments(double[] values, double mean, double variance, double deviationOfVariance)
    {
        Assert.That(values.Average(), Is.EqualTo(mean).Within(5 * Math.Sqrt(variance / values.Length)), "mean");
        Assert.That(values.Average(x => (x - mean) * (x - mean)), Is.EqualTo(variance).Within(5 * deviationOfVariance / Math.Sqrt(values.Length)), "variance");
    }
}
