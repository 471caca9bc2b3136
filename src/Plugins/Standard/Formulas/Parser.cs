using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>
/// Tokens to a tree, by precedence climbing (Pratt 1973, Top Down Operator Precedence). Operators come from the grammar and words from
/// the vocabulary. Whatever the text, it ends with a tree or with one error, and it is never deeper than <see cref="MaxNesting"/> calls.
/// </summary>
internal sealed class Parser
{
    /// <summary>Longer than any formula on paper.</summary>
    public const int MaxLength = 1000;

    /// <summary>Parentheses, signs and powers inside one another; a chain such as 1 + 1 + 1 + … nests nothing.</summary>
    public const int MaxNesting = 100;

    /// <summary>Numbers, names, operators and calls.</summary>
    public const int MaxNodes = 1000;

    private readonly string _text;
    private readonly Grammar _grammar;
    private readonly Vocabulary _words;
    private readonly ImmutableArray<Token> _tokens;
    private int _next;
    private int _depth;
    private int _nodes;
    private FormulaError? _error;

    private Parser(string text, Grammar grammar, Vocabulary words, ImmutableArray<Token> tokens) =>
        (_text, _grammar, _words, _tokens) = (text, grammar, words, tokens);

    private Token Here => _tokens[_next];

    /// <summary>The tree of a text, or the first thing wrong with it.</summary>
    public static Reading<Expr> Read(string text, Grammar grammar, Vocabulary words)
    {
        if (text.Length > MaxLength)
            return new Reading<Expr>.Broken(new(0, FormattableString.Invariant($"the formula has {text.Length} characters"), FormattableString.Invariant($"At most {MaxLength} are allowed.")));
        return Lexer.Read(text, grammar.Symbols) switch
        {
            Reading<ImmutableArray<Token>>.Sound tokens => new Parser(text, grammar, words, tokens.Value).Whole(),
            Reading<ImmutableArray<Token>>.Broken broken => new Reading<Expr>.Broken(broken.Error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Reading<Expr> Whole()
    {
        var expr = Operand(0);
        if (expr is not null && Here.Kind != TokenKind.End)
            Trailing();
        return _error is { } error ? new Reading<Expr>.Broken(error) : new Reading<Expr>.Sound(expr!);
    }

    /// <summary>An operand and every operator behind it that binds at least this strongly.</summary>
    private Expr? Operand(int strength)
    {
        var left = Deeper(First);
        while (left is not null && Here.Kind == TokenKind.Symbol && _grammar.Find(Here.Text) is { } op && op.Strength >= strength)
        {
            _next++;
            left = (op.FromRight ? Deeper(() => Operand(op.Strength)) : Operand(op.Strength + 1)) is { } right
                ? Node(new Expr.Binary(op.Symbol, left, right))
                : null;
        }

        return left;
    }

    private Expr? First()
    {
        var token = Here;
        switch (token.Kind, token.Text)
        {
            case (TokenKind.Number, _):
                _next++;
                return Node(new Expr.Number(token.Value));
            case (TokenKind.Name, _):
                _next++;
                return Here is { Kind: TokenKind.Symbol, Text: "(" } ? Call(token) : Named(token);
            case (TokenKind.Symbol, "-"):
                _next++;
                return Operand(Grammar.MinusStrength) is { } inner ? Node(new Expr.Negate(inner)) : null;
            case (TokenKind.Symbol, "("):
                _next++;
                return Operand(0) is { } expr && Close(token) ? expr : null;
            default:
                return Fail(token, $"a number, a name, '-' or '(' is expected{Instead(token)}", token.Text == "+" ? "A plus sign stands between two things." : "");
        }
    }

    private Expr? Named(Token token)
    {
        var word = _words.Plain(token.Text);
        if (_words.Functions.ContainsKey(word))
            return Fail(token, $"the function '{token.Text}' has no argument", $"Write {token.Text}(x).");
        return _words.Forbidden.Contains(word)
            ? Fail(token, $"'{token.Text}' cannot be a setting: it is a key of the document", "Call it something else.")
            : Node(new Expr.Name(word));
    }

    private Expr? Call(Token token)
    {
        var word = _words.Plain(token.Text);
        if (!_words.Functions.TryGetValue(word, out var arity))
            return _words.Names.Contains(word)
                ? Fail(token, $"'{token.Text}' is no function", $"Write {token.Text} * (…).")
                : Fail(token, $"there is no function '{token.Text}'", Nearest.Hint(token.Text, _words.Functions.Keys.Concat(_words.Synonyms.Where(s => _words.Functions.ContainsKey(s.Value)).Select(s => s.Key))));
        var open = Here;
        var arguments = ImmutableArray.CreateBuilder<Expr>();
        do
        {
            _next++;
            if (Operand(0) is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (Here is { Kind: TokenKind.Symbol, Text: "," });
        if (!Close(open))
            return null;
        return arguments.Count >= arity.Least && arguments.Count <= arity.Most
            ? Node(new Expr.Call(word, arguments.ToImmutable()))
            : Fail(token, $"'{token.Text}' takes {Takes(arity)}, not {arguments.Count}", "");
    }

    private bool Close(Token open)
    {
        if (Here is { Kind: TokenKind.Symbol, Text: ")" })
        {
            _next++;
            return true;
        }

        if (Here.Kind == TokenKind.End)
            Fail(open, "this '(' is never closed", "Add a ')'.");
        else
            Trailing();
        return false;
    }

    /// <summary>A complete operand, and then something that is no operator.</summary>
    private void Trailing()
    {
        var token = Here;
        if (token.Text == ")")
            Fail(token, "this ')' closes nothing", "");
        else if (token.Text == ",")
            Fail(token, "a comma stands between the arguments of a function only", "A decimal point is a point: 0.5.");
        else
            Fail(token, $"an operator is expected{Instead(token)}", "A product is written with *: 2 * x.");
    }

    private Expr? Deeper(Func<Expr?> read)
    {
        if (++_depth > MaxNesting)
            return Fail(Here, FormattableString.Invariant($"the formula is nested more than {MaxNesting} deep"), "Write it with fewer parentheses.");
        var expr = read();
        _depth--;
        return expr;
    }

    private Expr? Node(Expr expr) => ++_nodes <= MaxNodes
        ? expr
        : Fail(Here, FormattableString.Invariant($"the formula has more than {MaxNodes} parts"), "");

    private Expr? Fail(Token token, string what, string hint)
    {
        _error ??= FormulaError.In(_text, token.Index, what, hint);
        return null;
    }

    /// <summary>The rest of the text, so that the eye finds the place: <c>, not 'tahn(x)'</c>.</summary>
    private string Instead(Token token)
    {
        const int Longest = 12;
        return token.Kind == TokenKind.End
            ? ", and here the formula ends"
            : $", not '{_text.AsSpan(token.Index, Math.Min(Longest, _text.Length - token.Index)).TrimEnd()}{(_text.Length - token.Index > Longest ? "…" : "")}'";
    }

    private static string Takes((int Least, int Most) arity) => arity switch
    {
        (1, 1) => "1 argument",
        var (least, most) when least == most => FormattableString.Invariant($"{least} arguments"),
        _ => FormattableString.Invariant($"{arity.Least} arguments or more"),
    };
}
