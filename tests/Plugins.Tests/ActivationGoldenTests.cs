using System.Globalization;
using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>Every activation against mpmath: at its defaults, with other settings, and in rows.</summary>
[TestFixture]
internal sealed class ActivationGoldenTests
{
    private static readonly JsonElement All = Golden.Json("activations.json");

    private static readonly string[][] Points =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "activation_points.txt")).Select(line => line.Split(' '))];

    private static string[] GoldenNames => [.. All.GetProperty("functions").EnumerateObject().Select(f => f.Name)];

    private static string[] Settings => [.. Points.Select(p => $"{p[0]} {p[1]}").Distinct()];

    [Test]
    public void All_golden_functions_are_on_the_shelf() => Assert.That(GoldenNames.Select(NameOf), Is.SubsetOf(Curve.Names).And.Exactly(22).Items);

    [TestCaseSource(nameof(GoldenNames))]
    public void Values_and_slopes_are_exact_to_fourteen_digits(string name)
    {
        var (function, f, x) = (All.GetProperty("functions").GetProperty(name), Shelf.Activation(NameOf(name)), All.Flat("x"));
        Assert.That(x, Has.Length.EqualTo(124));
        Agrees(f, x, function.Flat("exact_value"), function.Flat("exact_derivative"));
        Assert.That(f.Kinks.ToArray(), Is.EqualTo(function.Flat("kinks")));
    }

    /// <summary>torch's slope at a kink is a convention, and it is ours. (Elsewhere its hardsigmoid is off by 5e-9.)</summary>
    [TestCaseSource(nameof(GoldenNames))]
    public void The_slope_at_a_kink_is_torchs(string name)
    {
        var (function, f, x) = (All.GetProperty("functions").GetProperty(name), Shelf.Activation(NameOf(name)), All.Flat("x"));
        foreach (var kink in function.Flat("kinks"))
            Assert.That(f.Slope(kink), Is.EqualTo(function.Flat("torch_derivative")[Array.IndexOf(x, kink)]), $"{name} at {kink}");
    }

    [TestCaseSource(nameof(Settings))]
    public void Other_settings_are_as_exact(string nameAndSettings)
    {
        var points = Points.Where(p => $"{p[0]} {p[1]}" == nameAndSettings).ToList();
        var settings = points[0][1].Split(',').Select(s => s.Split('=')).Where(s => s.Length == 2)
            .Select(s => (s[0], (object)double.Parse(s[1], CultureInfo.InvariantCulture))).ToArray();
        var f = Shelf.Make<IActivation>(points[0][0], settings);
        Assert.That(points, Has.Count.GreaterThan(60));
        Agrees(f, Numbers(2), Numbers(3), Numbers(4));

        double[] Numbers(int field) =>
            [.. points.Select(p => BitConverter.UInt64BitsToDouble(ulong.Parse(p[field], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
    }

    [TestCase("softmax", "softmax")]
    [TestCase("log_softmax", "log-softmax")]
    public void Rows_and_their_gradients_are_exact_to_fourteen_digits(string golden, string name)
    {
        var rows = All.GetProperty("row_functions");
        var (x, v, values, vjps) = (Rows(rows, "x"), Rows(rows, "v"), Rows(rows.GetProperty(golden), "exact_value"), Rows(rows.GetProperty(golden), "exact_vjp"));
        Assert.That(x, Has.Length.EqualTo(18));
        for (var row = 0; row < x.Length; row++)
        {
            var (a, dz) = Shelf.Activation(name).Run(x[row], v[row]);
            for (var i = 0; i < a.Length; i++)
            {
                Assert.That(Near(values[row][i], a[i]), Is.True, $"{name} of row {row}, unit {i}: {a[i]:R} is not {values[row][i]:R}");
                Assert.That(Near(vjps[row][i], dz[i]), Is.True, $"gradient of {name}, row {row}, unit {i}: {dz[i]:R} is not {vjps[row][i]:R}");
            }
        }
    }

    private static double[][] Rows(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(Golden.Flat)];

    private static void Agrees(IActivation f, double[] x, double[] values, double[] slopes)
    {
        var (got, gotSlopes) = (f.Values(x), f.Slopes(x));
        for (var i = 0; i < x.Length; i++)
        {
            Assert.That(Near(values[i], got[i]), Is.True, $"{f.Id} of {x[i]:R}: {got[i]:R} is not {values[i]:R}");
            Assert.That(Near(slopes[i], gotSlopes[i]), Is.True, $"slope of {f.Id} at {x[i]:R}: {gotSlopes[i]:R} is not {slopes[i]:R}");
        }
    }

    private static bool Near(double exact, double got) => Math.Abs(got - exact) <= 1e-14 * Math.Max(1, Math.Abs(exact)) || got.Equals(exact);

    /// <summary>The files write <c>leaky_relu</c> and <c>logsigmoid</c>.</summary>
    private static string NameOf(string golden) => golden == "logsigmoid" ? "log-sigmoid" : golden.Replace('_', '-');
}
