using System.Globalization;
using System.Text;

namespace Functional.Host;

/// <summary>
/// A piece of a page, well-formed as XML too. It comes about only from a template (<see cref="HtmlTemplate"/>), whose holes are escaped, or
/// from a picture of ours, whose texts are: so no text of a person's or a file's can become markup.
/// </summary>
internal sealed record Html
{
    private Html(string markup) => Markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>The text of the page.</summary>
    public string Markup { get; }

    /// <summary>A template with its holes filled: <c>Html.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c>.</summary>
    public static Html Of(HtmlTemplate template) => new(template.Markup);

    /// <summary>Text, escaped.</summary>
    public static Html Text(string text) => new(Escaped(text));

    /// <summary>A chart, without the style sheet that it brings along: the page has one for all.</summary>
    public static Html Of(Chart chart) => new(Svg.Render(chart).Replace(SvgStyle.Sheet(), "", StringComparison.Ordinal));

    /// <summary>One after another.</summary>
    public static Html Join(IEnumerable<Html> parts, string between = "") => new(string.Join(Escaped(between), parts.Select(part => part.Markup)));

    /// <summary>The piece where the condition holds, else nothing.</summary>
    public static Html If(bool condition, Func<Html> then) => condition ? then() : Empty;

    /// <summary>
    /// Text for an element or an attribute. What is not seen or not allowed in XML (control characters, direction overrides, half a
    /// surrogate pair) is written as its number, so that nobody is shown another text than there is; line breaks and tabs stay.
    /// </summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append((char)rune.Value),
                _ when IsPlain(rune) => escaped.Append(rune.ToString()),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            };
        return escaped.ToString();
    }

    private static bool IsPlain(Rune rune) => rune.Value is not (0xFFFE or 0xFFFF) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
