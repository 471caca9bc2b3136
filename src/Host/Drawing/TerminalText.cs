using System.Text;

namespace Functional.Host;

/// <summary>Texts of a terminal: cleaned, in ASCII where asked, and never wider than their room.</summary>
internal static class TerminalText
{
    /// <summary>
    /// Cells of a text. A wide character (from Hangul Jamo on, roughly) counts two, any other one a UTF-16 unit, so that a
    /// line within its cells is also within them by <see cref="string.Length"/>; a few narrow ones are overestimated.
    /// </summary>
    internal static int Width(string text) =>
        text.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and not (>= 0x2000 and < 0x2E80) ? 2 : rune.Utf16SequenceLength);

    /// <summary>The text in at most so many cells.</summary>
    internal static string Fitted(string text, int room, bool unicode)
    {
        var clean = unicode ? ChartText.Clean(text) : Ascii(ChartText.Clean(text));
        return ChartText.Fitted(clean, room, part => Width(part), unicode ? "…" : "..");
    }

    /// <summary>Words on as few lines as are no wider than the room.</summary>
    internal static IEnumerable<string> Wrapped(string text, int room, bool unicode) =>
        Packed(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Fitted(word, room, unicode)), " ", room);

    /// <summary>Pieces, none wider than the room, on as few lines as keep their order.</summary>
    internal static IEnumerable<string> Packed(IEnumerable<string> pieces, string between, int room)
    {
        var line = "";
        foreach (var piece in pieces)
        {
            if (line.Length > 0 && Width(line) + between.Length + Width(piece) > room)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? between + piece : piece;
        }
        if (line.Length > 0) yield return line;
    }

    private static string Ascii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            ascii.Append(rune.Value switch
            {
                < 0x80 => rune.ToString(),
                '–' or '—' or '−' or '·' or '•' => "-",
                '’' or '‘' => "'",
                '“' or '”' => "\"",
                '…' => "...",
                '×' => "x",
                'Σ' => "sum ",
                _ => "?",
            });
        return ascii.ToString();
    }
}
