using System.Text;
using System.Text.Unicode;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Text to <see cref="JsonTree"/> and back: strict JSON in UTF-8, a byte order mark allowed. Comments, trailing commas, duplicate
/// keys, numbers beyond a double and broken text are refused in words, with their place.
/// </summary>
public static class JsonText
{
    /// <summary>64 MB: a thousand times the largest document anybody writes by hand; more data than that belongs in a file of its own.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>A run document needs 6; the reader recurses nowhere, so this only bounds what a person could follow.</summary>
    public const int MaxDepth = 64;

    /// <summary>Ten million values are 400 MB as a tree: what a laptop can spare.</summary>
    public const int MaxValues = 10_000_000;

    /// <summary>The value written in <paramref name="utf8"/>, or everything wrong with it as far as it can be read.</summary>
    /// <param name="file">What to call the text in sentences.</param>
    /// <param name="utf8">The bytes of the file.</param>
    public static Validation<Problem, JsonTree> Parse(string file, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        return Unreadable(file, text) is { } problem
            ? Fail<Problem, JsonTree>(Seq1(problem))
            : new JsonReading(file, text).Read();
    }

    /// <summary>Compact text that means the same bits: members in order, numbers in shortest round-trip form.</summary>
    public static string Write(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var text = new StringBuilder();
        JsonWriting.Append(text, tree);
        return text.ToString();
    }

    private static Problem? Unreadable(string file, ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxBytes)
            return new(file, $"the document has {text.Length} bytes", $"At most {MaxBytes} are read (64 MB): keep large data in a file of its own.");
        if (IsUtf16(text))
            return new(file, "the document is UTF-16 text", "Save it as UTF-8.");
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return new(file, "the document is empty", "Start from one of the ready-made documents.");
        if (Utf8.IsValid(text))
            return null;
        var bad = FirstInvalid(text);
        return new(new Cursor(file, text).At(bad).ToString(), $"the byte 0x{text[bad]:X2} is not UTF-8 text", "Save the document as UTF-8.");
    }

    private static bool IsUtf16(ReadOnlySpan<byte> text) =>
        text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || (text.Length >= 4 && text.Length % 2 == 0 && (text[0] == 0) != (text[1] == 0) && (text[2] == 0) == (text[0] == 0) && (text[3] == 0) == (text[1] == 0));

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }
}
