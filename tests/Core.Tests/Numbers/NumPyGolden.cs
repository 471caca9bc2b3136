using System.Globalization;
using System.Text.Json;

namespace Functional.Core.Tests;

/// <summary>Reads <c>Golden/numpy_rng.json</c>: streams that NumPy 1.24.2 itself produced.</summary>
internal static class NumPyGolden
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "numpy_rng.json"))).RootElement;

    internal static string[] Seeds => [.. Root.GetProperty("seeds").EnumerateObject().Select(entry => entry.Name)];

    internal static JsonElement Entry(string seed, string name) => Root.GetProperty("seeds").GetProperty(seed).GetProperty(name);

    internal static string[] Names(string seed) =>
        [.. Root.GetProperty("seeds").GetProperty(seed).EnumerateObject().Select(entry => entry.Name)];

    internal static JsonElement Pins => Root.GetProperty("numpy_test_suite");

    /// <summary>A fresh generator for a seed of the file: an integer, or a list in brackets.</summary>
    internal static NumPyRandom Start(string seed) => seed.StartsWith('[')
        ? new NumPyRandom([.. seed.Trim('[', ']').Split(',').Select(word => uint.Parse(word, CultureInfo.InvariantCulture))])
        : new NumPyRandom(uint.Parse(seed, CultureInfo.InvariantCulture));

    internal static double[] Doubles(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    internal static int[] Integers(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    internal static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    /// <summary>Distance in units in the last place; doubles of one sign are ordered as their bits are.</summary>
    internal static long Ulps(double a, double b) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
