using System.Globalization;

namespace Functional.Core;

/// <summary>A double as text, the same in every culture.</summary>
public static class RealText
{
    /// <summary>
    /// The shortest text that reads back to the same bits; <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c> for what is no number.
    /// <para>.NET's own "R" gives a text that reads back to another number for two powers of two (2⁻²⁵ and 2⁻⁹⁵⁸, runtime 10.0), where
    /// the distance to the next double below is half of that above; so what it gives is read back, and 17 digits stand in.</para>
    /// </summary>
    public static string Of(double x)
    {
        var text = x.ToString("R", NumberFormatInfo.InvariantInfo);
        return IsPowerOfTwo(x) && !double.Parse(text, NumberFormatInfo.InvariantInfo).Equals(x) ? x.ToString("G17", NumberFormatInfo.InvariantInfo) : text;
    }

    /// <summary>Whether <paramref name="x"/> is ±2^k and normal: a mantissa of zeros. Only there are a double's neighbours at two distances.</summary>
    private static bool IsPowerOfTwo(double x) => (BitConverter.DoubleToInt64Bits(x) & 0x000FFFFFFFFFFFFF) == 0 && double.IsFinite(x);
}
