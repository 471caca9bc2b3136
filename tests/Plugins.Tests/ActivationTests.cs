using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>identity, sigmoid, tanh and relu against mpmath, and the laws they obey.</summary>
[TestFixture]
internal sealed class ActivationTests
{
    private const int Cases = 1000;

    private static readonly string[] Names = ["identity", "sigmoid", "tanh", "relu"];

    private static readonly Gen<double> Any = Gen.OneOf(
        Gen.Double[-3, 3], Gen.Double[-800, 800], Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite), Gen.OneOf(0.0, -0.0, 5e-324, double.MaxValue, double.MinValue));

    private static readonly Gen<IActivation> AnyActivation = Gen.OneOf(Names).Select(Shelf.Activation);

    [TestCaseSource(nameof(Names))]
    public void Values_and_slopes_are_exact_to_fourteen_digits(string name)
    {
        var golden = Golden.Json("activations.json");
        var function = golden.GetProperty("functions").GetProperty(name);
        var x = golden.Flat("x");
        var (values, slopes) = (Values(name, x), Slopes(name, x));
        Assert.That(x, Has.Length.EqualTo(124));
        for (var i = 0; i < x.Length; i++)
        {
            Agrees(function.Flat("exact_value")[i], values[i], $"{name}({x[i]:R})");
            Agrees(function.Flat("exact_derivative")[i], slopes[i], $"slope of {name} at {x[i]:R}");
        }

        Assert.That(Shelf.Activation(name).Kinks.ToArray(), Is.EqualTo(function.Flat("kinks")));

        static void Agrees(double exact, double got, string what) =>
            Assert.That(Math.Abs(got - exact) <= 1e-14 * Math.Max(1, Math.Abs(exact)) || got.Equals(exact), Is.True, $"{what}: {got:R} is not {exact:R}");
    }

    [TestCaseSource(nameof(Names))]
    public void NaN_in_gives_NaN_out_in_value_and_slope(string name) => Gen.ULong[0, (1UL << 51) - 1].Sample(payload =>
        Values(name, [BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | payload)]).All(double.IsNaN)
        && Slopes(name, [BitConverter.UInt64BitsToDouble(0xFFF8000000000000 | payload)]).All(double.IsNaN), iter: Cases);

    [Test]
    public void Every_finite_number_has_a_finite_value_and_slope() => Gen.Select(Gen.OneOf(Names), Any).Sample((name, x) =>
        double.IsFinite(Values(name, [x])[0]) && double.IsFinite(Slopes(name, [x])[0]), iter: 10 * Cases);

    [Test]
    public void Larger_numbers_never_have_smaller_values() => Gen.Select(Gen.OneOf(Names), Any, Any).Sample((name, a, b) =>
    {
        var (x, y) = (Math.Min(a, b), Math.Max(a, b));
        var (fx, fy) = (Values(name, [x])[0], Values(name, [y])[0]);
        return fx <= fy + 4.5e-16 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(fy)));
    }, iter: 10 * Cases);

    [Test]
    public void Values_stay_in_their_range() => Any.Sample(x =>
        Values("sigmoid", [x])[0] is >= 0 and <= 1 && Values("tanh", [x])[0] is >= -1 and <= 1 && Values("relu", [x])[0] >= 0
        && Slopes("sigmoid", [x])[0] is >= 0 and <= 0.25 && Slopes("tanh", [x])[0] is >= 0 and <= 1 && Slopes("relu", [x])[0] is 0 or 1, iter: 10 * Cases);

    [Test]
    public void Sigmoid_mirrors_at_a_half_tanh_at_zero_and_each_is_the_other() => Any.Sample(x =>
        Math.Abs(Values("sigmoid", [-x])[0] - (1 - Values("sigmoid", [x])[0])) <= 2.3e-16
        && Golden.SameBits(Values("tanh", [-x])[0], -Values("tanh", [x])[0])
        && Math.Abs(Values("tanh", [x])[0] - (2 * Values("sigmoid", [2 * x])[0] - 1)) <= 4.5e-16, iter: 10 * Cases);

    [Test]
    public void Slopes_from_the_output_are_the_slopes_from_the_input() => Any.Sample(x =>
    {
        var e = Math.Exp(-Math.Abs(x));
        var e2 = Math.Exp(-2 * Math.Abs(x));
        return Math.Abs(Slopes("sigmoid", [x])[0] - e / ((1 + e) * (1 + e))) <= 4.5e-16
            && Math.Abs(Slopes("tanh", [x])[0] - 4 * e2 / ((1 + e2) * (1 + e2))) <= 4.5e-16;
    }, iter: 10 * Cases);

    [Test]
    public void Relu_and_identity_scale_with_their_input() => Gen.Select(Gen.OneOf("relu", "identity"), Gen.Double[-1e3, 1e3], Gen.Int[-40, 40]).Sample((name, x, k) =>
        Values(name, [Math.ScaleB(x, k)])[0] == Math.ScaleB(Values(name, [x])[0], k), iter: Cases);

    [TestCase(0.0)]
    [TestCase(-0.0)]
    public void Relu_is_flat_at_its_kink(double zero) =>
        Assert.That((Values("relu", [zero])[0], Slopes("relu", [zero])[0]), Is.EqualTo((0.0, 0.0)));

    [Test]
    public void Infinities_reach_their_limits()
    {
        double[] ends = [double.NegativeInfinity, double.PositiveInfinity];
        Assert.Multiple(() =>
        {
            Assert.That(Values("sigmoid", ends), Is.EqualTo([0.0, 1]));
            Assert.That(Values("tanh", ends), Is.EqualTo([-1.0, 1]));
            Assert.That(Values("relu", ends), Is.EqualTo([0, double.PositiveInfinity]));
            Assert.That(Slopes("sigmoid", ends), Is.EqualTo([0.0, 0]));
            Assert.That(Slopes("tanh", ends), Is.EqualTo([0.0, 0]));
            Assert.That(Slopes("relu", ends), Is.EqualTo([0.0, 1]));
        });
    }

    [Test]
    public void Any_part_of_a_layer_gives_its_part_of_the_answer() => Gen.Select(AnyActivation, Any.Array[1, 40], Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((f, z, a, b) =>
    {
        var (start, end) = (Math.Min(a % z.Length, b % z.Length), Math.Max(a % z.Length, b % z.Length) + 1);
        var gradients = z.Select((_, i) => i - 3.0).ToArray();
        var (whole, part) = (Run(f, z, gradients), Run(f, z[start..end], gradients[start..end]));
        return Golden.SameBits(whole.Values[start..end], part.Values) && Golden.SameBits(whole.Gradients[start..end], part.Gradients);
    }, iter: Cases);

    [Test]
    public void A_gradient_comes_back_multiplied_by_the_slope() => Gen.Select(Gen.OneOf(Names), Any, Gen.Double[-5, 5]).Sample((name, z, gradient) =>
        Golden.SameBits(Run(Shelf.Activation(name), [z], [gradient]).Gradients[0], gradient * Slopes(name, [z])[0]), iter: Cases);

    private static double[] Values(string name, double[] z) => Run(Shelf.Activation(name), z, new double[z.Length]).Values;

    private static double[] Slopes(string name, double[] z) => Run(Shelf.Activation(name), z, [.. z.Select(_ => 1.0)]).Gradients;

    /// <summary>Forward and backward, into memory that held something else before.</summary>
    private static (double[] Values, double[] Gradients) Run(IActivation f, double[] z, double[] gradients)
    {
        var (a, dz) = (z.Select(_ => 77.0).ToArray(), z.Select(_ => 88.0).ToArray());
        f.Forward(z, a);
        f.Backward(z, a, gradients, dz);
        return (a, dz);
    }
}
