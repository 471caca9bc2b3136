using System.Globalization;
using System.Text.Json;

namespace Functional.Core.Tests;

/// <summary>Reads the golden numbers that lie beside the tests.</summary>
internal static class GoldenFile
{
    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    /// <summary>The numbers of an element, however deep its rows, one after the other.</summary>
    public static double[] Flat(this JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Flat)]
        : [element.GetDouble()];

    public static double[] Flat(this JsonElement element, string property) => element.GetProperty(property).Flat();

    /// <summary>The first <paramref name="rows"/> rows of a CSV file: features divided by <paramref name="scales"/> (one for all, or one each), the last column as one-hot.</summary>
    public static Dataset Csv(string name, int rows, int classes, params double[] scales)
    {
        var lines = File.ReadLines(PathOf(name)).Skip(1).Take(rows)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        double[] inputs = [.. lines.SelectMany(line => line[..^1].Select((x, j) => x / scales[j % scales.Length]))];
        double[] targets = [.. lines.SelectMany(line => Enumerable.Range(0, classes).Select(k => k == (int)line[^1] ? 1.0 : 0))];
        return Edit.Data(rows, inputs, targets);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);
}
