namespace Functional.Core;

/// <summary>What a piece of a question is.</summary>
internal enum TokenKind
{
    /// <summary>Digits, perhaps with a point and an exponent.</summary>
    Number,

    /// <summary>Words with points between them: <c>loss</c>, <c>m.layer0.weights</c>.</summary>
    Name,

    /// <summary>An operator (<c>and</c> and <c>prev.</c> among them), a parenthesis, a bracket or a comma.</summary>
    Symbol,

    /// <summary>Behind the last character.</summary>
    End,
}

/// <summary>A piece of a question.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As the grammar knows it: a typographic minus is <c>-</c> here.</param>
/// <param name="Value">A number's value, else 0.</param>
/// <param name="Index">Where it begins in the text.</param>
/// <param name="Length">How many UTF-16 units it has there.</param>
internal readonly record struct Token(TokenKind Kind, string Text, double Value, int Index, int Length);
