using System.Globalization;
using System.Text.Json;

namespace Functional.Plugins.Tests;

/// <summary>Reads the golden numbers that lie beside the tests; NaN and infinities are strings there.</summary>
internal static class Golden
{
    public static JsonElement Json(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name))).RootElement;

    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    /// <summary>The numbers of an element, however deep its rows, one after the other.</summary>
    public static double[] Flat(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Flat)] : [element.Number()];

    public static double[] Flat(this JsonElement element, string property) => element.GetProperty(property).Flat();

    public static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    /// <summary>The same bits, or NaN both: which NaN a NaN is, the processor decides.</summary>
    public static bool Same(double a, double b) => SameBits(a, b) || (double.IsNaN(a) && double.IsNaN(b));

    public static bool SameBits(double[] a, double[] b) => a.Length == b.Length && a.Zip(b).All(p => SameBits(p.Item1, p.Item2));

    public static double Largest(IEnumerable<double> numbers) => numbers.Select(Math.Abs).DefaultIfEmpty(0).Max();
}
