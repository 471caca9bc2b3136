using System.Globalization;
using Functional.Plugins;

namespace Functional.Host.Tests;

/// <summary>A built-in set looked at as a whole: <c>Inputs[row][column]</c>, and the target of each row.</summary>
internal sealed record Made(RawData Raw, double[][] Inputs, double[] Targets)
{
    /// <summary>The sets that are drawn, with what they are at noise 0.</summary>
    public static readonly string[] Drawn = ["circle", "gauss", "quadrants", "spiral", "moons", "plane", "multi-gauss"];

    /// <summary>Those of them that only add rows where there are to be more.</summary>
    public static readonly string[] Growing = ["circle", "gauss", "quadrants", "plane", "multi-gauss"];

    public static Made Of(string name, params (string Name, double Value)[] settings) => Of(Docs.Value(BuiltInData.Shelf.Make(name, "data.source", Given(settings))).Strategy);

    public static Made Of(RawData raw)
    {
        var (inputs, targets) = (new List<double[]>(), new List<double>());
        Docs.Value(raw.Visit((row, x, y) =>
        {
            if (row != inputs.Count || y.Length != 1)
                throw new AssertionException($"row {row} with {y.Length} targets after {inputs.Count} rows");
            inputs.Add(x.ToArray());
            targets.Add(y[0]);
        }));
        return new(raw, [.. inputs], [.. targets]);
    }

    public static IReadOnlyList<string> Refused(string name, params (string Name, double Value)[] settings) =>
        Docs.Lines(BuiltInData.Shelf.Make(name, "data.source", Given(settings)));

    public IEnumerable<(double X1, double X2, double Target)> Rows => Inputs.Zip(Targets, (x, y) => (x[0], x[1], y));

    /// <summary>Every bit of every number, as text.</summary>
    public string Bits => string.Join(' ', Inputs.SelectMany(x => x).Concat(Targets).Select(x => BitConverter.DoubleToInt64Bits(x).ToString("x", CultureInfo.InvariantCulture)));

    private static Dictionary<string, SettingValue> Given((string Name, double Value)[] settings) =>
        settings.ToDictionary(s => s.Name, s => (SettingValue)new SettingValue.Number($"data.{s.Name}", s.Value));
}
