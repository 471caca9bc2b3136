using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>A piece of written arithmetic: signs and words, or one number.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Number">The number, where it is one that was given or has a line of its own; else null.</param>
public sealed record ToldToken(string Text, ToldNode? Number = null);

/// <summary>
/// The arithmetic of a told number as a line, every number with all its digits: <c>0.9 × 0.0123 + 0.1 × -0.0345</c>. Products go before sums,
/// brackets say the rest; a choice is what was chosen, with the reason: <c>(1.2, as 1 &gt; 0)</c>.
/// </summary>
public static class ToldText
{
    /// <summary>How tightly a written number holds together: a sum, a product, a sign, and what needs no bracket anywhere.</summary>
    private const int Sum = 1, Product = 2, Signed = 3, Whole = 4;

    /// <summary>How <paramref name="node"/> was made. What is below it and has a name stands there as its number.</summary>
    public static ImmutableArray<ToldToken> Of(ToldNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var pieces = new List<ToldToken>();
        Write(node, 0, pieces, asNumber: false);
        return Merged(pieces);
    }

    /// <summary>The same as one text.</summary>
    public static string Line(ToldNode node) => string.Concat(Of(node).Select(t => t.Text));

    private static void Write(ToldNode node, int needed, List<ToldToken> text, bool asNumber = true)
    {
        if (node.IsGiven || (asNumber && node.Name.Length > 0))
        {
            // -0.6 squared or subtracted as a whole is another number than what a reader would take it for.
            Bracketed(needed >= Signed && double.IsNegative(node.Value), text, () => text.Add(new(RealText.Of(node.Value), node)));
            return;
        }

        if (SignOf(node) is { } signed)
        {
            Call("sign", [signed], text);
            return;
        }

        var p = node.Parts;
        switch (node.Operation)
        {
            case ExpansionOperation.Add: Pair(p, " + ", Sum, text, needed); break;
            case ExpansionOperation.Subtract: Pair(p, " - ", Sum, text, needed); break;
            case ExpansionOperation.Multiply when p[0] == p[1]: Bracketed(needed > Signed, text, () => Squared(p[0], text)); break;
            case ExpansionOperation.Multiply: Pair(p, " × ", Product, text, needed); break;
            case ExpansionOperation.Divide: Pair(p, " / ", Product, text, needed); break;
            case ExpansionOperation.Pow: Bracketed(needed > Signed, text, () => Both(p, "^", Whole, Whole, text)); break;
            case ExpansionOperation.Negate: Bracketed(needed >= Signed, text, () => Prefixed("-", p[0], text)); break;
            case ExpansionOperation.Sqrt: Prefixed("√", p[0], text); break;
            case ExpansionOperation.Abs: Around("|", p[0], "|", text); break;
            case ExpansionOperation.Select: Choice(p, text); break;
            default: Call(node.Operation.ToString().ToLowerInvariant(), p, text); break;
        }
    }

    private static void Pair(ImmutableArray<ToldNode> parts, string sign, int strength, List<ToldToken> text, int needed) =>
        Bracketed(needed > strength, text, () => Both(parts, sign, strength, strength + 1, text));

    private static void Both(ImmutableArray<ToldNode> parts, string sign, int left, int right, List<ToldToken> text)
    {
        Write(parts[0], left, text);
        text.Add(new(sign));
        // A negative number behind a sign reads well enough: 0.1 × -0.0345. Behind a power it would not.
        Write(parts[1], parts[1].IsGiven || parts[1].Name.Length > 0 ? Math.Min(right, Product) : right, text);
    }

    private static void Squared(ToldNode part, List<ToldToken> text)
    {
        Write(part, Whole, text);
        text.Add(new("²"));
    }

    private static void Prefixed(string sign, ToldNode part, List<ToldToken> text)
    {
        text.Add(new(sign));
        Write(part, Whole, text);
    }

    private static void Around(string open, ToldNode part, string close, List<ToldToken> text)
    {
        text.Add(new(open));
        Write(part, 0, text);
        text.Add(new(close));
    }

    private static void Call(string name, ImmutableArray<ToldNode> parts, List<ToldToken> text)
    {
        text.Add(new($"{name}("));
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                text.Add(new(", "));
            Write(parts[i], 0, text);
        }

        text.Add(new(")"));
    }

    /// <summary>What was chosen, and every comparison on the way to it.</summary>
    private static void Choice(ImmutableArray<ToldNode> parts, List<ToldToken> text)
    {
        var reasons = new List<ToldNode>();
        ToldNode chosen;
        while (true)
        {
            reasons.Add(parts[0]);
            chosen = Holds(parts[0]) ? parts[1] : parts[2];
            if (chosen.Operation != ExpansionOperation.Select || chosen.Name.Length > 0 || SignOf(chosen) is not null)
                break;
            parts = chosen.Parts;
        }

        text.Add(new("("));
        Write(chosen, 0, text);
        for (var i = 0; i < reasons.Count; i++)
        {
            text.Add(new(i == 0 ? ", as " : " and "));
            Reason(reasons[i], text);
        }

        text.Add(new(")"));
    }

    private static bool Holds(ToldNode mask) => BitConverter.DoubleToInt64Bits(mask.Value) == -1;

    /// <summary>A comparison as it turned out: where a &gt; b does not hold, a &lt; b or a = b; a number and NaN stand beside each other, for nothing holds of them.</summary>
    private static void Reason(ToldNode mask, List<ToldToken> text)
    {
        var p = mask.Parts;
        switch (mask.Operation)
        {
            case ExpansionOperation.Not:
                Reason(p[0], text);
                return;
            case ExpansionOperation.And or ExpansionOperation.Or or ExpansionOperation.Xor:
                Reason(p[0], text);
                text.Add(new(" and "));
                Reason(p[1], text);
                return;
            case ExpansionOperation.Less or ExpansionOperation.Greater or ExpansionOperation.AtMost or ExpansionOperation.AtLeast:
                Both(p, p[0].Value < p[1].Value ? " < " : p[0].Value > p[1].Value ? " > " : p[0].Value.Equals(p[1].Value) ? " = " : " beside ", Sum, Sum, text);
                return;
            default:
                text.Add(new("its bits say so"));
                return;
        }
    }

    /// <summary>x, where a number is 1 above 0, −1 below and else x: its sign, as <see cref="Elementary.Sign(double)"/> makes it.</summary>
    private static ToldNode? SignOf(ToldNode node) =>
        node is { Operation: ExpansionOperation.Select, Parts: [{ Operation: ExpansionOperation.Greater } above, { Operation: ExpansionOperation.Constant, Value: 1 }, { Operation: ExpansionOperation.Select } rest] }
        && rest.Parts is [{ Operation: ExpansionOperation.Less } below, { Operation: ExpansionOperation.Constant, Value: -1 }, var x]
        && above.Parts[0] == x && below.Parts[0] == x && IsZero(above.Parts[1]) && IsZero(below.Parts[1])
            ? x
            : null;

    private static bool IsZero(ToldNode node) => node is { Operation: ExpansionOperation.Constant, Value: 0 };

    private static void Bracketed(bool brackets, List<ToldToken> text, Action write)
    {
        if (brackets)
            text.Add(new("("));
        write();
        if (brackets)
            text.Add(new(")"));
    }

    /// <summary>Signs that follow one another are one piece.</summary>
    private static ImmutableArray<ToldToken> Merged(List<ToldToken> pieces)
    {
        var merged = ImmutableArray.CreateBuilder<ToldToken>();
        foreach (var piece in pieces)
            if (piece.Number is null && merged.Count > 0 && merged[^1].Number is null)
                merged[^1] = new(merged[^1].Text + piece.Text);
            else
                merged.Add(piece);
        return merged.ToImmutable();
    }
}
