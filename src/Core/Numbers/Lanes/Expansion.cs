namespace Functional.Core;

/// <summary>A formula run once over a <see cref="Symbol"/> number: what it does, operation by operation.</summary>
/// <param name="Input">z.</param>
/// <param name="Result">f(z).</param>
/// <param name="Trouble">What the formula does that no operation says, as "works on the bits of numbers"; null where the expansion is whole.</param>
public sealed record Expansion(ExpansionNode Input, ExpansionNode Result, string? Trouble)
{
    /// <summary>Runs <paramref name="formula"/> once.</summary>
    public static Expansion Of(Func<Symbol, Symbol> formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var input = new ExpansionNode(ExpansionOperation.Input, 0, "", new());
        var result = formula(new(input)).Node;
        return new(input, result, input.Fuse!.IsBlown ? "takes more operations than an expansion may have" : TroubleIn(input, result));
    }

    /// <summary>Every operation below <paramref name="result"/> and itself, each once and after its parts.</summary>
    public static IReadOnlyList<ExpansionNode> InOrder(ExpansionNode result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (order, seen, left) = (new List<ExpansionNode>(), new HashSet<ExpansionNode>(), new Stack<(ExpansionNode Node, bool Entered)>([(result, false)]));
        while (left.TryPop(out var next))
        {
            if (next.Entered)
            {
                order.Add(next.Node);
                continue;
            }

            if (!seen.Add(next.Node))
                continue;
            left.Push((next.Node, true));
            foreach (var part in next.Node.Parts.Reverse())
                left.Push((part, false));
        }

        return order;
    }

    private static string? TroubleIn(ExpansionNode input, ExpansionNode result) =>
        InOrder(result).FirstOrDefault(n => n.Operation == ExpansionOperation.Unknown)?.Why
        ?? (InOrder(result).Any(n => n.Operation == ExpansionOperation.Input && n != input) ? "keeps what another formula was of" : null)
        ?? (result.IsMask ? "gives the outcome of a comparison and no number" : null);
}
