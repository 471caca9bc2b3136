using System.Globalization;
using System.Text;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Numbers, texts and names as C#. What comes from a run file may have been written by anybody, so no text leaves its quotes, no remark
/// its line, and no name is anything but a name.
/// </summary>
internal static class CSharpText
{
    /// <summary>
    /// An expression with exactly these bits: the shortest digits that read back to them (the compiler rounds to the nearest double as
    /// IEEE 754 says), always of type double; the bits themselves for what has no digits.
    /// </summary>
    public static string Number(double x)
    {
        if (!double.IsFinite(x))
            return $"BitConverter.UInt64BitsToDouble(0x{BitConverter.DoubleToUInt64Bits(x):X16}) /* {RealText.Of(x)} */";
        var digits = RealText.Of(x);
        return digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits;
    }

    /// <summary>A text in quotes; whatever is not plain ASCII is written by its number.</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c)
                : c is >= ' ' and <= '~' ? quoted.Append(c)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return quoted.Append('"').ToString();
    }

    /// <summary>A fingerprint.</summary>
    public static string Fingerprint(Fingerprint fingerprint)
    {
        var digits = fingerprint.ToString();
        return $"new(new UInt128(0x{digits[..16]}, 0x{digits[16..]}))";
    }

    /// <summary>A text for a remark or a documentation comment: on one line, and no markup.</summary>
    public static string Remark(string text) =>
        Shown.Path(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A name for a class, from any text: its letters and digits, each word with a capital: <c>iris-nadam</c> is <c>IrisNadam</c>.</summary>
    public static string Name(string text)
    {
        var name = new StringBuilder();
        var begins = true;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(begins ? char.ToUpperInvariant(c) : c);
            begins = !char.IsAsciiLetterOrDigit(c);
        }

        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"Run{name}" : name.ToString();
    }
}
