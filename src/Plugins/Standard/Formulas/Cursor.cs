using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>Where the parser stands among the tokens, and the first thing that went wrong on the way.</summary>
internal sealed class Cursor(string text, ImmutableArray<Token> tokens)
{
    private int _next;

    /// <summary>The token it stands at.</summary>
    public Token Here => tokens[_next];

    /// <summary>What was wrong first; what comes after it only follows from it.</summary>
    public FormulaError? Error { get; private set; }

    /// <summary>The rest of the text, so that the eye finds the place: <c>, not 'tahn(x)'</c>.</summary>
    public string Instead
    {
        get
        {
            const int Longest = 12;
            var index = Here.Index;
            return Here.Kind == TokenKind.End
                ? ", and here the formula ends"
                : $", not '{text.AsSpan(index, Math.Min(Longest, text.Length - index)).TrimEnd()}{(text.Length - index > Longest ? "…" : "")}'";
        }
    }

    /// <summary>Whether it stands at this symbol.</summary>
    public bool Stands(string symbol) => Here.Kind == TokenKind.Symbol && Here.Text == symbol;

    /// <summary>Whether the token before it is this symbol.</summary>
    public bool StandsBehind(string symbol) => _next > 0 && tokens[_next - 1] is { Kind: TokenKind.Symbol } before && before.Text == symbol;

    /// <summary>On to the next token.</summary>
    public void Advance() => _next++;

    /// <summary>Something is wrong with a token.</summary>
    public void Fail(Token token, string what, string hint) => Error ??= FormulaError.In(text, token.Index, what, hint);

    /// <summary>A complete operand, and then something that is no operator.</summary>
    public void FailTrailing()
    {
        var (what, hint) = Here.Text switch
        {
            ")" => ("this ')' closes nothing", ""),
            "," => ("a comma stands between the arguments of a function only", "A decimal point is a point: 0.5."),
            _ => ($"an operator is expected{Instead}", "A product is written with *: 2 * x."),
        };
        Fail(Here, what, hint);
    }
}
