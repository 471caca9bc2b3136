using System.Globalization;

namespace Functional.Host;

/// <summary>Ticks at the multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    /// <summary>A whole number of steps that rounding has moved by less than this part of a step still counts as whole.</summary>
    private const double Slack = 1e-6;

    /// <summary>The ticks around [low, high], the round number at or below low, and the one at or above high.</summary>
    internal static (IReadOnlyList<AxisTick> Ticks, double First, double Last) Of(double low, double high, int wanted)
    {
        var (digit, exponent) = Step((high - low) / wanted);
        var step = Value(digit, exponent);
        var first = (long)Math.Floor((low / step) + Slack);
        var last = (long)Math.Ceiling((high / step) - Slack);
        var largest = Math.Max(Math.Abs(Value(first * digit, exponent)), Math.Abs(Value(last * digit, exponent)));
        var ticks = new List<AxisTick>();
        for (var n = first; n <= last; n++)
        {
            var value = Value(n * digit, exponent);
            ticks.Add(new AxisTick(value, Label(value, exponent, largest)));
        }
        return (ticks, Math.Min(low, ticks[0].Value), Math.Max(high, ticks[^1].Value));
    }

    /// <summary>The step nearest in ratio to the one asked for: 1, 2 or 5 (or 10) times a power of ten.</summary>
    private static (long Digit, int Exponent) Step(double asked)
    {
        var exponent = (int)Math.Floor(Math.Log10(asked));
        var part = asked / Math.Pow(10, exponent);
        // The bounds are the geometric means of neighbours: √(1·2), √(2·5), √(5·10).
        if (part < 1.414) return (1, exponent);
        if (part < 3.162) return (2, exponent);
        return part < 7.071 ? (5, exponent) : (1, exponent + 1);
    }

    /// <summary>digits · 10^exponent, rounded once: the very number that the label says. (Powers of ten would round twice.)</summary>
    internal static double Value(long digits, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}"), CultureInfo.InvariantCulture);

    /// <summary>All labels of an axis have the same decimals; numbers from 1e7 and under 1e-4 are written with an exponent.</summary>
    private static string Label(double value, int exponent, double largest)
    {
        if (value == 0) return "0";
        return largest is >= 1e-4 and < 1e7 && exponent > -12
            ? value.ToString("N" + Math.Max(0, -exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToString("0.############e0", CultureInfo.InvariantCulture);
    }
}
