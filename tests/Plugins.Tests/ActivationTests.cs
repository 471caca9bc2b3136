using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>What every elementwise activation owes the rest of the program, whatever its settings.</summary>
[TestFixture]
internal sealed class ActivationTests
{
    private const int Cases = 1000;

    /// <summary>Enough that each of the 22 meets each kind of number often.</summary>
    private const int Many = 30 * Cases;

    private static string[] Names => Curve.Names;

    [TestCaseSource(nameof(Names))]
    public void NaN_in_gives_NaN_out_in_value_and_slope(string name) => Gen.ULong[0, (1UL << 51) - 1].Sample(payload =>
    {
        var (f, nan) = (Shelf.Activation(name), BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | payload));
        return f.Values(nan, -nan).All(double.IsNaN) && f.Slopes(nan, -nan).All(double.IsNaN);
    }, iter: Cases);

    [Test]
    public void NaN_is_not_lost_with_other_settings() => Curve.Any.Sample(f => double.IsNaN(f.Value(double.NaN)) && double.IsNaN(f.Slope(double.NaN)), iter: 3 * Cases);

    /// <summary>selu stretches by 1.05: above 1.71e308 its exact value is none of a double's.</summary>
    [Test]
    public void Every_finite_number_has_a_finite_value_and_slope() => Gen.Select(Curve.Any, Curve.Point).Sample((f, x) =>
        (double.IsFinite(f.Value(x)) || (f.Id == "selu" && x > 1.7e308)) && double.IsFinite(f.Slope(x)), iter: Many);

    [Test]
    public void Values_keep_the_range_that_is_claimed() => Gen.Select(Curve.Any, Curve.Point).Sample((f, x) =>
        f.Value(x) >= f.Claims.Min && f.Value(x) <= f.Claims.Max, iter: Many);

    [Test]
    public void Who_claims_never_to_fall_never_falls() => Gen.Select(Curve.Any.Where(f => f.Claims.NeverFalls), Curve.Point, Curve.Point).Sample((f, a, b) =>
    {
        var (x, y) = (Math.Min(a, b), Math.Max(a, b));
        var (fx, fy) = (f.Value(x), f.Value(y));
        return fx <= fy + Rounding(x, fy) && Rises(f, x) && Rises(f, y);
    }, iter: Many);

    [Test]
    public void Who_does_not_claim_it_does_fall() =>
        Assert.That(Names.Where(name => !Shelf.Activation(name).Claims.NeverFalls), Is.EqualTo(["gelu", "gelu-tanh", "silu", "mish", "hardswish", "formula"]));

    [TestCase("leaky-relu", "slope", -0.1, -2, -1)]
    [TestCase("elu", "alpha", -0.5, -2, -1)]
    [TestCase("softplus", "threshold", 3.0, 3, 3.001)]
    [TestCase("gelu", null, 0.0, -3, -1)]
    [TestCase("gelu-tanh", null, 0.0, -3, -1)]
    [TestCase("silu", null, 0.0, -3, -1.5)]
    [TestCase("mish", null, 0.0, -3, -1.5)]
    [TestCase("hardswish", null, 0.0, -3, -1.5)]
    public void Some_fall_and_say_so(string name, string? setting, double value, double x, double y)
    {
        var f = Shelf.Make<IActivation>(name, setting is null ? [] : [(setting, value)]);
        Assert.That((f.Claims.NeverFalls, f.Value(x) > f.Value(y)), Is.EqualTo((false, true)));
    }

    private static IEnumerable<string> WithClaims => Names.Where(name => name != "formula");

    /// <summary>A range twice as wide would be claimed as truthfully, so the values must come near its ends. A formula, any function, claims nothing.</summary>
    [TestCaseSource(nameof(WithClaims))]
    public void The_claimed_range_is_no_wider_than_it_must_be(string name)
    {
        var f = Shelf.Activation(name);
        var values = f.Values([.. Enumerable.Range(-20_000, 40_001).Select(i => i / 1000.0), -1e17, 1e17]);
        Assert.Multiple(() =>
        {
            Assert.That(values.Min(), double.IsFinite(f.Claims.Min) ? Is.EqualTo(f.Claims.Min).Within(1e-6) : Is.LessThan(-1e14));
            Assert.That(values.Max(), double.IsFinite(f.Claims.Max) ? Is.EqualTo(f.Claims.Max).Within(1e-6) : Is.GreaterThan(1e14));
        });
    }

    /// <summary>Richardson: (8·(f(z+h) − f(z−h)) − (f(z+2h) − f(z−2h))) / 12h misses f′ by h⁴ and by roundings of f over h. At 0 the second derivative of elu, celu and softsign jumps.</summary>
    [Test]
    public void Slopes_are_what_differences_say_away_from_the_kinks() => Gen.Select(Curve.Any, Gen.OneOf(Gen.Double[-6, 6], Gen.Double[-30, 30])).Sample((f, z) =>
    {
        const double H = 1e-4;
        if (f.Kinks.ToArray().Append(0).Any(kink => Math.Abs(z - kink) < 10 * H))
            return true;
        var differences = 8 * (f.Value(z + H) - f.Value(z - H)) - (f.Value(z + 2 * H) - f.Value(z - 2 * H));
        return Math.Abs(differences / (12 * H) - f.Slope(z)) <= 1e-8 * Math.Max(1, Math.Abs(f.Slope(z)));
    }, iter: Many);

    [Test]
    public void Any_part_of_a_layer_gives_its_part_of_the_answer() => Gen.Select(Curve.Any, Curve.Point.Array[1, 40], Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((f, z, a, b) =>
    {
        var (start, end) = (Math.Min(a % z.Length, b % z.Length), Math.Max(a % z.Length, b % z.Length) + 1);
        var gradients = z.Select((_, i) => i - 3.0).ToArray();
        var (whole, part) = (f.Run(z, gradients), f.Run(z[start..end], gradients[start..end]));
        return Golden.SameBits(whole.Values[start..end], part.Values) && Golden.SameBits(whole.Gradients[start..end], part.Gradients);
    }, iter: 3 * Cases);

    [Test]
    public void A_gradient_comes_back_multiplied_by_the_slope() => Gen.Select(Curve.Any, Curve.Point, Gen.Double[-5, 5]).Sample((f, z, gradient) =>
        Golden.SameBits(f.Run([z], [gradient]).Gradients[0], gradient * f.Slope(z)), iter: 3 * Cases);

    /// <summary>A neighbour and a small step: where a claim is broken, it is broken closely.</summary>
    private static bool Rises(IActivation f, double x) => new[] { Math.BitIncrement(x), x + Math.Abs(x) * 1e-3 }.Where(double.IsFinite).All(y =>
        f.Value(x) <= f.Value(y) + Rounding(x, f.Value(y)));

    /// <summary>Two roundings of the larger of argument and value: tanhshrink subtracts them.</summary>
    private static double Rounding(double x, double fy) => 4.5e-16 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(fy)));
}
