namespace Functional.Host;

/// <summary>A place on an axis.</summary>
/// <param name="Value">In the unit of the axis; exactly the number the label says.</param>
/// <param name="Label">As in <c>0.001</c>, <c>10,000</c>, <c>1e-6</c>; empty for a minor tick.</param>
public sealed record AxisTick(double Value, string Label);

/// <summary>
/// A range of values, its scale and its ticks. <see cref="Low"/> is below <see cref="High"/>, both are finite, and the
/// ticks rise within them.
/// </summary>
public sealed record Axis
{
    /// <summary>
    /// Magnitude beyond which a number is not drawn. 1e300 leaves differences of two such numbers, and the room around
    /// them, below the largest double.
    /// </summary>
    private const double Largest = 1e300;

    /// <summary>
    /// The narrowest range, relative to its numbers, that is drawn as a range; a narrower one is drawn as one value. Below
    /// 1e-9 tick labels would need more than ten digits and differ only in the last.
    /// </summary>
    private const double Narrowest = 1e-9;

    /// <summary>An end this near to a round number (99 on an axis from 0) moves out to it in any case: 100 is worth a tick.</summary>
    private const double Near = 0.0125;

    /// <summary>
    /// One label says where, only two say how far: with fewer in sight, more are asked for, up to so many times. Eight more
    /// make the steps a ninth, and two of those lie in any range.
    /// </summary>
    private const int Patience = 8;

    private Axis(double low, double high, bool isLog, IReadOnlyList<AxisTick> ticks) =>
        (Low, High, IsLog, Ticks) = (low, high, isLog, ticks);

    /// <summary>The value at the left or bottom end.</summary>
    public double Low { get; }

    /// <summary>The value at the right or top end.</summary>
    public double High { get; }

    /// <summary>Whether equal distances are equal factors.</summary>
    public bool IsLog { get; }

    /// <summary>Rising; those with a label are about as many as were wanted.</summary>
    public IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>Whether a value has a place on such an axis: finite, within ±1e300, and at least 1e-300 where logarithmic.</summary>
    public static bool Shows(double value, bool log) => Math.Abs(value) <= Largest && (!log || value >= 1 / Largest);

    /// <summary>
    /// An axis for values from <paramref name="low"/> to <paramref name="high"/>. One value gets room on both sides; bounds
    /// that cannot be shown, or in the wrong order (no values at all), give 0 to 1, logarithmic 1 to 10.
    /// </summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value.</param>
    /// <param name="log">Whether the scale is logarithmic.</param>
    /// <param name="wanted">About how many labelled ticks there is room for; under 1 counts as 1.</param>
    /// <param name="round">Whether the ends move out to round numbers, or stay where the values end (but for the last 1.25 % to one).</param>
    public static Axis Of(double low, double high, bool log, int wanted, bool round)
    {
        if (!Shows(low, log) || !Shows(high, log) || low > high) (low, high) = log ? (1.0, 10.0) : (0.0, 1.0);
        (low, high) = Widened(low, high, log);
        for (var asked = Math.Max(1, wanted); ; asked++)
        {
            var (ticks, first, last) = log ? LogTicks.Of(low, high, asked) : LinearTicks.Of(low, high, asked);
            var bottom = round || low - first <= Near * (high - low) ? first : low;
            var top = round || last - high <= Near * (high - low) ? last : high;
            var within = ticks.Where(tick => tick.Value >= bottom && tick.Value <= top).ToArray();
            if (within.Count(tick => tick.Label.Length > 0) >= 2 || asked >= wanted + Patience)
                return new Axis(bottom, top, log, within);
        }
    }

    /// <summary>Where a value lies: 0 at <see cref="Low"/>, 1 at <see cref="High"/>; outside them below 0 or above 1.</summary>
    public double Position(double value) => IsLog
        ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
        : (value - Low) / (High - Low);

    private static (double Low, double High) Widened(double low, double high, bool log)
    {
        var magnitude = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low > Math.Max(Narrowest * magnitude, 1 / Largest)) return (low, high);
        if (log) return (low / 3, high * 3);
        return magnitude > 1 / Largest ? (low - (magnitude / 2), high + (magnitude / 2)) : (-1, 1);
    }
}
