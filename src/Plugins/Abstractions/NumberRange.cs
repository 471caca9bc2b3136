using Functional.Core;

namespace Functional.Plugins;

/// <summary>Allowed numbers: from <paramref name="Min"/> to <paramref name="Max"/>, strictly between <paramref name="Above"/> and <paramref name="Below"/>.</summary>
internal readonly record struct NumberRange(double Min, double Max, double Above, double Below)
{
    /// <summary>Above it doubles leave whole numbers out.</summary>
    public const long LargestWhole = 1L << 53;

    public bool Contains(double x) => x >= Min && x <= Max && x > Above && x < Below;

    /// <summary>Whether <paramref name="x"/> is an infinity on a side without a bound: a default that stands for "none".</summary>
    public bool IsOpenAt(double x) => x switch
    {
        double.PositiveInfinity => Max == x && Below == x,
        double.NegativeInfinity => Min == x && Above == x,
        _ => false,
    };

    public override string ToString()
    {
        var low = double.IsFinite(Min) ? $"≥ {Text(Min)}" : double.IsFinite(Above) ? $"> {Text(Above)}" : "";
        var high = double.IsFinite(Max) ? $"≤ {Text(Max)}" : double.IsFinite(Below) ? $"< {Text(Below)}" : "";
        return (low, high) switch
        {
            ("", _) => high,
            (_, "") => low,
            _ => $"{low} and {high}",
        };
    }

    /// <summary>A range of whole numbers, as text; empty where all are allowed.</summary>
    public static string Whole(long min, long max) => (min, max) switch
    {
        (long.MinValue, long.MaxValue) => "",
        (_, long.MaxValue) => $"≥ {min}",
        (long.MinValue, _) => $"≤ {max}",
        _ => $"from {min} to {max}",
    };

    private static string Text(double x) => RealText.Of(x);
}
