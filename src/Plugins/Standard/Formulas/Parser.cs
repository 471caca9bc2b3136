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

    private readonly Cursor _at;
    private readonly Grammar _grammar;
    private readonly Vocabulary _words;
    private int _depth;
    private int _nodes;

    private Parser(Cursor at, Grammar grammar, Vocabulary words) => (_at, _grammar, _words) = (at, grammar, words);

    /// <summary>The tree of a text, or the first thing wrong with it.</summary>
    public static Reading<Expr> Read(string text, Grammar grammar, Vocabulary words)
    {
        if (text.Length > MaxLength)
            return new Reading<Expr>.Broken(new(0, FormattableString.Invariant($"the formula has {text.Length} characters"), FormattableString.Invariant($"At most {MaxLength} are allowed.")));
        return Lexer.Read(text, grammar.Symbols) switch
        {
            Reading<ImmutableArray<Token>>.Sound tokens => new Parser(new(text, tokens.Value), grammar, words).Whole(),
            Reading<ImmutableArray<Token>>.Broken broken => new Reading<Expr>.Broken(broken.Error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Reading<Expr> Whole()
    {
        var expr = Operand(0);
        if (expr is not null && _at.Here.Kind != TokenKind.End)
            _at.FailTrailing();
        return _at.Error is { } error ? new Reading<Expr>.Broken(error) : new Reading<Expr>.Sound(expr!);
    }

    /// <summary>An operand and every operator behind it that binds at least this strongly.</summary>
    private Expr? Operand(int strength)
    {
        var left = Deeper(First);
        while (left is not null && _at.Here.Kind == TokenKind.Symbol && _grammar.Find(_at.Here.Text) is { } op && op.Strength >= strength)
        {
            _at.Advance();
            left = (op.FromRight ? Deeper(() => Operand(op.Strength)) : Operand(op.Strength + 1)) is { } right
                ? Node(new Expr.Binary(op.Symbol, left, right))
                : null;
        }

        return left;
    }

    private Expr? First()
    {
        var token = _at.Here;
        switch (token.Kind, token.Text)
        {
            case (TokenKind.Number, _):
                _at.Advance();
                return Node(new Expr.Number(token.Value));
            case (TokenKind.Name, _):
                _at.Advance();
                return _at.Stands("(") ? Call(token) : Named(token);
            case (TokenKind.Symbol, "-"):
                _at.Advance();
                return Operand(Grammar.MinusStrength) is { } inner ? Node(new Expr.Negate(inner)) : null;
            case (TokenKind.Symbol, "("):
                _at.Advance();
                return Operand(0) is { } expr && Close(token) ? expr : null;
            default:
                return Fail(token, $"a number, a name, '-' or '(' is expected{_at.Instead}", Advice(token));
        }
    }

    private string Advice(Token token) => token.Text switch
    {
        "+" => "A plus sign stands between two things.",
        "*" when _at.StandsBehind("*") => "Write ^ for powers: x^2.",
        _ => "",
    };

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
        var open = _at.Here;
        var arguments = ImmutableArray.CreateBuilder<Expr>();
        do
        {
            _at.Advance();
            if (Operand(0) is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (_at.Stands(","));
        if (!Close(open))
            return null;
        return arguments.Count >= arity.Least && arguments.Count <= arity.Most
            ? Node(new Expr.Call(word, arguments.ToImmutable()))
            : Fail(token, $"'{token.Text}' takes {Takes(arity)}, not {arguments.Count}", "");
    }

    private bool Close(Token open)
    {
        if (_at.Stands(")"))
        {
            _at.Advance();
            return true;
        }

        if (_at.Here.Kind == TokenKind.End)
            Fail(open, "this '(' is never closed", "Add a ')'.");
        else
            _at.FailTrailing();
        return false;
    }

    private Expr? Deeper(Func<Expr?> read)
    {
        if (++_depth > MaxNesting)
            return Fail(_at.Here, FormattableString.Invariant($"the formula is nested more than {MaxNesting} deep"), "Write it with fewer parentheses.");
        var expr = read();
        _depth--;
        return expr;
    }

    private Expr? Node(Expr expr) => ++_nodes <= MaxNodes
        ? expr
        : Fail(_at.Here, FormattableString.Invariant($"the formula has more than {MaxNodes} parts"), "");

    private Expr? Fail(Token token, string what, string hint)
    {
        _at.Fail(token, what, hint);
        return null;
    }

    private static string Takes(Arity arity) => arity switch
    {
        (1, 1) => "1 argument",
        var (least, most) when least == most => FormattableString.Invariant($"{least} arguments"),
        _ => FormattableString.Invariant($"{arity.Least} arguments or more"),
    };
}
