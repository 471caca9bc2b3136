namespace Functional.Core.Tests;

/// <summary>A number that tells how it was made has the bits of one that does not.</summary>
public sealed class ToldTests
{
    private static readonly (string Name, Func<Told, Told> Told, Func<double, double> Plain)[] OfOne =
    [
        ("exp", Elementary.Exp, Elementary.Exp),
        ("expm1", Elementary.Expm1, Elementary.Expm1),
        ("log", Elementary.Log, Elementary.Log),
        ("log1p", Elementary.Log1p, Elementary.Log1p),
        ("sin", Elementary.Sin, Elementary.Sin),
        ("cos", Elementary.Cos, Elementary.Cos),
        ("tanh", Elementary.Tanh, Elementary.Tanh),
        ("sigmoid", Elementary.Sigmoid, Elementary.Sigmoid),
        ("softplus", Elementary.Softplus, Elementary.Softplus),
        ("erf", Elementary.Erf, Elementary.Erf),
        ("sign", Elementary.Sign, Elementary.Sign),
        ("√", Told.Sqrt, Math.Sqrt),
        ("|x|", Told.Abs, Math.Abs),
        ("-x", x => -x, x => -x),
        ("a function of ours", x => Told.Map(x, Cube), Cube),
        ("its bits", x => Told.ShiftBitsRight(Told.AddBits(x, 1), 1), x => BitConverter.Int64BitsToDouble((long)(unchecked((ulong)(BitConverter.DoubleToInt64Bits(x) + BitConverter.DoubleToInt64Bits(1))) >> 1))),
    ];

    private static readonly (string Name, Func<Told, Told, Told> Told, Func<double, double, double> Plain)[] OfTwo =
    [
        ("+", (a, b) => a + b, (a, b) => a + b),
        ("-", (a, b) => a - b, (a, b) => a - b),
        ("×", (a, b) => a * b, (a, b) => a * b),
        ("/", (a, b) => a / b, (a, b) => a / b),
        ("1 ×", (a, b) => 1 * a * b * 1, (a, b) => 1 * a * b * 1),
        ("fused", (a, b) => Told.FusedMultiplyAdd(a, b, a), (a, b) => Math.FusedMultiplyAdd(a, b, a)),
        ("fused with 0", (a, b) => Told.FusedMultiplyAdd(0, a, b), (a, b) => Math.FusedMultiplyAdd(0, a, b)),
        ("fused with 0 behind", (a, b) => Told.FusedMultiplyAdd(a, -0.0, b), (a, b) => Math.FusedMultiplyAdd(a, -0.0, b)),
        ("min", Told.Min, Math.Min),
        ("max", Told.Max, Math.Max),
        ("pow", Told.Pow, Elementary.Pow),
        ("copysign", Told.CopySign, Math.CopySign),
        ("a choice", (a, b) => Told.Select((a < b) | (b <= -1), a, 2 * b), (a, b) => a < b || b <= -1 ? a : 2 * b),
        ("another", (a, b) => Told.Select(~(a > b) & (a >= 0), a, b), (a, b) => !(a > b) && a >= 0 ? a : b),
    ];

    [Test]
    public void Every_operation_has_the_bits_of_plain_doubles() => Law.Holds(Gen.Select(Wild, Wild), (x, y) =>
    {
        foreach (var (name, told, plain) in OfOne)
            Same(plain(x), told(Told.Given(x, "")), $"{name} of {x:R}");
        foreach (var (name, told, plain) in OfTwo)
            Same(plain(x, y), told(Told.Given(x, ""), Told.Given(y, "")), $"{name} of {x:R} and {y:R}");
    });

    [Test]
    public void What_is_written_needs_its_brackets_and_no_more()
    {
        Told a = Told.Given(2, ""), b = Told.Given(-3, ""), c = Told.Given(4, "");
        (Told Number, string Text)[] written =
        [
            (a + b + c, "2 + -3 + 4"),
            (a + (b + c), "2 + (-3 + 4)"),
            (a - (b - c), "2 - (-3 - 4)"),
            (a * b / c, "2 × -3 / 4"),
            (a * (b / c), "2 × (-3 / 4)"),
            ((a + b) * c, "(2 + -3) × 4"),
            (a * b + c, "2 × -3 + 4"),
            (Told.FusedMultiplyAdd(a, b, c), "2 × -3 + 4"),
            (-(a * b), "-(2 × -3)"),
            (-b, "-(-3)"),
            (-a * c, "-2 × 4"),
            (c * -a, "4 × (-2)"),
            (Told.Sqrt(c), "√4"),
            (Told.Sqrt(a + c), "√(2 + 4)"),
            (Told.Pow(b, a), "(-3)^2"),
            (Told.Pow(a, b), "2^-3"),
            (Told.Abs(b) + a, "|-3| + 2"),
            (Elementary.Sign(b * a), "sign(-3 × 2)"),
            (Elementary.Exp(a) + Elementary.Tanh(a + c), "exp(2) + tanh(2 + 4)"),
            (Told.Min(a, Told.Max(b, c)), "min(2, max(-3, 4))"),
            (Told.Select(a > b, c, Told.Select(c < a, a, b)), "(4, as 2 > -3)"),
            (Told.Select(a < b, c, Told.Select(c < a, a, b)), "(-3, as 2 > -3 and 4 > 2)"),
            (Told.Select(a < double.NaN, c, b), "(-3, as 2 beside NaN)"),
            (1 * a + Told.FusedMultiplyAdd(0, b, c), "2 + 4"),
            (Told.Called(a + b, "sum") * c, "-1 × 4"),
        ];
        foreach (var (number, text) in written)
            Assert.That(ToldText.Line(number.Node), Is.EqualTo(text));
    }

    private static Gen<double> Wild => Gen.Frequency((3, Gens.Wild), (1, Gen.Double[-800, 800]), (1, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity)));

    private static double Cube(double x) => x * x * x;

    private static void Same(double expected, Told told, string what) =>
        Law.That(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(told.Value) || (double.IsNaN(expected) && double.IsNaN(told.Value)), $"{what}: {expected:R} is not {told.Value:R}");
}
