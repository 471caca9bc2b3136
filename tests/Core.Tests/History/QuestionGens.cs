namespace Functional.Core.Tests;

/// <summary>Questions as trees, whatever they mean; and texts a little wrong.</summary>
internal static class QuestionGens
{
    private static Spot Nowhere => default;

    private static readonly Gen<Expression> Leaf = Gen.OneOf(
        Gen.OneOf(0.0, 1, 0.5, 2, 1e-300, 1e16, 123.25, 5e-324, double.MaxValue).Select(x => (Expression)new Expression.Number(Nowhere, x)),
        Gen.OneOf("loss", "error", "step", "layer0.weights", "m.layer0.bias", "slots.prev.layer0.weights", "changesX", "android").Select(n => (Expression)new Expression.Name(Nowhere, n)));

    /// <summary>Any tree, well typed or not.</summary>
    public static readonly Gen<Expression> Tree = Gen.Recursive<Expression>((depth, inner) => depth > 5
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (4, Gen.Select(Gen.OneOf("or", "and", "<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "^"), inner, inner).Select((op, a, b) => (Expression)new Expression.Binary(Nowhere, op, a, b))),
            (1, inner.Select(e => (Expression)new Expression.Negate(Nowhere, e))),
            (1, inner.Select(e => (Expression)new Expression.Not(Nowhere, e))),
            (1, inner.Select(e => (Expression)new Expression.Previous(Nowhere, e))),
            (1, inner.Select(e => (Expression)new Expression.Changes(Nowhere, e))),
            (1, Gen.Select(inner, Gen.Int[0, 20].Array[1, 2]).Select((e, i) => (Expression)new Expression.Element(Nowhere, e, [.. i.Select(n => (double)n)]))),
            (1, Gen.Select(Gen.OneOf("norm", "max", "nrom"), inner.Array[1, 3]).Select((f, a) => (Expression)new Expression.Call(Nowhere, f, [.. a])))));

    private static readonly Gen<string> Piece = Gen.OneOf(
        " ", "(", ")", "[", "]", ",", ".", "prev.", "prev", "changes", "not", "and", "<", "=", "-", "−", "^", "0", "1e999", "1.5.2", "layer0.weights", "norm(", "é", "𝛿", "\uD800", "\u0007", "'", "\"", "\n", "@", "&&", "\\");

    /// <summary>The text of a tree with pieces cut out, put in or put in the place of others.</summary>
    public static readonly Gen<string> Mutilated =
        from tree in Tree
        from cuts in Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3], Piece).Array[1, 3]
        select cuts.Aggregate(Printer.Text(tree), (text, cut) =>
        {
            var at = cut.Item1 % (text.Length + 1);
            return text[..at] + (cut.Item1 % 3 == 0 ? "" : cut.Item3) + text[Math.Min(text.Length, at + cut.Item2)..];
        });
}
