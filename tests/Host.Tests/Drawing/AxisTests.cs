using System.Globalization;

namespace Functional.Host.Tests;

[TestFixture]
internal sealed class AxisTests
{
    private static readonly Gen<double> Finite = Gen.OneOf(Gen.Double[-100, 100], Gen.Double[-1e300, 1e300], Gen.Int[-5, 5].Select(n => (double)n));

    private static readonly Gen<double> Positive = Gen.OneOf(Gen.Double[0.001, 100], Gen.Int[-300, 299].Select(n => Math.Pow(10, n)));

    private static readonly Gen<Axis> Axes = Gen.Select(Gen.Bool, Gen.Int[0, 15], Gen.Bool).SelectMany((log, wanted, round) =>
        Gen.Select(log ? Positive : Finite, log ? Positive : Finite, (a, b) => Axis.Of(Math.Min(a, b), Math.Max(a, b), log, wanted, round)));

    private static string[] Labels(Axis axis) => [.. axis.Ticks.Select(tick => tick.Label).Where(label => label.Length > 0)];

    [Test]
    public void Linear_ticks_are_round_numbers()
    {
        Assert.That(Labels(Axis.Of(0, 100_000, false, 5, false)), Is.EqualTo(new List<string> { "0", "20,000", "40,000", "60,000", "80,000", "100,000" }));
        Assert.That(Labels(Axis.Of(0.06, 0.97, false, 5, true)), Is.EqualTo(new List<string> { "0", "0.2", "0.4", "0.6", "0.8", "1.0" }));
        Assert.That(Labels(Axis.Of(0, 3e-6, false, 3, true)), Is.EqualTo(new List<string> { "0", "1e-6", "2e-6", "3e-6" }));
        Assert.That(Labels(Axis.Of(-2, 2, false, 4, true)), Is.EqualTo(new List<string> { "-2", "-1", "0", "1", "2" }));
    }

    [Test]
    public void Logarithmic_ticks_are_decades_with_minor_ones_between()
    {
        var axis = Axis.Of(1e-6, 10_000, true, 12, true);
        Assert.That(Labels(axis), Is.EqualTo(new List<string> { "1e-6", "1e-5", "1e-4", "0.001", "0.01", "0.1", "1", "10", "100", "1,000", "10,000" }));
        Assert.That(axis.Ticks, Has.Count.EqualTo((9 * 10) + 1));
        Assert.That(Labels(Axis.Of(1, 100, true, 6, true)), Is.EqualTo(new List<string> { "1", "2", "5", "10", "20", "50", "100" }));
    }

    [Test]
    public void Ticks_rise_within_the_ends_and_say_what_they_are() =>
        Axes.Sample(
            axis =>
            {
                Assert.That(axis.Low, Is.LessThan(axis.High));
                Assert.That(axis.Ticks, Is.Not.Empty.And.Count.LessThan(400));
                Assert.That(axis.Ticks.Zip(axis.Ticks.Skip(1)).All(pair => pair.Item1.Value < pair.Item2.Value));
                foreach (var tick in axis.Ticks)
                {
                    Assert.That(tick.Value, Is.InRange(axis.Low, axis.High));
                    Assert.That(axis.Position(tick.Value), Is.InRange(-1e-9, 1 + 1e-9));
                    if (tick.Label.Length > 0)
                        Assert.That(double.Parse(tick.Label, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture), Is.EqualTo(tick.Value));
                }
            },
            iter: 2000);

    [Test]
    public void There_are_about_as_many_labels_as_wanted() =>
        Gen.Select(Gen.Double[-1000, 1000], Gen.Double[0.01, 1000], Gen.Int[3, 12]).Sample(
            (low, span, wanted) => Labels(Axis.Of(low, low + span, false, wanted, false)).Length is var count
                && count >= (wanted / 2) && count <= (wanted * 1.5) + 2,
            iter: 1000);

    [Test]
    public void Ranges_that_are_none_get_a_sensible_axis()
    {
        foreach (var log in new[] { false, true })
            foreach (var (low, high) in new[] { (1.0, 1.0), (0, 0), (double.NaN, 1), (double.PositiveInfinity, double.NegativeInfinity), (1e300, 1e300), (-1, 1e-320) })
            {
                var axis = Axis.Of(low, high, log, 5, true);
                Assert.That(axis.Low < axis.High && double.IsFinite(axis.Low) && double.IsFinite(axis.High), $"{low} {high} {log}");
                Assert.That(Labels(axis), Is.Not.Empty, $"{low} {high} {log}");
            }
        Assert.That(Axis.Of(0.5, 0.5, false, 5, false).Position(0.5), Is.EqualTo(0.5));
    }
}
