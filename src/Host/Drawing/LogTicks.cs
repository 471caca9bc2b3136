using System.Globalization;

namespace Functional.Host;

/// <summary>Ticks of a logarithmic axis: labelled decades with minor ticks between, down to plain steps on a short one.</summary>
internal static class LogTicks
{
    /// <summary>Under this factor from end to end there may be one of 1, 2, 5, 10 … or none: then even steps, as if linear.</summary>
    private const double Short = 5;

    /// <summary>With more than so many decades from label to label minor ticks would be a grey area.</summary>
    private const int Dense = 10;

    /// <summary>Up to this many decades 2 and 5 are labelled as well; with more, decades alone fill the axis.</summary>
    private const double Few = 2;

    /// <summary>The ticks around [low, high], 0 &lt; low &lt; high, and the round numbers at or beyond its ends.</summary>
    internal static (IReadOnlyList<AxisTick> Ticks, double First, double Last) Of(double low, double high, int wanted)
    {
        if (high / low < Short)
        {
            var (steps, below, above) = LinearTicks.Of(low, high, wanted);
            return below > 0 ? (steps, below, above) : ([.. steps.Where(tick => tick.Value > 0)], low, above);
        }
        var decades = Math.Log10(high) - Math.Log10(low);
        var every = Math.Max(1, (int)Math.Ceiling(decades / (wanted + 1)));
        var isFew = decades <= Few && wanted > 2;
        var first = (int)Math.Floor(Math.Log10(low)) - 1;
        var last = (int)Math.Ceiling(Math.Log10(high)) + 1;
        var ticks = (
            from exponent in Enumerable.Range(first, last - first + 1)
            from digit in Enumerable.Range(1, every > 1 ? 1 : 9)
            let value = LinearTicks.Value(digit, exponent)
            let isLabelled = digit == 1 ? exponent % every == 0 : isFew && digit is 2 or 5
            where isLabelled || every <= Dense
            select new AxisTick(value, isLabelled ? Label(value) : "")).ToArray();
        return (ticks, End(low, above: false), End(high, above: true));
    }

    /// <summary>The digit times a power of ten next to a value on one side, or the value itself where it is one.</summary>
    private static double End(double value, bool above)
    {
        var exponent = (int)Math.Floor(Math.Log10(value));
        var digits = value / LinearTicks.Value(1, exponent);
        var near = Math.Round(digits);
        var digit = Math.Abs(digits - near) < 1e-9 ? near : above ? Math.Ceiling(digits) : Math.Floor(digits);
        var end = LinearTicks.Value((long)digit, exponent);
        return above ? Math.Max(end, value) : Math.Min(end, value);
    }

    private static string Label(double value) =>
        value.ToString(value is >= 0.9e-3 and < 1e6 ? "#,0.###" : "0e0", CultureInfo.InvariantCulture);
}
