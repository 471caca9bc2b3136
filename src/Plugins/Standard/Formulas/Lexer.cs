using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Functional.Plugins.Standard;

/// <summary>What a piece of a formula is.</summary>
internal enum TokenKind
{
    /// <summary>Digits, perhaps with a point and an exponent.</summary>
    Number,

    /// <summary>A letter or underscore, then letters, digits and underscores (all ASCII).</summary>
    Name,

    /// <summary>An operator, a parenthesis or a comma.</summary>
    Symbol,

    /// <summary>Behind the last character.</summary>
    End,
}

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As the grammar knows it: a typographic minus is <c>-</c> here.</param>
/// <param name="Value">A number's value, else 0.</param>
/// <param name="Index">Where it begins in the text.</param>
/// <param name="Length">How many UTF-16 units it has there.</param>
internal readonly record struct Token(TokenKind Kind, string Text, double Value, int Index, int Length);

/// <summary>A text cut into tokens. It knows no function and no precedence; which symbols there are is told to it.</summary>
internal static class Lexer
{
    /// <summary>The tokens, the last of them <see cref="TokenKind.End"/>.</summary>
    /// <param name="text">The formula. Spaces of every width separate; a control character does not belong.</param>
    /// <param name="symbols">The symbols of the grammar, of any length, the longest first where one begins another.</param>
    public static Reading<ImmutableArray<Token>> Read(string text, ImmutableArray<string> symbols)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.GetUnicodeCategory(text[at]) == UnicodeCategory.SpaceSeparator)
            {
                at++;
                continue;
            }

            if (Next(text, at, symbols) is not { } token)
                return Stranger(text, at);
            if (!double.IsFinite(token.Value))
                return new Reading<ImmutableArray<Token>>.Broken(FormulaError.In(
                    text, at, $"the number {token.Text} is too large", "The largest is about 1.8e308."));
            tokens.Add(token);
            at += token.Length;
        }

        tokens.Add(new(TokenKind.End, "", 0, text.Length, 0));
        return new Reading<ImmutableArray<Token>>.Sound(tokens.ToImmutable());
    }

    private static Token? Next(string text, int at, ImmutableArray<string> symbols)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            var number = text[at..NumberEnd(text, at)];
            return new(TokenKind.Number, number, double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), at, number.Length);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            return new(TokenKind.Name, text[at..end], 0, at, end - at);
        }

        var plain = Plain(c);
        return symbols.FirstOrDefault(s => plain == s || string.CompareOrdinal(text, at, s, 0, s.Length) == 0) is { } symbol
            ? new(TokenKind.Symbol, symbol, 0, at, symbol.Length)
            : null;
    }

    /// <summary>What a text pasted from a page has in the place of the operators on the keyboard.</summary>
    private static string Plain(char c) => c switch
    {
        '−' => "-",
        '·' or '×' => "*",
        '÷' => "/",
        _ => c.ToString(),
    };

    /// <summary>An e belongs to the number only with an exponent behind it: <c>2*e</c> and <c>2e</c> speak of Euler's number.</summary>
    private static int NumberEnd(string text, int at)
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

        return end;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static Reading<ImmutableArray<Token>> Stranger(string text, int at)
    {
        var whole = Rune.TryGetRuneAt(text, at, out var rune);
        var shown = whole && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            ? rune.ToString()
            : FormattableString.Invariant($"\\u{(int)text[at]:x4}");
        return new Reading<ImmutableArray<Token>>.Broken(FormulaError.In(
            text, at, $"'{shown}' has no place in a formula",
            text[at] == '=' ? "A formula is what stands right of 'a ='." : "A formula has numbers, names, + - * / ^, parentheses and commas."));
    }
}
