namespace Functional.Core.Tests;

[TestFixture]
internal sealed class ElbowTests
{
    private static readonly Gen<double[]> Curves = Gen.Int[-1000, 1000].Select(value => (double)value).Array[2, 60];

    [Test]
    public void The_corner_of_an_L_is_its_elbow() =>
        Assert.That(Elbow.Of([10, 8, 6, 4, 2, 1.9, 1.8, 1.7, 1.6, 1.5]), Is.EqualTo(4));

    /// <summary>1/t from 1 to n is farthest from its chord at √n (where the slopes agree): index √n − 1.</summary>
    [TestCase(100, 9)]
    [TestCase(10_000, 99)]
    [TestCase(1_000_000, 999)]
    public void A_hyperbola_bends_at_the_root_of_its_length(int length, int elbow) =>
        Assert.That(Elbow.Of([.. Enumerable.Range(1, length).Select(t => 1.0 / t)]), Is.EqualTo(elbow));

    [Test]
    public void A_rising_and_a_mirrored_curve_bend_at_the_same_place()
    {
        double[] curve = [0, 5, 8, 9, 9.5, 9.8, 10];
        Assert.That(Elbow.Of(curve), Is.EqualTo(2));
        Assert.That(Elbow.Of([.. curve.Select(value => -value)]), Is.EqualTo(2));
    }

    [Test]
    public void Ties_go_to_the_first()
    {
        Assert.That(Elbow.Of([0, 1, 2, 3, 4]), Is.EqualTo(0), "a straight line");
        Assert.That(Elbow.Of([0, 3, 0, 3, 0]), Is.EqualTo(1), "two equal peaks over a level chord");
        Assert.That(Elbow.Of([7, 7, 7]), Is.EqualTo(0));
    }

    [Test]
    public void Short_and_broken_curves_have_an_answer()
    {
        Assert.That(Elbow.Of([]), Is.EqualTo(-1));
        Assert.That(Elbow.Of([double.NaN, double.PositiveInfinity]), Is.EqualTo(-1));
        Assert.That(Elbow.Of([5]), Is.EqualTo(0));
        Assert.That(Elbow.Of([5, 1]), Is.EqualTo(0));
        Assert.That(Elbow.Of([double.NaN, 10, 1, double.NegativeInfinity, 0.5, 0, double.NaN]), Is.EqualTo(2));
    }

    [Test]
    public void The_largest_and_smallest_numbers_do_not_overflow()
    {
        Assert.That(Elbow.Of([double.MaxValue, -double.MaxValue, 0, -double.MaxValue]), Is.EqualTo(1));
        Assert.That(Elbow.Of([4 * double.Epsilon, double.Epsilon, 0, 0]), Is.EqualTo(1));
    }

    [Test]
    public void No_point_is_farther_from_the_chord_measured_perpendicularly_after_normalising() =>
        Curves.Where(curve => curve[0] != curve[^1]).Sample(
            curve =>
            {
                double Distance(int i) => Math.Abs(((curve[i] - curve[0]) / (curve[^1] - curve[0])) - ((double)i / (curve.Length - 1))) / Math.Sqrt(2);
                // Rounding in this second way of computing it may exceed the true maximum by a few ulps of its terms.
                var slack = 1e-12 * (1 + Enumerable.Range(0, curve.Length).Max(Distance));
                return Enumerable.Range(0, curve.Length).All(i => Distance(i) <= Distance(Elbow.Of(curve)) + slack);
            },
            iter: 1000);

    [Test]
    public void Units_do_not_matter() =>
        Gen.Select(Curves, Gen.Int[-20, 20], Gen.Bool).Sample(
            (curve, power, mirrored) =>
                Elbow.Of([.. curve.Select(value => Math.ScaleB(mirrored ? -value : value, power))]) == Elbow.Of(curve),
            iter: 1000);
}
