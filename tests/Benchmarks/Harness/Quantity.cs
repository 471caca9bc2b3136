using System.Globalization;

namespace Functional.Benchmarks;

/// <summary>Numbers as people read them: three digits and a unit.</summary>
internal static class Quantity
{
    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => $"{Three(seconds * 1e9)} ns",
        < 1e-3 => $"{Three(seconds * 1e6)} µs",
        < 1 => $"{Three(seconds * 1e3)} ms",
        _ => $"{Three(seconds)} s",
    };

    public static string Times(double ratio) => $"{Three(ratio)}×";

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    public static string Flops(double perSecond) => $"{Three(perSecond / 1e9)} GF/s";

    public static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0} MB");

    private static string Three(double x) => x.ToString(x >= 100 ? "#,0" : x >= 10 ? "0.0" : x >= 0.1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);
}
