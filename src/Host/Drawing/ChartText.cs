using System.Globalization;
using System.Text;

namespace Functional.Host;

/// <summary>Text from strangers, made fit for a picture: one line, nothing that steers a terminal or breaks XML.</summary>
internal static class ChartText
{
    /// <summary>
    /// Line breaks and tabs become spaces; control, format (direction overrides too) and unassigned characters go, and a
    /// lone surrogate becomes U+FFFD.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune)) clean.Append(' ');
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned))
                clean.Append(rune.ToString());
        }
        return clean.ToString().Trim();
    }

    /// <summary>The text, or as much of its start as is not wider than <paramref name="room"/> with the ellipsis after it.</summary>
    internal static string Fitted(string text, double room, Func<string, double> width, string ellipsis)
    {
        if (width(text) <= room) return text;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (width(kept.ToString() + rune + ellipsis) > room) break;
            kept.Append(rune.ToString());
        }
        var start = kept.ToString().TrimEnd();
        return start.Length > 0 ? start + ellipsis : "";
    }

    /// <summary>"1 point", "2 points", "10,000 points".</summary>
    internal static string Count(int count, string noun) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");

    /// <summary>A value for reading: a handful of digits, with the tick labels' way of writing them.</summary>
    internal static string Value(double value)
    {
        if (value == 0) return "0";
        var magnitude = Math.Abs(value);
        return magnitude is >= 1e-4 and < 1e7
            ? value.ToString(magnitude >= 1000 ? "#,0.##" : magnitude >= 1 ? "0.####" : "0.#######", CultureInfo.InvariantCulture)
            : value.ToString("0.#####e0", CultureInfo.InvariantCulture);
    }
}
