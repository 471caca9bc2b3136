using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>How the activations hang together: mirrors, relatives, scales and limits.</summary>
[TestFixture]
internal sealed class ActivationIdentityTests
{
    private const int Cases = 10_000;

    /// <summary>A relative rounding: one ulp is between one and two of these.</summary>
    private const double Epsilon = 1.1102230246251565E-16;

    [Test]
    public void Sigmoid_mirrors_at_a_half_tanh_at_zero_and_each_is_the_other() => Curve.Point.Sample(x =>
        Math.Abs(Value("sigmoid", -x) - (1 - Value("sigmoid", x))) <= 2.3e-16
        && Golden.SameBits(Value("tanh", -x), -Value("tanh", x))
        && Math.Abs(Value("tanh", x) - (2 * Value("sigmoid", 2 * x) - 1)) <= 4.5e-16, iter: Cases);

    [Test]
    public void Odd_activations_are_odd_in_bits() => Gen.Select(Gen.OneOf("tanh", "softsign", "tanhshrink", "identity"), Curve.Point).Sample((name, x) =>
        Golden.SameBits(Value(name, -x), -Value(name, x)) && Golden.SameBits(Slope(name, -x), Slope(name, x)), iter: Cases);

    [Test]
    public void Slopes_from_the_output_are_the_slopes_from_the_input() => Curve.Point.Sample(x =>
    {
        var e = Math.Exp(-Math.Abs(x));
        var e2 = Math.Exp(-2 * Math.Abs(x));
        return Math.Abs(Slope("sigmoid", x) - e / ((1 + e) * (1 + e))) <= 4.5e-16
            && Math.Abs(Slope("tanh", x) - 4 * e2 / ((1 + e2) * (1 + e2))) <= 4.5e-16;
    }, iter: Cases);

    // Within 4 ulp of the larger term; and log-sigmoid is the same curve turned over, in bits.
    [Test]
    public void Softplus_less_its_mirror_is_the_argument_and_its_slope_the_sigmoid() => Curve.Point.Sample(x =>
        Math.Abs(Value("softplus", x) - Value("softplus", -x) - x) <= 8 * Epsilon * Value("softplus", Math.Abs(x))
        && Golden.SameBits(Slope("softplus", x), Value("sigmoid", x))
        && Golden.SameBits(Value("log-sigmoid", x), -Value("softplus", -x))
        && Golden.SameBits(Slope("log-sigmoid", x), Value("sigmoid", -x)), iter: Cases);

    // x·Φ(x) + x·Φ(−x) = x: the two products and the difference round (subnormals to a whole 5e-324), and Φ is wrong by an ulp of erf.
    [Test]
    public void Gelu_and_silu_less_their_mirrors_are_the_argument() => Gen.Select(Gen.OneOf("gelu", "gelu-tanh", "silu"), Curve.Point).Sample((name, x) =>
        Math.Abs(Value(name, x) - Value(name, -x) - x) <= 6 * Epsilon * Math.Abs(x) + 1e-323, iter: Cases);

    [Test]
    public void Silu_is_the_argument_times_its_sigmoid() => Curve.Point.Where(x => x > -745).Sample(x =>
        Golden.SameBits(Value("silu", x), x * Value("sigmoid", x)), iter: Cases);

    [Test]
    public void Special_settings_make_relatives_equal() => Curve.Point.Sample(x =>
        Value("celu", x) == Value("elu", x)
        && Slope("celu", x) == Slope("elu", x)
        && Shelf.Make<IActivation>("leaky-relu", ("slope", 0)).Value(x) == Value("relu", x)
        && Shelf.Make<IActivation>("leaky-relu", ("slope", 1)).Value(x) == x
        && Shelf.Make<IActivation>("hardtanh", ("min", 0), ("max", 6)).Value(x) == Value("relu6", x)
        && Shelf.Make<IActivation>("softshrink", ("lambda", 0)).Value(x) == x
        && Shelf.Make<IActivation>("hardshrink", ("lambda", 0)).Value(x) == x, iter: Cases);

    [Test]
    public void A_beta_stretches_softplus() => Gen.Select(Gen.Double[0.1, 5], Gen.Double[-100, 100]).Sample((beta, x) =>
        Math.Abs(Shelf.Make<IActivation>("softplus", ("beta", beta)).Value(x) - Value("softplus", beta * x) / beta) <= 1e-15 * Math.Max(1, Math.Abs(x)), iter: Cases);

    [Test]
    public void A_threshold_makes_softplus_torchs() => Gen.Select(Gen.Double[0, 40], Gen.Double[-100, 100]).Sample((threshold, x) =>
    {
        var f = Shelf.Make<IActivation>("softplus", ("threshold", threshold));
        return x > threshold
            ? (f.Value(x), f.Slope(x)) == (x, 1)
            : (f.Value(x), f.Slope(x)) == (Value("softplus", x), Value("sigmoid", x));
    }, iter: Cases);

    [Test]
    public void Straight_lines_scale_with_their_input() => Gen.Select(Gen.OneOf("relu", "identity", "leaky-relu"), Gen.Double[-1e3, 1e3], Gen.Int[-40, 40]).Sample((name, x, k) =>
        Value(name, Math.ScaleB(x, k)) == Math.ScaleB(Value(name, x), k), iter: Cases);

    [TestCase(0.0)]
    [TestCase(-0.0)]
    public void Relu_is_flat_at_its_kink(double zero) => Assert.That((Value("relu", zero), Slope("relu", zero)), Is.EqualTo((0.0, 0.0)));

    [TestCase("identity", double.NegativeInfinity, double.PositiveInfinity, 1, 1)]
    [TestCase("sigmoid", 0, 1, 0, 0)]
    [TestCase("tanh", -1, 1, 0, 0)]
    [TestCase("relu", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("leaky-relu", double.NegativeInfinity, double.PositiveInfinity, 0.01, 1)]
    [TestCase("elu", -1, double.PositiveInfinity, 0, 1)]
    [TestCase("selu", -1.7580993408473766, double.PositiveInfinity, 0, 1.0507009873554805)]
    [TestCase("celu", -1, double.PositiveInfinity, 0, 1)]
    [TestCase("gelu", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("gelu-tanh", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("silu", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("mish", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("softplus", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("hardtanh", -1, 1, 0, 0)]
    [TestCase("hardsigmoid", 0, 1, 0, 0)]
    [TestCase("hardswish", 0, double.PositiveInfinity, 0, 1)]
    [TestCase("relu6", 0, 6, 0, 0)]
    [TestCase("log-sigmoid", double.NegativeInfinity, 0, 1, 0)]
    [TestCase("tanhshrink", double.NegativeInfinity, double.PositiveInfinity, 1, 1)]
    [TestCase("softshrink", double.NegativeInfinity, double.PositiveInfinity, 1, 1)]
    [TestCase("hardshrink", double.NegativeInfinity, double.PositiveInfinity, 1, 1)]
    public void Infinities_reach_their_limits(string name, double left, double right, double leftSlope, double rightSlope)
    {
        double[] ends = [double.NegativeInfinity, double.PositiveInfinity];
        Assert.That(Shelf.Activation(name).Values(ends), Is.EqualTo([left, right]));
        Assert.That(Shelf.Activation(name).Slopes(ends), Is.EqualTo([leftSlope, rightSlope]));
    }

    private static double Value(string name, double x) => Shelf.Activation(name).Value(x);

    private static double Slope(string name, double x) => Shelf.Activation(name).Slope(x);
}
