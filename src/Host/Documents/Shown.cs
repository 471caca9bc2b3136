using System.Globalization;
using System.Text;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// What a person typed, made fit for a sentence: no control characters or invisible marks (a document cannot write to somebody's terminal),
/// and no longer than a sentence bears.
/// </summary>
internal static class Shown
{
    /// <summary>Longer than every name that means something, short enough to leave the sentence readable.</summary>
    private const int Longest = 80;

    public static string Text(string text) => Text(text, Longest);

    /// <summary>A path in full: cut off, it would be of no use.</summary>
    public static string Path(string path) => Text(path, int.MaxValue);

    private static string Text(string text, int longest)
    {
        if (text.Length <= longest && text.EnumerateRunes().All(IsPlain))
            return text;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
                return shown.Append('…').ToString();
            shown.Append(IsPlain(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
        }

        return shown.ToString();
    }

    public static string Number(double value) => RealText.Of(value);

    /// <summary>A value in a sentence: <c>the text 'abc'</c>, <c>the number 2.5</c>, <c>an array</c>.</summary>
    public static string Value(JsonTree tree) => tree switch
    {
        JsonTree.Text { Value: "" } => "an empty text",
        JsonTree.Text t => $"the text '{Text(t.Value)}'",
        JsonTree.Number n => $"the number {Number(n.Value)}",
        JsonTree.Flag f => f.Value ? "true" : "false",
        JsonTree.Array => "an array",
        JsonTree.Object => "an object",
        _ => "null",
    };

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
