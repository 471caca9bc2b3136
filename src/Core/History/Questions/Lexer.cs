using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>A text cut into tokens. It knows how things are spelled and nothing of what they mean.</summary>
internal static class Lexer
{
    /// <summary>Asks for the state before; what it is asked of follows at once.</summary>
    public const string Previous = "prev.";

    private const string PreviousWord = "prev";

    /// <summary>Longer ones first where one begins another.</summary>
    private static readonly ImmutableArray<string> Symbols = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^", "(", ")", "[", "]", ","];

    private static readonly ImmutableArray<string> Words = ["and", "or", "not", "changes"];

    /// <summary>The tokens, the last of them <see cref="TokenKind.End"/>; or the first character that begins none.</summary>
    public static Either<Mistake, ImmutableArray<Token>> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (Next(text, at) is not { } token)
                return Stranger(text, at);
            if (!double.IsFinite(token.Value))
                return Mistake.In(text, at, $"the number {token.Text} is too large", "The largest is about 1.8e308.");
            tokens.Add(token);
            at += token.Length;
        }

        tokens.Add(new(TokenKind.End, "", 0, text.Length, 0));
        return Right<Mistake, ImmutableArray<Token>>(tokens.ToImmutable());
    }

    private static Token? Next(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number(text, at);
        if (IsLetter(c))
            return Word(text, at);
        var plain = Plain(c);
        return Symbols.FirstOrDefault(s => plain == s || string.CompareOrdinal(text, at, s, 0, s.Length) == 0) is { } symbol
            ? new(TokenKind.Symbol, symbol, 0, at, plain == symbol ? 1 : symbol.Length)
            : null;
    }

    private static Token Number(string text, int at)
    {
        var end = Digits(text, at);
        if (end < text.Length && text[end] == '.')
            end = Digits(text, end + 1);
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (Digits(text, exponent) is var last && last > exponent)
                end = last;
        }

        return new(TokenKind.Number, text[at..end], double.Parse(text.AsSpan(at, end - at), NumberStyles.Float, NumberFormatInfo.InvariantInfo), at, end - at);
    }

    /// <summary><c>prev.</c> stands apart from what follows it; every other word takes the points and words behind it along.</summary>
    private static Token Word(string text, int at)
    {
        var end = Letters(text, at);
        if (text[at..end] == PreviousWord && end < text.Length && text[end] == '.')
            return new(TokenKind.Symbol, Previous, 0, at, Previous.Length);
        while (end + 1 < text.Length && text[end] == '.' && IsLetter(text[end + 1]))
            end = Letters(text, end + 1);
        var word = text[at..end];
        return new(Words.Contains(word) ? TokenKind.Symbol : TokenKind.Name, word, 0, at, end - at);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '_';

    private static int Letters(string text, int at)
    {
        while (at < text.Length && (IsLetter(text[at]) || char.IsAsciiDigit(text[at])))
            at++;
        return at;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>What a text pasted from a page has in the place of the signs on the keyboard.</summary>
    private static string Plain(char c) => c switch
    {
        '−' => "-",
        '·' or '×' => "*",
        '÷' => "/",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        _ => "",
    };

    private static Mistake Stranger(string text, int at)
    {
        var whole = Rune.TryGetRuneAt(text, at, out var rune);
        var shown = whole && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            ? rune.ToString()
            : $"\\u{(int)text[at]:x4}";
        return Mistake.In(text, at, $"'{shown}' has no place in a question", text[at] switch
        {
            '=' => "Two things are compared with ==.",
            '&' => "Write and.",
            '|' => "Write or; a magnitude is abs(x).",
            '!' => "Write not.",
            '@' => "The steps to look at are said with --from.",
            _ => "A question has numbers, names, + - * / ^, comparisons, and, or, not, changes, parentheses and [indices].",
        });
    }
}
