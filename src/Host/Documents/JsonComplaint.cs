using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.Host;

/// <summary>
/// Why a text stops being JSON, for people: the reader only says <i>that</i> it does, so this looks at the first thing after the
/// last sound token and names it.
/// </summary>
internal readonly partial record struct JsonComplaint(int Offset, string What, string Hint)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n,:[]{}\""u8);

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <param name="text">The whole text.</param>
    /// <param name="end">Where the last sound token ended.</param>
    /// <param name="last">What it was.</param>
    /// <param name="depth">How many objects and arrays are open.</param>
    /// <param name="inObject">Whether the innermost is an object.</param>
    public static JsonComplaint About(ReadOnlySpan<byte> text, int end, JsonTokenType last, int depth, bool inObject)
    {
        var at = SkipSpace(text, end);
        var afterValue = last is not (JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        if (at == text.Length)
            return Ended(at, last, depth, inObject);
        if (text[at] == '/' || text[at] == '#')
            return new(at, "JSON has no comments", "Remove it.");
        if (depth == 0 && afterValue)
            return new(at, "something stands after the end of the document", "A document is one object: { … }.");
        if (text[at] == ',')
            return Comma(text, at, afterValue, depth, inObject);
        if (!afterValue || text[at] is (byte)'}' or (byte)']')
            return Token(text, at, last, depth, inObject);
        return text[at] == ':'
            ? new(at, "a colon stands where a comma should", "Separate entries by commas.")
            : new(at, "a comma is missing here", "Separate entries by commas.");
    }

    private static JsonComplaint Ended(int at, JsonTokenType last, int depth, bool inObject) => last switch
    {
        JsonTokenType.None => new(at, "the document is empty", "Start from one of the ready-made documents."),
        JsonTokenType.PropertyName => new(at, "the document ends where a value should stand", "Is the file complete?"),
        _ when depth > 0 => new(at, $"the document ends before {(inObject ? "an object" : "an array")} is closed", $"Add the missing '{(inObject ? '}' : ']')}'."),
        _ => new(at, "the document ends too early", "Is the file complete?"),
    };

    private static JsonComplaint Comma(ReadOnlySpan<byte> text, int comma, bool afterValue, int depth, bool inObject)
    {
        if (!afterValue)
            return new(comma, "a value is missing before this comma", "Write the value, or remove the comma.");
        var at = SkipSpace(text, comma + 1);
        if (at == text.Length)
            return Ended(at, JsonTokenType.Comment, depth, inObject);
        return text[at] switch
        {
            (byte)'}' or (byte)']' => new(comma, $"a comma stands before the closing '{(char)text[at]}'", "JSON has no trailing commas: remove it."),
            (byte)',' => new(at, "two commas follow each other", "Write the value between them, or remove one."),
            (byte)'/' or (byte)'#' => new(at, "JSON has no comments", "Remove it."),
            _ => Token(text, at, inObject ? JsonTokenType.StartObject : JsonTokenType.StartArray, depth, inObject),
        };
    }

    /// <summary>Something that should have been a name or a value, and is none.</summary>
    private static JsonComplaint Token(ReadOnlySpan<byte> text, int at, JsonTokenType last, int depth, bool inObject)
    {
        var wantsName = inObject && last != JsonTokenType.PropertyName;
        switch (text[at])
        {
            case (byte)'"':
                return Quoted(text, at, wantsName);
            case (byte)'\'':
                return new(at, "text stands in single quotes", "JSON knows double quotes only.");
            case (byte)'{' or (byte)'[' when !wantsName && depth >= JsonText.MaxDepth:
                return new(at, $"values are nested more than {JsonText.MaxDepth} deep", "A run document needs 6 levels.");
            case (byte)'}' or (byte)']' when last == JsonTokenType.PropertyName:
                return new(at, "a value is missing here", "Write it after the colon.");
            case (byte)'}' or (byte)']':
                return new(at, $"'{(char)text[at]}' closes nothing that is open here", depth > 0 ? $"Close the {(inObject ? "object with '}'" : "array with ']'")} first." : "");
            default:
                return Word(text, at, depth, inObject, wantsName);
        }
    }

    private static JsonComplaint Quoted(ReadOnlySpan<byte> text, int quote, bool wantsName)
    {
        for (var i = quote + 1; i < text.Length; i++)
            switch (text[i])
            {
                case (byte)'"':
                    return wantsName
                        ? new(SkipSpace(text, i + 1), "a colon is missing after a key", "Write \"key\": value.")
                        : new(quote, "this text is not JSON", "");
                case (byte)'\n' or (byte)'\r':
                    return new(quote, "text begins here and is not closed on its line", "Add the closing double quote, or write \\n for a line break.");
                case < 0x20:
                    return new(i, $"the control character U+{text[i]:X4} stands in text", $"Write \\u{text[i]:x4} instead.");
                case (byte)'\\' when !IsEscape(text[i..]):
                    return new(i, "a backslash begins no escape that JSON knows", "Write \\\\ for a backslash.");
                case (byte)'\\':
                    i++;
                    break;
            }

        return new(quote, "text begins here and is never closed", "Add the closing double quote.");
    }

    private static bool IsEscape(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && (@"""\/bfnrt"u8.Contains(text[1])
            || (text[1] == 'u' && text.Length >= 6 && text[2..6].IndexOfAnyExcept(Hex) < 0));

    private static JsonComplaint Word(ReadOnlySpan<byte> text, int at, int depth, bool inObject, bool wantsName)
    {
        var length = text[at..].IndexOfAny(Ends);
        length = length switch { < 0 => text.Length - at, 0 => 1, _ => length };
        var word = Encoding.UTF8.GetString(text.Slice(at, length));
        var shown = Shown.Text(word);
        if (wantsName)
            return new(at, $"a key should stand here, not {shown}", "Keys stand in double quotes.");
        if (Number().IsMatch(word))
            return About(text, at + length, JsonTokenType.Number, depth, inObject);
        return word.TrimStart('-', '+') switch
        {
            "NaN" or "nan" or "Infinity" or "inf" or "Inf" => new(at, $"{shown} is no JSON number", "Numbers are finite here."),
            "True" or "TRUE" or "False" or "FALSE" or "None" or "Null" or "NULL" or "undefined" or "nil" =>
                new(at, $"{shown} is no JSON value", "JSON writes true, false and null."),
            [(>= '0' and <= '9') or '.', ..] => new(at, $"{shown} is no JSON number", "Write it like 15, -0.5 or 1e-3."),
            _ => new(at, $"{shown} is no JSON value", "Text stands in double quotes; else write a number, true, false or null."),
        };
    }

    /// <summary>A sound number: the reader complains of one when it is what follows that is wrong.</summary>
    [GeneratedRegex("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private static int SkipSpace(ReadOnlySpan<byte> text, int from)
    {
        var length = text[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? text.Length : from + length;
    }
}
