using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>Gives every name its place and holds every operator to the types it takes; all mistakes at once, each at its character.</summary>
internal sealed class Checker
{
    private readonly string _text;
    private readonly QuestionScope _scope;
    private readonly List<Mistake> _mistakes = [];

    private Checker(string text, QuestionScope scope) => (_text, _scope) = (text, scope);

    /// <summary>The typed tree, or what is wrong.</summary>
    public static Validation<Mistake, Node> Check(string text, Expression expression, QuestionScope scope)
    {
        var checker = new Checker(text, scope);
        var node = checker.Of(expression);
        return node is not null && checker._mistakes.Count == 0 ? Success<Mistake, Node>(node) : Fail<Mistake, Node>(toSeq(checker._mistakes).Strict());
    }

    private Node? Of(Expression expression) => expression switch
    {
        Expression.Number n => new Node.Constant(n.Value),
        Expression.Name n => _scope.Find(n.Text) ?? Unknown(n),
        Expression.Element e => Of(e.Inner) is { } inner ? Element(e, inner) : null,
        Expression.Negate n => Of(n.Inner) is { } inner && Numeric(n.Inner, inner, "'-'") ? new Node.Map(static x => -x, inner) : null,
        Expression.Not n => Truth(n.Inner, "'not'") is { } inner ? new Node.Not(inner) : null,
        Expression.Previous p => Of(p.Inner) is { } inner ? new Node.Previous(inner) : null,
        Expression.Changes c => Of(c.Inner) is { } inner ? new Node.Changes(inner) : null,
        Expression.Binary b => Strength.Of(b.Operator) switch
        {
            < Strength.Not => Logic(b),
            Strength.Comparison => Comparison(b),
            _ => Arithmetic(b),
        },
        Expression.Call c => Call(c),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Node.Logic? Logic(Expression.Binary b)
    {
        var (left, right) = (Truth(b.Left, $"'{b.Operator}'"), Truth(b.Right, $"'{b.Operator}'"));
        return left is not null && right is not null ? new(b.Operator == "and", left, right) : null;
    }

    private Node.Comparison? Comparison(Expression.Binary b)
    {
        var (left, right) = (Number(b.Left, $"'{b.Operator}'"), Number(b.Right, $"'{b.Operator}'"));
        return left is not null && right is not null ? new(Functions.Comparison(b.Operator), left, right) : null;
    }

    private Node? Arithmetic(Expression.Binary b)
    {
        var (left, right) = (Of(b.Left), Of(b.Right));
        if (left is null || right is null || !(Numeric(b.Left, left, $"'{b.Operator}'") & Numeric(b.Right, right, $"'{b.Operator}'")))
            return null;
        return left.Kind.Shape is { } one && right.Kind.Shape is { } other && one != other
            ? Fail(b.At, $"'{b.Operator}' takes tensors of one shape, and these are {one} and {other}", "Take an element, or the norm, max, min, mean or sum of each.")
            : new Node.Arithmetic(Functions.Arithmetic(b.Operator), left, right, left.Kind.Shape is null ? right.Kind : left.Kind);
    }

    private Node? Call(Expression.Call call)
    {
        var arguments = call.Arguments.Select(argument => Of(argument) is { } node && Numeric(argument, node, $"'{call.Function}'") ? node : null).ToList();
        var (each, all) = (Functions.OfEach.GetValueOrDefault(call.Function), Functions.OfAll.GetValueOrDefault(call.Function));
        if (each is null && all is null)
            return _scope.Find(call.Function) is null
                ? Stranger(call.At, $"there is no function '{call.Function}'", call.Function, Functions.Names)
                : Fail(call.At, $"'{call.Function}' is no function", $"Write {call.Function} * (…), or {call.Function}[…] for an element.");
        if (arguments.Count > 1 && !Functions.TakesMany(call.Function))
            return Fail(call.At, $"'{call.Function}' takes 1 argument, not {arguments.Count}", "");
        if (arguments.OfType<Node>().ToImmutableArray() is var inner && inner.Length < arguments.Count)
            return null;
        return each is not null ? new Node.Map(each, inner[0]) : new Node.Reduce(all!, inner);
    }

    private Node? Element(Expression.Element e, Node inner)
    {
        if (inner.Kind.Shape is not { } shape)
            return Fail(e.At, $"only a tensor has elements, and this is {inner.Kind}", "");
        if (e.Indices.Length != (shape.IsVector ? 1 : 2))
            return Fail(e.At, $"an element of {Named(e.Inner)} {shape} has {(shape.IsVector ? "one index" : "two indices")}, not {e.Indices.Length}", shape.IsVector ? "Write [0]." : "Write [row,column], each from 0.");
        ImmutableArray<int> sizes = shape.IsVector ? [shape.Columns] : [shape.Rows, shape.Columns];
        if (e.Indices.Any(i => i != Math.Floor(i)))
            return Fail(e.At, "an index is a whole number from 0", "");
        for (var i = 0; i < sizes.Length; i++)
            if (e.Indices[i] >= sizes[i])
                return Fail(e.At, $"{Named(e.Inner)} is {shape} and has no element [{string.Join(",", e.Indices.Select(RealText.Of))}]", $"{(shape.IsVector ? "Its index goes" : i == 0 ? "Rows go" : "Columns go")} from 0 to {sizes[i] - 1}.");
        return new Node.Element(inner, shape.IsVector ? (int)e.Indices[0] : (int)e.Indices[0] * shape.Columns + (int)e.Indices[1]);
    }

    private Node? Truth(Expression part, string whose) => Of(part) is not { } node ? null
        : node.Kind == Kind.Truth ? node
        : Fail(Start(part), $"{whose} takes something true or false, and {Printer.Text(part)} is {node.Kind}", node.Kind == Kind.Number ? $"Compare it: {Printer.Text(part)} > 0." : "");

    private Node? Number(Expression part, string whose) => Of(part) is not { } node || !Numeric(part, node, whose) ? null
        : node.Kind == Kind.Number ? node
        : Fail(Start(part), $"{whose} compares numbers, and {Printer.Text(part)} is {node.Kind}", "Take an element, or its norm, max, min, mean or sum.");

    private bool Numeric(Expression part, Node node, string whose)
    {
        if (node.Kind == Kind.Truth)
            Fail(Start(part), $"{whose} takes numbers, and {Printer.Text(part)} is {node.Kind}", "");
        return node.Kind != Kind.Truth;
    }

    private Node? Unknown(Expression.Name name) => Functions.Names.Contains(name.Text)
        ? Fail(name.At, $"the function '{name.Text}' has no argument", $"Write {name.Text}(layer0.weights).")
        : Stranger(name.At, $"there is no '{name.Text}' in this run", name.Text, _scope.Names);

    /// <summary>Where a part begins: an operator's spot is its sign.</summary>
    private static Spot Start(Expression part) => part switch
    {
        Expression.Binary b => Start(b.Left),
        Expression.Changes c => Start(c.Inner),
        Expression.Element e => Start(e.Inner),
        _ => part.At,
    };

    private static string Named(Expression part) => part is Expression.Name name ? name.Text : "this";

    private Node? Stranger(Spot at, string what, string unknown, IEnumerable<string> known)
    {
        _mistakes.Add(Mistake.Stranger(_text, at.Index, what, unknown, known));
        return null;
    }

    private Node? Fail(Spot at, string what, string hint)
    {
        _mistakes.Add(Mistake.In(_text, at.Index, what, hint));
        return null;
    }
}
