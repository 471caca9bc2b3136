using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>
/// Tokens to a tree, by precedence climbing (Pratt 1973, Top Down Operator Precedence). Whatever the text, it ends with a tree or with one
/// mistake, and it is never deeper than <see cref="MaxNesting"/> calls.
/// </summary>
internal sealed class Parser
{
    /// <summary>Longer than any question a person types.</summary>
    public const int MaxLength = 1000;

    /// <summary>Parentheses, signs and powers inside one another; a chain such as 1 + 1 + 1 + … nests nothing.</summary>
    public const int MaxNesting = 100;

    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private Mistake? _mistake;
    private int _next;
    private int _depth;

    private Parser(string text, ImmutableArray<Token> tokens) => (_text, _tokens) = (text, tokens);

    private Token Here => _tokens[_next];

    /// <summary>The tree of a text, or the first thing wrong with it.</summary>
    public static Either<Mistake, Expression> Read(string text) => text.Length > MaxLength
        ? Mistake.In(text, MaxLength, $"the question has {text.Length} characters", $"At most {MaxLength} are allowed.")
        : Lexer.Read(text).Bind(tokens => new Parser(text, tokens).Whole());

    private Either<Mistake, Expression> Whole()
    {
        var expression = Operand(0);
        if (expression is not null && Here.Kind != TokenKind.End)
            Trailing();
        return _mistake is { } mistake ? Left<Mistake, Expression>(mistake) : Right<Mistake, Expression>(expression!);
    }

    /// <summary>An operand and every operator behind it that binds at least this strongly.</summary>
    private Expression? Operand(int least)
    {
        var left = Deeper(First);
        while (left is not null && Here.Kind == TokenKind.Symbol)
        {
            var (token, strength) = (Here, Strength.Of(Here.Text));
            if (token.Text == "changes" && Strength.Changes >= least)
                left = new Expression.Changes(Spot(Advance()), left);
            else if (strength > 0 && strength >= least)
                left = Binary(left, Advance(), strength);
            else
                break;
        }

        return left;
    }

    private Expression? Binary(Expression left, Token token, int strength)
    {
        var right = strength == Strength.Power ? Deeper(() => Operand(strength)) : Operand(strength + 1);
        if (right is null)
            return null;
        return strength == Strength.Comparison && Strength.Of(Here.Text) == Strength.Comparison && Here.Kind == TokenKind.Symbol
            ? Fail(Here, "a comparison has two sides", "Write a < b and b < c.")
            : new Expression.Binary(Spot(token), token.Text, left, right);
    }

    private Expression? First() => (Here.Kind, Here.Text) switch
    {
        (TokenKind.Symbol, "-") => Spot(Advance()) is var at && Operand(Strength.Minus) is { } inner ? new Expression.Negate(at, inner) : null,
        (TokenKind.Symbol, "not") => Spot(Advance()) is var at && Operand(Strength.Not) is { } inner ? new Expression.Not(at, inner) : null,
        _ => Primary(),
    };

    /// <summary>A number, a name, a call or a parenthesis, with an index behind it or prev. before it.</summary>
    private Expression? Primary()
    {
        var token = Here;
        var primary = (token.Kind, token.Text) switch
        {
            (TokenKind.Number, _) => new Expression.Number(Spot(Advance()), token.Value),
            (TokenKind.Name, _) => Advance() is var _ && Stands("(") ? Call(token) : Named(token),
            (TokenKind.Symbol, "(") => Advance() is var _ && Operand(0) is { } inner && Close(token, ")") ? inner : null,
            (TokenKind.Symbol, Lexer.Previous) => Advance() is var _ && Deeper(Primary) is { } inner ? new Expression.Previous(Spot(token), inner) : null,
            _ => Fail(token, $"a number, a name, '-', 'not' or '(' is expected{Instead}", Advice(token)),
        };
        while (primary is not null && Stands("["))
            primary = Element(primary, Advance());
        return primary;
    }

    private Expression? Named(Token token) => token.Text == "prev"
        ? Fail(token, "'prev' asks for something of the state before, and nothing follows it", "Write prev.loss.")
        : new Expression.Name(Spot(token), token.Text);

    private Expression.Call? Call(Token name)
    {
        var open = Here;
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            Advance();
            if (Operand(0) is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (Stands(","));
        return Close(open, ")") ? new Expression.Call(Spot(name), name.Text, arguments.ToImmutable()) : null;
    }

    private Expression? Element(Expression inner, Token open)
    {
        var indices = ImmutableArray.CreateBuilder<double>();
        for (var more = true; more; more = Stands(",") && Advance() is var _)
        {
            if (Here.Kind != TokenKind.Number)
                return Fail(Here, $"an index is a whole number from 0{Instead}", "Write layer0.weights[1,0].");
            indices.Add(Advance().Value);
        }

        return Close(open, "]") ? new Expression.Element(Spot(open), inner, indices.ToImmutable()) : null;
    }

    private bool Close(Token open, string symbol)
    {
        var closed = Stands(symbol);
        if (closed)
            Advance();
        else if (Here.Kind == TokenKind.End)
            Fail(open, $"this '{open.Text}' is never closed", $"Add a '{symbol}'.");
        else if (symbol == "]")
            Fail(Here, $"a comma or ']' is expected{Instead}", "");
        else
            Trailing();
        return closed;
    }

    /// <summary>A complete operand, and then something that is no operator.</summary>
    private void Trailing() => _ = Here.Text switch
    {
        ")" or "]" => Fail(Here, $"this '{Here.Text}' closes nothing", ""),
        "," => Fail(Here, "a comma stands between arguments or indices only", "A decimal point is a point: 0.5."),
        _ => Fail(Here, $"an operator is expected{Instead}", Here.Text is "change" or "changed" ? "The word is changes." : "For instance 2 * loss, loss < 0.01, loss changes."),
    };

    private Expression? Deeper(Func<Expression?> read)
    {
        if (++_depth > MaxNesting)
            return Fail(Here, $"the question is nested more than {MaxNesting} deep", "Write it with fewer parentheses.");
        var expression = read();
        _depth--;
        return expression;
    }

    /// <summary>The rest of the text, so that the eye finds the place: <c>, not 'nrom(x)'</c>.</summary>
    private string Instead
    {
        get
        {
            const int Longest = 12;
            var rest = _text.AsSpan(Here.Index);
            var cut = rest.Length > Longest && char.IsHighSurrogate(rest[Longest - 1]) ? Longest - 1 : Math.Min(Longest, rest.Length);
            return Here.Kind == TokenKind.End ? ", and here the text ends" : $", not '{rest[..cut].TrimEnd()}{(rest.Length > cut ? "…" : "")}'";
        }
    }

    private static string Advice(Token token) => token.Text switch
    {
        "+" => "A plus sign stands between two things.",
        "changes" => "It stands behind what changes: sign(layer0.weights[1,0]) changes.",
        _ => "",
    };

    private static Spot Spot(Token token) => new(token.Index);

    private bool Stands(string symbol) => Here.Kind == TokenKind.Symbol && Here.Text == symbol;

    private Token Advance() => _tokens[_next++];

    private Expression? Fail(Token token, string what, string hint)
    {
        _mistake ??= Mistake.In(_text, token.Index, what, hint);
        return null;
    }
}
