namespace Functional.Host.Tests;

/// <summary>Where the rows of drawn sets lie and what they are called: the definitions, written down a second time with another library's functions.</summary>
public static class GeometryTests
{
    private const double Tiny = 1e-12;

    [Test]
    public static void A_disc_in_a_ring() => All("circle", r =>
        r.Target == 1 ? Length(r.X1, r.X2) <= 2.5 + Tiny : Length(r.X1, r.X2) is >= 3.5 - Tiny and <= 5 + Tiny);

    [Test]
    public static void Four_quadrants_away_from_the_axes() => All("quadrants", r =>
        r.Target == (r.X1 * r.X2 >= 0 ? 1 : 0) && Math.Abs(r.X1) is >= 0.3 and <= 5.3 && Math.Abs(r.X2) is >= 0.3 and <= 5.3);

    [Test]
    public static void A_plane_over_the_square() => All("plane", r =>
        r.Target == (r.X1 + r.X2) / 10 && Math.Abs(r.X1) <= 6 && Math.Abs(r.X2) <= 6);

    [Test]
    public static void Six_cones_over_the_square() => All("multi-gauss", r =>
    {
        var cones = from i in new[] { -1, 0, 1 }
                    from j in new[] { -1, 1 }
                    let height = Math.Max(0, 1 - (Length(r.X1 - (4 * i), r.X2 - (2.5 * j)) / 2))
                    orderby height descending
                    select height * ((i + 2) % 2 == 0 ? -j : j);
        return Math.Abs(r.Target - cones.First()) < Tiny && Math.Abs(r.X1) <= 6 && Math.Abs(r.X2) <= 6;
    });

    /// <summary>Hills at the left and the right above and in the middle below, hollows between them.</summary>
    [TestCase(-4, 2.5, 1)]
    [TestCase(0, 2.5, -1)]
    [TestCase(4, 2.5, 1)]
    [TestCase(-4, -2.5, -1)]
    [TestCase(0, -2.5, 1)]
    [TestCase(4, -2.5, -1)]
    public static void A_peak_has_its_sign(double x1, double x2, double sign)
    {
        var near = Made.Of("multi-gauss", ("rows", 5000)).Rows.Where(r => Length(r.X1 - x1, r.X2 - x2) < 0.5).ToList();
        Assert.That(near, Has.Count.GreaterThan(5));
        Assert.That(near.Select(r => r.Target * sign), Is.All.InRange(0.75, 1));
    }

    [Test]
    public static void Two_arms_one_and_three_quarters_around()
    {
        var rows = Made.Of("spiral", ("rows", 301)).Rows.ToList();
        var (orange, blue) = (rows.Where(r => r.Target == 0).ToList(), rows.Where(r => r.Target == 1).ToList());
        Assert.That((orange.Count, blue.Count), Is.EqualTo((151, 150)));
        Assert.Multiple(() =>
        {
            foreach (var (arm, behind) in new[] { (orange, Math.PI), (blue, 0) })
                for (var i = 0; i < arm.Count; i++)
                {
                    var (r, t) = (5.0 * i / arm.Count, (1.75 * 2 * Math.PI * i / arm.Count) + behind);
                    Assert.That(Length(arm[i].X1 - (r * Math.Sin(t)), arm[i].X2 - (r * Math.Cos(t))), Is.LessThan(Tiny));
                }
        });
    }

    [Test]
    public static void Two_moons_from_end_to_end()
    {
        var rows = Made.Of("moons", ("rows", 201)).Rows.ToList();
        var (upper, lower) = (rows.Where(r => r.Target == 0).ToList(), rows.Where(r => r.Target == 1).ToList());
        Assert.That((upper.Count, lower.Count), Is.EqualTo((101, 100)));
        Assert.Multiple(() =>
        {
            for (var i = 0; i < upper.Count; i++)
                Assert.That(Length(upper[i].X1 - Math.Cos(Math.PI * i / 100), upper[i].X2 - Math.Sin(Math.PI * i / 100)), Is.LessThan(Tiny));
            for (var i = 0; i < lower.Count; i++)
                Assert.That(Length(lower[i].X1 - 1 + Math.Cos(Math.PI * i / 99), lower[i].X2 - 0.5 + Math.Sin(Math.PI * i / 99)), Is.LessThan(Tiny));
        });
        Assert.That(Made.Of("moons", ("rows", 2)).Rows, Is.EqualTo(new[] { (1.0, 0.0, 0.0), (0.0, 0.5, 1.0) }), "a moon of one row is its first end");
    }

    /// <summary>Noise in a spiral is at most its share of 1 in either direction.</summary>
    [Test]
    public static void Noise_takes_a_row_of_a_spiral_so_far_off_and_no_farther() => Gen.Select(Gen.UInt, Gen.Double[0, 50]).Sample((seed, noise) =>
        Made.Of("spiral", ("rows", 60), ("noise", noise), ("seed", seed)).Rows.Zip(Made.Of("spiral", ("rows", 60)).Rows, (a, b) =>
            Math.Abs(a.X1 - b.X1) <= (noise / 100) + Tiny && Math.Abs(a.X2 - b.X2) <= (noise / 100) + Tiny).All(near => near), iter: 200);

    private static void All(string set, Func<(double X1, double X2, double Target), bool> holds) =>
        Gen.Select(Gen.UInt, Gen.Int[2, 60]).Sample((seed, rows) => Made.Of(set, ("rows", rows), ("seed", seed)).Rows.All(holds), iter: 300);

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
