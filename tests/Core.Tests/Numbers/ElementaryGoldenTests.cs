using System.Globalization;

namespace Functional.Core.Tests.Numbers;

/// <summary>The functions against exact values from mpmath, and against the reference values of the activations.</summary>
public sealed class ElementaryGoldenTests
{
    /// <summary>What each doc comment promises, in ulp.</summary>
    private static readonly (string Name, double Bound)[] Promises =
    [
        ("exp", 0.54), ("expm1", 0.62), ("log", 0.56), ("log1p", 0.58), ("tanh", 0.57), ("sigmoid", 0.54),
        ("softplus", 0.70), ("erf", 0.92), ("pow", 0.54),
        ("sin", 0.75), ("cos", 0.76),
    ];

    [TestCaseSource(nameof(PromisedNames))]
    public void Every_hard_point_is_within_the_promised_error(string name)
    {
        var bound = Promises.Single(p => p.Name == name).Bound;
        var errors = Lines("elementary.txt", name).Select(f => (Line: string.Join(' ', f), Error: ErrorInUlp(name, f))).ToList();
        var worst = errors.MaxBy(e => e.Error);
        TestContext.Out.WriteLine($"{name}: {errors.Count} points, worst {worst.Error:F4} ulp at {worst.Line}");
        Assert.That(errors, Has.Count.GreaterThan(500));
        Assert.That(worst.Error, Is.LessThanOrEqualTo(bound), worst.Line);
    }

    [TestCase("sigmoid"), TestCase("tanh"), TestCase("softplus"), TestCase("expm1")]
    public void The_reference_activations_are_met_to_one_ulp(string name)
    {
        var far = Lines("elementary_activations.txt", name)
            .Select(f => (X: Number(f[1]), Expected: Number(f[2])))
            .Where(p => !Near(Apply(name, p.X, 0), p.Expected));
        Assert.That(far, Is.Empty);
    }

    public static IEnumerable<string> PromisedNames => Promises.Select(p => p.Name);

    private static bool Near(double actual, double expected) =>
        actual == expected || actual == Math.BitIncrement(expected) || actual == Math.BitDecrement(expected);

    /// <summary>|actual − exact|/ulp(exact), the exact value being rounded + remainder·ulp.</summary>
    private static double ErrorInUlp(string name, string[] fields)
    {
        var actual = Apply(name, Number(fields[1]), Number(fields[2]));
        var rounded = Number(fields[^2]);
        var remainder = Number(fields[^1]);
        return actual == rounded ? Math.Abs(remainder)
            : double.IsFinite(actual) && double.IsFinite(rounded) ? Math.Abs((actual - rounded) / Ulp(rounded, remainder) - remainder)
            : double.PositiveInfinity;
    }

    /// <summary>The ulp on the side of the exact value: below a power of two it is half of the one above.</summary>
    private static double Ulp(double rounded, double remainder)
    {
        var size = Math.Abs(rounded);
        return size == 0 ? double.Epsilon
            : size == double.MaxValue || remainder * rounded < 0 ? size - Math.BitDecrement(size)
            : Math.BitIncrement(size) - size;
    }

    private static IEnumerable<string[]> Lines(string file, string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", file)).Select(l => l.Split(' ')).Where(f => f[0] == name);

    private static double Number(string bits) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static double Apply(string name, double x, double y) => name == "pow" ? Elementary.Pow(x, y) : ElementaryTests.Named[name](x);
}
