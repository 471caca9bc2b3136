namespace Functional.Core.Tests.Numbers;

/// <summary>What must hold between the functions, and at the edges of each.</summary>
public sealed class ElementaryTests
{
    private const int Cases = 20_000;

    /// <summary>A relative rounding: one ulp is between one and two of these.</summary>
    private const double Epsilon = 1.1102230246251565E-16;

    private const double Infinity = double.PositiveInfinity;

    internal static readonly Dictionary<string, Func<double, double>> Named = new()
    {
        ["exp"] = Elementary.Exp,
        ["expm1"] = Elementary.Expm1,
        ["log"] = Elementary.Log,
        ["log1p"] = Elementary.Log1p,
        ["tanh"] = Elementary.Tanh,
        ["sigmoid"] = Elementary.Sigmoid,
        ["softplus"] = Elementary.Softplus,
        ["erf"] = Elementary.Erf,
        ["sin"] = Elementary.Sin,
        ["cos"] = Elementary.Cos,
    };

    /// <summary>Every size and both signs: half of the cases in the busy middle, half anywhere among the finite doubles.</summary>
    private static readonly Gen<double> Real = Gen.OneOf(
        Gen.Double[-3, 3], Gen.Double[-40, 40], Gen.Double[-750, 711],
        Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite));

    private static IEnumerable<string> Names => Named.Keys;

    private static IEnumerable<string> Rising => Names.Except(["sin", "cos"]);

    [TestCase("tanh"), TestCase("erf"), TestCase("sin")]
    public void An_odd_function_is_odd_in_bits(string name) =>
        Real.Sample(x => Bits(Named[name](-x)) == Bits(-Named[name](x)), iter: Cases);

    [Test]
    public void Cos_is_even_in_bits() => Real.Sample(x => Bits(Elementary.Cos(-x)) == Bits(Elementary.Cos(x)), iter: Cases);

    [TestCaseSource(nameof(Rising))]
    public void Neighbours_stay_in_order(string name) =>
        Real.Where(x => name != "log" || x > 0).Where(x => name != "log1p" || x > -1)
            .Sample(x => Named[name](x) <= Named[name](Math.BitIncrement(x)), iter: 5 * Cases);

    [TestCaseSource(nameof(Names))]
    public void NaN_stays_NaN_and_nothing_finite_becomes_NaN(string name)
    {
        Assert.That(Named[name](double.NaN), Is.NaN);
        Real.Sample(x => !double.IsNaN(Named[name](x)) || x < (name == "log" ? 0 : name == "log1p" ? -1 : -Infinity), iter: Cases);
    }

    // |d e^x/e^x| = |d x|: half an ulp of log x, at most |log x|·ε, becomes that much of x; two roundings more.
    [Test]
    public void Exp_undoes_log() => Real.Select(Math.Abs).Where(x => x > 2.3E-308).Sample(
        x => Math.Abs(Elementary.Exp(Elementary.Log(x)) - x) / x <= (1.2 * Math.Abs(Elementary.Log(x)) + 1.2) * Epsilon, iter: Cases);

    // log1p' = 1/(1 + x): the rounding of expm1, at most 1.2ε·|e^x − 1|, is divided by e^x; relative to x that is at most
    // |1 − e^−x|/|x|.
    [Test]
    public void Log1p_undoes_expm1() => Gen.OneOf(Gen.Double[-1, 1], Gen.Double[-5, 700], Gen.Double[-1E-8, 1E-8])
        .Where(x => x != 0)
        .Sample(x => Math.Abs(Elementary.Log1p(Elementary.Expm1(x)) - x) / Math.Abs(x)
            <= 1.2 * Epsilon * (1 + Math.Abs(Elementary.Expm1(-x)) / Math.Abs(x)), iter: Cases);

    [Test]
    public void Sigmoid_and_its_mirror_make_one() =>
        Real.Sample(x => Math.Abs(Elementary.Sigmoid(x) + Elementary.Sigmoid(-x) - 1) <= 2.3E-16, iter: Cases);

    [Test]
    public void Tanh_is_a_stretched_sigmoid() =>
        Real.Sample(x => Math.Abs(Elementary.Tanh(x) - (2 * Elementary.Sigmoid(2 * x) - 1)) <= 4E-16, iter: Cases);

    // Each is wrong by at most 0.76 ulp, an ulp is at most 2ε of the value, and d(s² + c²) = 2(s·ds + c·dc): 2·0.76·2ε·(s² + c²) in
    // all, and 3ε more for the roundings of this line.
    [Test]
    public void The_squares_of_sine_and_cosine_make_one() => Real.Sample(x =>
    {
        var (sine, cosine) = (Elementary.Sin(x), Elementary.Cos(x));
        return Math.Abs(sine) <= 1 && Math.Abs(cosine) <= 1 && Math.Abs(sine * sine + cosine * cosine - 1) <= 6.1 * Epsilon;
    }, iter: 10 * Cases);

    // sin 2x = 2·sin x·cos x and 2x is exact, so the two sides reduce two angles and choose two quarters.
    [Test]
    public void Twice_the_angle_has_the_sine_it_must() => Real.Where(x => Math.Abs(x) < 8E307).Sample(
        x => Math.Abs(Elementary.Sin(2 * x) - 2 * Elementary.Sin(x) * Elementary.Cos(x)) <= 8 * Epsilon, iter: 10 * Cases);

    // The ulp is that of the largest term: near 0 both terms are log 2 and the difference is small.
    [Test]
    public void Softplus_and_its_mirror_differ_by_x() => Real.Sample(
        x => Math.Abs(Elementary.Softplus(x) - Elementary.Softplus(-x) - x) <= 4 * Ulp(Elementary.Softplus(Math.Abs(x))), iter: Cases);

    [Test]
    public void Powers_that_are_exact_are_exact() => Gen.Select(Gen.Int[-3000, 3000], Gen.Int[0, 11]).Sample(
        (n, e) => Elementary.Pow(n, e) == Exact(n, e) || Math.Abs(Exact(n, e)) > 9007199254740992.0, iter: Cases);

    [TestCase("exp", 0.0, 1.0), TestCase("exp", -0.0, 1.0), TestCase("exp", Infinity, Infinity), TestCase("exp", -Infinity, 0.0)]
    [TestCase("exp", 709.782712893384, 1.7976931348622732E+308), TestCase("exp", 709.7827128933841, Infinity)]
    [TestCase("exp", -745.1332191019411, 5E-324), TestCase("exp", -745.1332191019412, 0.0), TestCase("exp", 1E300, Infinity)]
    [TestCase("expm1", -0.0, -0.0), TestCase("expm1", -Infinity, -1.0), TestCase("expm1", Infinity, Infinity)]
    [TestCase("expm1", 5E-324, 5E-324)]
    [TestCase("log", 1.0, 0.0), TestCase("log", 0.0, -Infinity), TestCase("log", -0.0, -Infinity), TestCase("log", Infinity, Infinity)]
    [TestCase("log", -1.0, double.NaN), TestCase("log", -Infinity, double.NaN), TestCase("log1p", -1.5, double.NaN)]
    [TestCase("log1p", -0.0, -0.0), TestCase("log1p", 0.0, 0.0), TestCase("log1p", -1.0, -Infinity), TestCase("log1p", Infinity, Infinity)]
    [TestCase("log1p", 1E-300, 1E-300), TestCase("log1p", -5E-324, -5E-324), TestCase("log1p", -Infinity, double.NaN)]
    [TestCase("tanh", -0.0, -0.0), TestCase("tanh", Infinity, 1.0), TestCase("tanh", -Infinity, -1.0), TestCase("tanh", 1E-8, 1E-8)]
    [TestCase("tanh", 5E-324, 5E-324), TestCase("tanh", -30.0, -1.0)]
    [TestCase("sigmoid", -0.0, 0.5), TestCase("sigmoid", Infinity, 1.0), TestCase("sigmoid", -Infinity, 0.0)]
    [TestCase("sigmoid", -745.0, 5E-324), TestCase("sigmoid", 1E300, 1.0)]
    [TestCase("softplus", 0.0, 0.6931471805599453), TestCase("softplus", Infinity, Infinity), TestCase("softplus", -Infinity, 0.0)]
    [TestCase("softplus", -745.0, 5E-324), TestCase("softplus", 1E300, 1E300)]
    [TestCase("erf", -0.0, -0.0), TestCase("erf", Infinity, 1.0), TestCase("erf", -Infinity, -1.0), TestCase("erf", 30.0, 1.0)]
    [TestCase("sin", 0.0, 0.0), TestCase("sin", -0.0, -0.0), TestCase("sin", 5E-324, 5E-324), TestCase("sin", -5E-324, -5E-324)]
    [TestCase("sin", Infinity, double.NaN), TestCase("sin", -Infinity, double.NaN), TestCase("sin", 1E22, -0.8522008497671888)]
    [TestCase("cos", 0.0, 1.0), TestCase("cos", -0.0, 1.0), TestCase("cos", 5E-324, 1.0), TestCase("cos", Infinity, double.NaN)]
    [TestCase("cos", -Infinity, double.NaN), TestCase("cos", 5.319372648326541E+255, -4.687165924254628E-19)]
    public void The_edges_are_where_they_belong(string name, double x, double expected) =>
        Assert.That(Same(Named[name](x), expected), $"{name}({x:R}) is {Named[name](x):R}");

    // The platform's Pow may differ in a last bit, but these answers IEEE 754 fixes.
    [Test]
    public void Pow_has_the_special_cases_of_the_standard()
    {
        double[] special =
        [
            0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1E300, -1E300, 5E-324, 9007199254740991, -4503599627370497,
            Infinity, -Infinity, double.NaN,
        ];
        var wrong = from x in special
                    from y in special
                    let expected = Math.Pow(x, y)
                    where !Same(Elementary.Pow(x, y), expected) && !(double.IsNormal(expected) && Ulps(x, y) <= 1)
                    select $"{x:R}^{y:R} is {Elementary.Pow(x, y):R}, not {expected:R}";
        Assert.That(wrong, Is.Empty);
    }

    private static double Ulps(double x, double y) => Math.Abs(Elementary.Pow(x, y) - Math.Pow(x, y)) / Ulp(Math.Pow(x, y));

    private static double Ulp(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    private static double Exact(int n, int e) => Enumerable.Repeat((double)n, e).Aggregate(1.0, (a, b) => a * b);

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);

    private static bool Same(double a, double b) => Bits(a) == Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
}
