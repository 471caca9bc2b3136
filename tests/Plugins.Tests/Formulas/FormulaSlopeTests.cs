using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>The slope is the derivative, against differences, against the shelf, and where doubles overflow on the way.</summary>
[TestFixture]
internal sealed class FormulaSlopeTests
{
    private const int Cases = 2000;

    [Test]
    public void The_slope_is_the_limit_of_differences()
    {
        var compared = 0;
        Gen.Select(Formulas.Smooth, Gen.Double[-3, 3]).Sample((tree, x) =>
        {
            var f = Of(tree);
            double[] around = [x - 0.02, x - 0.01, x, x + 0.01, x + 0.02];
            var near = Formulas.Values(f, around).Concat(Formulas.Slopes(f, around)).Select(Math.Abs).Max();
            // Where a formula moves by thousands within a hundredth, differences say nothing.
            if (!(near < 1e3))
                return true;
            Interlocked.Increment(ref compared);
            var (difference, error) = Richardson(t => Formulas.Values(f, t)[0], x);
            return Math.Abs(Formulas.Slopes(f, x)[0] - difference) <= 10 * error + 1e-9 * (1 + near);
        }, iter: Cases);
        Assert.That(compared, Is.GreaterThan(Cases * 9 / 10));
    }

    [TestCase("sigmoid", "1 / (1 + exp(-x))", 4e-16, 4e-16)]
    [TestCase("sigmoid", "sigmoid(x)", 0, 0)]
    [TestCase("tanh", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", 4e-16, 6e-16)]
    [TestCase("tanh", "tanh(x)", 0, 0)]
    [TestCase("tanh", "2 * sigmoid(2 * x) - 1", 4e-16, 6e-16)]
    [TestCase("relu", "max(0, x)", 0, 0)]
    [TestCase("relu", "(x + abs(x)) / 2", 0, 0.5)]
    [TestCase("silu", "x / (1 + exp(-x))", 1e-15, 2e-15)]
    [TestCase("softplus", "log(1 + exp(x))", 5e-16, 5e-16)]
    [TestCase("gelu", "0.5 * x * (1 + erf(x / sqrt(2)))", 2e-15, 2e-15)]
    [TestCase("elu", "max(0, x) + min(expm1(x), 0)", 0, 4e-16)]
    [TestCase("identity", "log(exp(x))", 1e-13, 4e-16)]
    [TestCase("identity", "x", 0, 0)]
    public void A_formula_for_an_activation_of_the_shelf_is_that_activation(string name, string formula, double value, double slope)
    {
        var (shelf, own) = (Shelf.Activation(name), Formulas.Activation(formula));
        Gen.OneOf(Gen.Double[-3, 3], Gen.Double[-700, 700]).Sample(x =>
            Math.Abs(Formulas.Values(own, x)[0] - Formulas.Values(shelf, x)[0]) <= value * Math.Max(1, Math.Abs(x))
            && (Math.Abs(Formulas.Slopes(own, x)[0] - Formulas.Slopes(shelf, x)[0]) <= slope || x == 0), iter: Cases);
    }

    /// <summary>Formulas of well-known activations against mpmath's values, on numbers up to 1.8e308.</summary>
    [TestCase("silu", "x / (1 + exp(-x))")]
    [TestCase("softplus", "log(1 + exp(x))")]
    [TestCase("gelu", "0.5 * x * (1 + erf(x / sqrt(2)))")]
    [TestCase("gelu_tanh", "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))")]
    [TestCase("elu", "max(0, x) + min(expm1(x), 0)")]
    [TestCase("softsign", "x / (1 + abs(x))")]
    [TestCase("mish", "x * tanh(log(1 + e^x))")]
    [TestCase("relu6", "min(6, max(0, x))")]
    [TestCase("tanh", "(e^x - e^-x) / (e^x + e^-x)")]
    [TestCase("sigmoid", "1 / (1 + exp(-x))")]
    [TestCase("sigmoid", "exp(x) / (1 + exp(x))")]
    [TestCase("logsigmoid", "-log(1 + exp(-x))")]
    [TestCase("leaky_relu", "max(0, x) + 0.01 * min(0, x)")]
    [TestCase("hardtanh", "max(-1, min(1, x))")]
    [TestCase("hardswish", "x * max(0, min(6, x + 3)) / 6")]
    [TestCase("tanhshrink", "x - tanh(x)")]
    [TestCase("hardsigmoid", "max(0, min(1, x / 6 + 0.5))")]
    public void Well_known_formulas_agree_with_the_exact_values_everywhere(string name, string formula)
    {
        var golden = Golden.Json("activations.json");
        var function = golden.GetProperty("functions").GetProperty(name);
        var (x, f) = (golden.Flat("x"), Formulas.Activation(formula));
        var (values, slopes) = (function.Flat("exact_value"), function.Flat("exact_derivative"));
        var kinks = function.Flat("kinks");
        Assert.Multiple(() =>
        {
            for (var i = 0; i < x.Length; i++)
            {
                Agrees(values[i], Formulas.Values(f, x[i])[0], $"value at {x[i]:R}");
                if (!kinks.Contains(x[i]))
                    Agrees(slopes[i], Formulas.Slopes(f, x[i])[0], $"slope at {x[i]:R}");
            }
        });

        static void Agrees(double exact, double got, string what) =>
            Assert.That(Math.Abs(got - exact) <= 2e-14 * Math.Max(1, Math.Abs(exact)) || got.Equals(exact), Is.True, $"{what}: {got:R} is not {exact:R}");
    }

    [TestCase("x / (1 + exp(-x))", -1000, -0.0, -0.0)]
    [TestCase("log(1 + exp(x))", 1000, 1000, 1)]
    [TestCase("log(1 + exp(x))", 1e300, 1e300, 1)]
    [TestCase("log(exp(x) + exp(2*x))", -1e6, -1e6, 1)]
    [TestCase("exp(x) / exp(x - 1)", 1e6, 2.718281828459045, 0)]
    [TestCase("exp(-exp(-x))", -1000, 0, 0)]
    [TestCase("1e308 / exp(x)", 710, 0.44762862256751298, -0.44762862256751298)]
    [TestCase("sqrt(x^2 + 1)", 1e200, 1e200, 1)]
    [TestCase("sqrt(x^2 + 1)", -1.7e308, 1.7e308, -1)]
    [TestCase("x^300 / (1 + x^300)", 1e6, 1, 0)]
    [TestCase("(x^1001)^(1/1001)", 1e10, 1e10, 1)]
    [TestCase("abs(x)^700 / abs(x)^699", -3, 3, -1)]
    [TestCase("exp(1000) * exp(-x)", 1000, 1, -1)]
    [TestCase("min(exp(x), 5)", 1000, 5, 0)]
    [TestCase("max(exp(x), exp(2 * x)) / exp(2 * x)", 1000, 1, 0)]
    [TestCase("tanh(x * exp(x))", 1000, 1, 0)]
    [TestCase("erf(exp(x))", 800, 1, 0)]
    [TestCase("softplus(exp(x)) / exp(x)", 800, 1, 0)]
    [TestCase("log1p(exp(x)) - x", 800, 0, 0)]
    [TestCase("expm1(x) / exp(x)", 800, 1, 0)]
    [TestCase("(exp(x) + exp(x)) / exp(x)", 1e300, 2, 0)]
    [TestCase("x * x / x", 1e200, 1e200, 1)]
    [TestCase("exp(x) - exp(x)", 1e5, 0, 0)]
    [TestCase("sigmoid(-exp(x))^1.5", 200, 0, 0)]
    public void What_is_finite_in_the_end_comes_out_finite(string formula, double x, double value, double slope)
    {
        var f = Formulas.Activation(formula);
        Assert.Multiple(() =>
        {
            Assert.That(Formulas.Values(f, x)[0], Is.EqualTo(value).Within(Math.Abs(value) * 2e-13 + 1e-300), "value");
            Assert.That(Formulas.Slopes(f, x)[0], Is.EqualTo(slope).Within(Math.Abs(slope) * 2e-13 + 1e-9), "slope");
        });
    }

    [TestCase("exp(x)", 1000, double.PositiveInfinity)]
    [TestCase("1 / x", 0, double.PositiveInfinity)]
    [TestCase("-1 / x^2", 0, double.NegativeInfinity)]
    [TestCase("log(x)", 0, double.NegativeInfinity)]
    [TestCase("log(x)", -1, double.NaN)]
    [TestCase("sqrt(x)", -1, double.NaN)]
    [TestCase("x^0.5", -1, double.NaN)]
    [TestCase("x / x", 0, double.NaN)]
    [TestCase("x * log(x)", 0, double.NaN)]
    [TestCase("exp(exp(x)) / exp(exp(x))", 1000, double.NaN)]
    public void What_has_no_finite_value_has_none(string formula, double x, double value) =>
        Assert.That(Formulas.Values(Formulas.Activation(formula), x)[0], Is.EqualTo(value));

    [Test]
    public void Wide_values_are_those_of_doubles_to_the_bit_where_nothing_leaves_their_range()
    {
        var compared = 0;
        Gen.Select(Formulas.Tree, Gen.OneOf(Gen.Double[0.01, 3], Gen.Double[-3, -0.01])).Sample((tree, x) =>
        {
            var program = new Formula(tree, [.. Formulas.Numbers.Keys]).With(Formulas.Numbers);
            var (value, wide) = (ValueOf(tree, x), program.InWide(x).Value);
            if (Parts(tree).Any(part => Math.Abs(ValueOf(part, x)) < 1e-200))
                return true;
            Interlocked.Increment(ref compared);
            return Golden.Same(value, wide);
        }, iter: 4 * Cases, print: t => $"{Formulas.Print(t.Item1)} at {t.Item2:R}");
        Assert.That(compared, Is.GreaterThan(Cases));

        // What falls below 2^-1022 loses bits as a double and none as a wide number, and there the two must part.
        static IEnumerable<Expr> Parts(Expr tree) => tree.Parts.SelectMany(Parts).Append(tree);

        static double ValueOf(Expr tree, double x)
        {
            double[] value = [0];
            new Formula(tree, [.. Formulas.Numbers.Keys]).With(Formulas.Numbers).Values([x], value);
            return value[0];
        }
    }

    [Test]
    public void Wide_slopes_are_those_of_doubles_but_for_rounding() => Gen.Select(Formulas.Smooth, Gen.Double[-3, 3]).Sample((tree, x) =>
    {
        var program = new Formula(tree, []).With(Formulas.Numbers);
        double[] slope = [0];
        program.Slopes([x], slope);
        var wide = program.InWide(x).Slope;
        // Only a fused step rounds differently; 1e-10 leaves room for a sum that cancels and enlarges it.
        return Math.Abs(slope[0] - wide) <= 1e-10 * Math.Max(1, Math.Abs(wide)) || (double.IsNaN(slope[0]) && double.IsNaN(wide)) || slope[0].Equals(wide);
    }, iter: Cases);

    [Test]
    public void Every_sum_product_and_comparison_of_wide_numbers_is_that_of_doubles()
    {
        var any = Gen.OneOf(Gen.ULong.Select(BitConverter.UInt64BitsToDouble), Gen.Double[-2, 2], Gen.OneOf(0.0, -0.0, 1, 5e-324, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue));
        Gen.Select(any, any).Sample((a, b) =>
        {
            var (u, v) = (Wide.Of(a), Wide.Of(b));
            return Same(u.Rounded, a) && Same((u + v).Rounded, a + b) && Same((u - v).Rounded, a - b) && Same((u * v).Rounded, a * b) && Same((u / v).Rounded, a / b)
                && Same(Wide.Sqrt(u).Rounded, Math.Sqrt(a)) && Same(Wide.Abs(u).Rounded, Math.Abs(a)) && Wide.Less(u, v) == (a < b);
        }, iter: 100 * Cases);

        // A subnormal result is rounded twice, to the bits of m and to those a double has there: it may be the neighbour.
        static bool Same(double a, double b) =>
            Golden.Same(a, b) || (Math.Abs(b) < 2.3e-308 && Math.Abs(a - b) <= 5e-324);
    }

    [TestCase("abs(x)", new[] { 0.0 })]
    [TestCase("max(0, x)", new[] { 0.0 })]
    [TestCase("abs(x - 3) + abs(2 * x + 1)", new[] { -0.5, 3 })]
    [TestCase("min(6, max(0, x))", new[] { 0.0, 6 })]
    [TestCase("max(0, min(1, x / 5 + 0.5))", new[] { -2.5, 2.5 })]
    [TestCase("max(-1, min(1, x), x / 8)", new[] { -8.0, 0, 1, 8 })]
    [TestCase("sign(x - 1)", new[] { 1.0 })]
    [TestCase("x * abs(x)", new double[0])]
    [TestCase("abs(x)^2", new double[0])]
    [TestCase("abs(x^2 - 1)", new double[0])]
    [TestCase("tanh(x) + max(x, x)", new double[0])]
    [TestCase("exp(abs(x))", new[] { 0.0 })]
    [TestCase("max(0, x) + 0.25 * min(0, expm1(x))", new[] { 0.0 })]
    public void Kinks_of_straight_pieces_are_found(string formula, double[] kinks) =>
        Assert.That(Formulas.Activation(formula).Kinks.ToArray(), Is.EqualTo(kinks).Within(1e-15));

    [Test]
    public void A_setting_moves_the_kink() =>
        Assert.That(Formulas.Activation("max(0, x - shift) + a * min(0, x - shift)", ("shift", 1.5), ("a", 0.1)).Kinks.ToArray(), Is.EqualTo([1.5]));

    /// <summary>Differences at steps that halve, extrapolated to none (Ridders 1982), with the error it estimates.</summary>
    private static (double Value, double Error) Richardson(Func<double, double> f, double x)
    {
        const int Rows = 8;
        var (table, best, error) = (new double[Rows, Rows], double.NaN, double.PositiveInfinity);
        for (var (i, h) = (0, 0.01); i < Rows; i++, h /= 1.4)
        {
            table[0, i] = (f(x + h) - f(x - h)) / (2 * h);
            var factor = 1.96;
            for (var j = 1; j <= i; j++, factor *= 1.96)
            {
                table[j, i] = (table[j - 1, i] * factor - table[j - 1, i - 1]) / (factor - 1);
                var off = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (off <= error)
                    (error, best) = (off, table[j, i]);
            }
        }

        return (best, error);
    }

    private static IActivation Of(Expr tree) => Formulas.Activation(
        Formulas.Print(tree), [.. tree.Names.Where(Formulas.Numbers.ContainsKey).Select(n => (n, (object)Formulas.Numbers[n]))]);
}
