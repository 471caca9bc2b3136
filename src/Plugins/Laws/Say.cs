using Functional.Core;

namespace Functional.Laws;

/// <summary>Numbers in sentences, and when two are the same.</summary>
internal static class Say
{
    /// <summary>Shortest text that reads back to the same bits, in every culture.</summary>
    public static string Number(double x) => RealText.Of(x);

    /// <summary><c>[0.1, -0, NaN]</c>.</summary>
    public static string Numbers(ReadOnlySpan<double> numbers)
    {
        var texts = new string[numbers.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Number(numbers[i]);
        return $"[{string.Join(", ", texts)}]";
    }

    /// <summary>The same bits; every NaN counts as the same, for which NaN comes out of a sum is left to the processor.</summary>
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    /// <summary>The first place where two runs of equal length differ, or −1.</summary>
    public static int FirstDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < a.Length; i++)
            if (!Same(a[i], b[i]))
                return i;
        return -1;
    }

    /// <summary>How the parameters and slots of two trainings differ, or null: <c>parameter [3] is 0.5 and 0.25</c>.</summary>
    public static string? Unlike(ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots, ReadOnlySpan<double> otherParameters, ReadOnlySpan<double> otherSlots) =>
        FirstDifference(parameters, otherParameters) is >= 0 and var p ? $"parameter [{p}] is {Number(parameters[p])} and {Number(otherParameters[p])}"
        : FirstDifference(slots, otherSlots) is >= 0 and var s ? $"slot number [{s}] is {Number(slots[s])} and {Number(otherSlots[s])}"
        : null;

    /// <summary>What is wrong with a set of names: a blank one, or two the same; null where nothing is.</summary>
    public static string? Misnamed(IReadOnlyCollection<string> names) =>
        names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() < names.Count
            ? $"they are called {string.Join(", ", names.Select(n => $"'{n}'"))}"
            : null;

    /// <summary>The largest absolute value; 0 of none.</summary>
    public static double Largest(ReadOnlySpan<double> numbers)
    {
        var largest = 0.0;
        foreach (var x in numbers)
            largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }

    /// <summary>The first number that is NaN or infinite, or −1.</summary>
    public static int FirstNonFinite(ReadOnlySpan<double> numbers) => numbers.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
}
