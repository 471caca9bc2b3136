using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>A formula gives the bits of the same arithmetic written in C#, whatever the block; NaN stays NaN.</summary>
[TestFixture]
internal sealed class FormulaBitsTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Moderate = Gen.OneOf(Gen.Double[-30, 30], Gen.Double[-2, 2], Gen.OneOf(0.0, -0.0, 1, -1, 0.5));

    private static readonly (string Formula, Func<double, double> Value, Func<double, double> Slope)[] Written =
    [
        ("x", x => x, _ => 1),
        ("3", _ => 3, _ => 0),
        ("x^2", x => x * x, x => 2 * x),
        ("x^3", x => x * x * x, x => 3 * (x * x)),
        ("x^4 - x^-1", x => x * x * (x * x) - 1 / x, x => 4 * (x * x * x) - -1 * (1 / (x * x))),
        ("e^x", Elementary.Exp, Elementary.Exp),
        ("exp(-x)", x => Elementary.Exp(-x), x => Elementary.Exp(-x) * -1),
        ("2.5^x", x => Elementary.Pow(2.5, x), x => 0 + Elementary.Pow(2.5, x) * Elementary.Log(2.5)),
        ("pow(abs(x), 1.5)", x => Elementary.Pow(Math.Abs(x), 1.5), x => x == 0 ? 0 : 1.5 * Elementary.Pow(Math.Abs(x), 0.5) * Math.Sign(x)),
        ("1 / (1 + exp(-x))", x => 1 / (1 + Elementary.Exp(-x)), x => Math.FusedMultiplyAdd(-(1 / (1 + Elementary.Exp(-x))), -Elementary.Exp(-x), 0) / (1 + Elementary.Exp(-x))),
        ("x * tanh(x)", x => x * Elementary.Tanh(x), x => Math.FusedMultiplyAdd(1, Elementary.Tanh(x), x * Math.FusedMultiplyAdd(-Elementary.Tanh(x), Elementary.Tanh(x), 1))),
        ("sigmoid(x)", Elementary.Sigmoid, x => Elementary.Sigmoid(x) * (1 - Elementary.Sigmoid(x))),
        ("softplus(x)", Elementary.Softplus, Elementary.Sigmoid),
        ("erf(x)", Elementary.Erf, x => 1.1283791670955126 * Elementary.Exp(-(x * x))),
        ("expm1(x)", Elementary.Expm1, Elementary.Exp),
        ("log1p(x^2)", x => Elementary.Log1p(x * x), x => 1 / (1 + x * x) * (2 * x)),
        ("sqrt(x^2 + 1)", x => Math.Sqrt(x * x + 1), x => 0.5 / Math.Sqrt(x * x + 1) * (2 * x + 0)),
        ("max(0, x)", x => x > 0 ? x : 0, x => x > 0 ? 1 : 0),
        ("min(0, x)", x => x < 0 ? x : 0, x => x < 0 ? 1 : 0),
        ("max(x, 0)", x => x < 0 ? 0 : x, x => x < 0 ? 0 : 1),
        ("max(-1, min(1, x), x/8)", x => Math.Max(Math.Max(-1, Math.Min(1, x)), x / 8), x => x < -1 ? (x / 8 > -1 ? 0.125 : 0) : x == -1 ? 0.125 : x < 0 ? 0.125 : x < 1 ? 1 : x <= 8 ? 0 : 0.125),
        ("abs(x)", Math.Abs, x => x == 0 ? 0 : Math.Sign(x)),
        ("sign(x)", x => x > 0 ? 1 : x < 0 ? -1 : x, _ => 0),
        ("sin(x)", Elementary.Sin, Elementary.Cos),
        ("cos(x)", Elementary.Cos, x => -Elementary.Sin(x)),
        ("x * pi / e", x => x * Math.PI / Math.E, _ => Math.PI / Math.E),
    ];

    private static IEnumerable<string> Texts => Written.Select(w => w.Formula);

    [TestCaseSource(nameof(Texts))]
    public void Values_are_the_bits_of_the_arithmetic_written_out(string formula)
    {
        var (f, written) = (Formulas.Activation(formula), Written.First(w => w.Formula == formula));
        Moderate.Where(x => double.IsFinite(written.Value(x))).Sample(x => Golden.SameBits(Formulas.Values(f, x)[0], written.Value(x)), iter: Cases);
    }

    [TestCaseSource(nameof(Texts))]
    public void Slopes_are_the_chain_rule_written_out(string formula)
    {
        var (f, written) = (Formulas.Activation(formula), Written.First(w => w.Formula == formula));
        Moderate.Where(x => double.IsFinite(written.Value(x)) && x is not (-1 or 0 or 1 or 8)).Sample(x => Formulas.Slopes(f, x)[0] == written.Slope(x), iter: Cases);
    }

    [Test]
    public void NaN_in_gives_NaN_out_whatever_the_formula() => Gen.Select(Formulas.Tree, Gen.ULong[0, (1UL << 51) - 1]).Sample((tree, payload) =>
    {
        var nan = BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | payload);
        var f = Of(tree);
        return double.IsNaN(Formulas.Values(f, nan)[0]) && double.IsNaN(Formulas.Slopes(f, nan)[0]);
    }, iter: Cases);

    [Test]
    public void Any_part_of_a_layer_gives_its_part_of_the_answer() =>
        Gen.Select(Formulas.Tree, Gen.OneOf(Gen.Double[-900, 900], Moderate).Array[1, 700], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((tree, z, a, b) =>
        {
            var (start, end) = (Math.Min(a % z.Length, b % z.Length), Math.Max(a % z.Length, b % z.Length) + 1);
            var f = Of(tree);
            return Golden.SameBits(Formulas.Values(f, z)[start..end], Formulas.Values(f, z[start..end]))
                && Golden.SameBits(Formulas.Slopes(f, z)[start..end], Formulas.Slopes(f, z[start..end]))
                && Golden.SameBits(Formulas.Values(f, z[start])[0], Formulas.Values(f, z)[start]);
        }, iter: Cases);

    [Test]
    public void A_gradient_comes_back_multiplied_by_the_slope_even_into_its_own_memory() => Gen.Select(Formulas.Smooth, Moderate.Array[1, 600]).Sample((tree, z) =>
    {
        var f = Of(tree);
        var gradients = z.Select((_, i) => i - 3.0).ToArray();
        var expected = Formulas.Slopes(f, z).Select((s, i) => gradients[i] * s).ToArray();
        f.Backward(z, Formulas.Values(f, z), gradients, gradients);
        return Golden.SameBits(gradients, expected);
    }, iter: Cases);

    [Test]
    public void An_empty_layer_is_fine() => Assert.That(Formulas.Slopes(Formulas.Activation("x")), Is.Empty);

    private static IActivation Of(Functional.Plugins.Standard.Expr tree) => Formulas.Activation(
        Formulas.Print(tree), [.. tree.Names.Where(Formulas.Numbers.ContainsKey).Select(n => (n, (object)Formulas.Numbers[n]))]);

    /// <summary>Above 2⁴⁵ an exponential once kept only its size, and a quotient of two came out as 1 or 2⁶⁴.</summary>
    [Test]
    public void Exponentials_of_large_numbers_keep_their_fraction() => Gen.Double[709, 2e15].Sample(x =>
    {
        var values = new double[1];
        Shelf.Make<IActivation>("formula", ("formula", "exp(x) / exp(x - 1)")).Forward([x], values);
        var apart = x - (x - 1); // where x - 1 has to be rounded
        return Math.Abs(values[0] - Math.Exp(apart)) <= 1e-15 * Math.Exp(apart);
    }, iter: 1000);
}
