using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>One number of a tensor's many, in ascending order.</summary>
internal delegate double Reduction(ReadOnlySpan<double> numbers);

/// <summary>The functions of questions, and what the operators do.</summary>
internal static class Functions
{
    /// <summary>Of a number, or of each number of a tensor.</summary>
    public static ImmutableSortedDictionary<string, Func<double, double>> OfEach { get; } = new Dictionary<string, Func<double, double>>
    {
        ["abs"] = Math.Abs,
        ["exp"] = Elementary.Exp,
        ["log"] = Elementary.Log,
        ["sign"] = Elementary.Sign,
        ["sqrt"] = Math.Sqrt,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Of a whole tensor.</summary>
    public static ImmutableSortedDictionary<string, Reduction> OfAll { get; } = new Dictionary<string, Reduction>
    {
        ["max"] = static numbers => Fold(numbers, double.NegativeInfinity, Math.Max),
        ["mean"] = static numbers => Fold(numbers, 0, static (sum, x) => sum + x) / numbers.Length,
        ["min"] = static numbers => Fold(numbers, double.PositiveInfinity, Math.Min),
        ["norm"] = Norm,
        ["sum"] = static numbers => Fold(numbers, 0, static (sum, x) => sum + x),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Every name that may stand before a parenthesis.</summary>
    public static IEnumerable<string> Names => OfEach.Keys.Concat(OfAll.Keys);

    /// <summary>Whether it takes several arguments: max(loss, error).</summary>
    public static bool TakesMany(string name) => name is "max" or "min";

    /// <summary>+ − * / ^.</summary>
    public static Func<double, double, double> Arithmetic(string symbol) => symbol switch
    {
        "+" => static (a, b) => a + b,
        "-" => static (a, b) => a - b,
        "*" => static (a, b) => a * b,
        "/" => static (a, b) => a / b,
        // A square is one product, right to the last bit; Pow is within 0.54 of it.
        _ => static (a, b) => b == 2 ? a * a : Elementary.Pow(a, b),
    };

    /// <summary>The comparisons, as IEEE 754 has them.</summary>
    public static Func<double, double, bool> Comparison(string symbol) => symbol switch
    {
        "<" => static (a, b) => a < b,
        "<=" => static (a, b) => a <= b,
        ">" => static (a, b) => a > b,
        ">=" => static (a, b) => a >= b,
        "==" => static (a, b) => a == b,
        _ => static (a, b) => a != b,
    };

    /// <summary>
    /// √Σ x²: one chain of fused multiply-adds in ascending order. Where the squares overflow or vanish it is done once more with numbers
    /// scaled by the power of two that brings the largest near 1. NaN makes it NaN, an infinity infinite.
    /// </summary>
    public static double Norm(ReadOnlySpan<double> numbers)
    {
        // Below 2^-900 the smaller squares may have lost bits to the subnormal range.
        const double Least = 1.2e-271;
        var sum = SumOfSquares(numbers, 1);
        if (sum >= Least && double.IsFinite(sum))
            return Math.Sqrt(sum);
        var largest = 0.0;
        foreach (var x in numbers)
            largest = Math.Max(largest, Math.Abs(x));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var scale = -Math.Clamp(Math.ILogB(largest), -1000, 1000);
        return Math.ScaleB(Math.Sqrt(SumOfSquares(numbers, Math.ScaleB(1, scale))), -scale);
    }

    private static double SumOfSquares(ReadOnlySpan<double> numbers, double scale)
    {
        var sum = 0.0;
        foreach (var x in numbers)
            sum = Math.FusedMultiplyAdd(x * scale, x * scale, sum);
        return sum;
    }

    private static double Fold(ReadOnlySpan<double> numbers, double start, Func<double, double, double> join)
    {
        foreach (var x in numbers)
            start = join(start, x);
        return start;
    }
}
