using System.Globalization;
using Functional.Core;

namespace Functional.Host;

/// <summary>Numbers for people: as many digits as the sentence needs, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>Three decimals, as the article writes them; very small and very large numbers in powers of ten.</summary>
    public static string Short(double x) => Fixed(x, 3);

    /// <summary>Eight decimals: enough to compare with what NumPy prints.</summary>
    public static string Long(double x) => Fixed(x, 8);

    /// <summary>Six significant digits, for losses.</summary>
    public static string Compact(double x) => x.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back to the same bits.</summary>
    public static string Exact(double x) => RealText.Of(x);

    /// <summary>Cut off after <paramref name="decimals"/> decimals instead of rounded, as the article prints its last lines.</summary>
    public static string Truncated(double x, int decimals)
    {
        var scale = Enumerable.Repeat(10m, decimals).Aggregate(1m, (a, b) => a * b);
        return (decimal.Truncate((decimal)x * scale) / scale).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>A number of a table or a formula input: 0, 1, 0.25, not 0.000.</summary>
    public static string Plain(double x) => x == Math.Round(x, 3) && Math.Abs(x) < 1e6 ? x.ToString("0.###", CultureInfo.InvariantCulture) : Short(x);

    /// <summary>0.14: how long something took.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>12,345: whole numbers with a separator.</summary>
    public static string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(long n) => n switch
    {
        < 10_000 => $"{Count(n)} B",
        < 10_000_000 => $"{Count(n / 1000)} kB",
        _ => $"{Count(n / 1_000_000)} MB",
    };

    private static string Fixed(double x, int decimals)
    {
        var size = Math.Abs(x);
        var least = 0.5 * Math.Pow(10, -decimals);
        return size == 0 || (size >= least && size < 1e6) || !double.IsFinite(x)
            ? x.ToString("F" + decimals, CultureInfo.InvariantCulture)
            : x.ToString("0.##e+00", CultureInfo.InvariantCulture);
    }
}
