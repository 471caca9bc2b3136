using System.Globalization;
using System.Text;

namespace Functional.Host;

/// <summary>Texts and numbers of an SVG: escaped, measured, short.</summary>
internal static class SvgText
{
    /// <summary>Text for an element or an attribute in double quotes.</summary>
    internal static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A coordinate, to the tenth of a unit: finer than any screen, and short.</summary>
    internal static string Number(double value) => Tenths((long)Math.Round(value * 10));

    /// <summary>Tenths of a unit, as short as SVG allows: 12 is <c>1.2</c>, −5 is <c>-.5</c>.</summary>
    internal static string Tenths(long tenths)
    {
        var (whole, part) = Math.DivRem(Math.Abs(tenths), 10);
        var text = (whole, part) switch
        {
            (_, 0) => whole.ToString(CultureInfo.InvariantCulture),
            (0, _) => "." + part.ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole}.{part}"),
        };
        return tenths < 0 ? "-" + text : text;
    }

    /// <summary>
    /// The width of a text in so many units of font size, estimated: the reader's font is unknown. The classes are those of
    /// DejaVu Sans, wider than the usual system fonts, so that what fits by this measure fits there too.
    /// </summary>
    internal static double Width(string text, double size) => size * text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.98,
        >= 'A' and <= 'Z' => 0.72,
        >= 0x1100 => 1.05,
        _ => 0.64,
    });

    /// <summary>A text shortened to so many units at a font size.</summary>
    internal static string Fitted(string text, double size, double room) =>
        ChartText.Fitted(text, room, part => Width(part, size), "…");

    /// <summary>Words on as few lines as are no wider than the room; a word that is wider is shortened.</summary>
    internal static List<string> Wrapped(string text, double size, double room)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Fitted(word, size, room)))
        {
            if (line.Length > 0 && Width($"{line} {word}", size) > room)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }
        if (line.Length > 0) lines.Add(line.ToString());
        return lines;
    }

    /// <summary>A text element: class, place of its anchor on the baseline, and the text, escaped here.</summary>
    internal static string Element(string kind, double x, double y, string text, string anchor = "start")
    {
        var anchored = anchor == "start" ? "" : $" text-anchor=\"{anchor}\"";
        return $"<text class=\"{kind}\" x=\"{Number(x)}\" y=\"{Number(y)}\"{anchored}>{Escaped(text)}</text>\n";
    }
}
