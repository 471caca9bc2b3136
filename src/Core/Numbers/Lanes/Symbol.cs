namespace Functional.Core;

/// <summary>
/// A number that is not there: lanes that write down what is done with them. A formula over lanes, run once over this type, gives its own
/// expansion in simple operations (see <see cref="Core.Expansion"/>), with no second text that could say something else.
/// <para>
/// The functions of <see cref="Elementary"/> are one operation each, but erf, which has its polynomials. <see cref="FusedMultiplyAdd"/> is a product
/// and a sum. A question whether a mask holds for <see cref="All"/> lanes or <see cref="Any"/> gets the answer that leads on to the way that is
/// right for every number. What works on bits, but for masks and signs, cannot be told and is <see cref="ExpansionOperation.Unknown"/>.
/// </para>
/// </summary>
public readonly struct Symbol : ILanes<Symbol>
{
    private const string Bits = "works on the bits of numbers", MaskAsNumber = "computes with the outcome of a comparison", NumberAsMask = "chooses by a number instead of a comparison";

    private readonly ExpansionNode? _node;

    /// <summary>The number that a node of a graph stands for.</summary>
    public Symbol(ExpansionNode node) => _node = node;

    /// <summary>What it is made of; <c>default</c> is 0.</summary>
    public ExpansionNode Node => _node ?? Of(0).Node;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static Symbol Of(double x) => new(new ExpansionNode(ExpansionOperation.Constant, x, "", null));

    /// <inheritdoc/>
    public static implicit operator Symbol(double x) => Of(x);

    /// <summary>Numbers in memory are no part of a formula.</summary>
    public static Symbol Load(ref readonly double source) => Unknown("reads numbers from memory");

    /// <summary>There is no number to write: NaN.</summary>
    public static void Store(Symbol value, ref double destination) => destination = double.NaN;

    /// <inheritdoc/>
    public static Symbol Map(Symbol x, Func<double, double> f) =>
        ElementaryOperations.Of(f) is { } known ? Number(known, x) : Unknown("calls a function of single numbers", x);

    /// <inheritdoc/>
    public static Symbol operator +(Symbol a, Symbol b) => Number(ExpansionOperation.Add, a, b);

    /// <inheritdoc/>
    public static Symbol operator -(Symbol a, Symbol b) => Number(ExpansionOperation.Subtract, a, b);

    /// <inheritdoc/>
    public static Symbol operator *(Symbol a, Symbol b) => Number(ExpansionOperation.Multiply, a, b);

    /// <inheritdoc/>
    public static Symbol operator /(Symbol a, Symbol b) => Number(ExpansionOperation.Divide, a, b);

    /// <inheritdoc/>
    public static Symbol operator -(Symbol a) => Number(ExpansionOperation.Negate, a);

    /// <summary>a · b + c, in two operations.</summary>
    public static Symbol FusedMultiplyAdd(Symbol a, Symbol b, Symbol c) => a * b + c;

    /// <inheritdoc/>
    public static Symbol Sqrt(Symbol a) => Number(ExpansionOperation.Sqrt, a);

    /// <inheritdoc/>
    public static Symbol Abs(Symbol a) => Number(ExpansionOperation.Abs, a);

    /// <summary>The size of the one with the sign of the other; −0 counts as 0.</summary>
    public static Symbol CopySign(Symbol size, Symbol sign) => Select(sign < 0, -Abs(size), Abs(size));

    /// <inheritdoc/>
    public static Symbol Min(Symbol a, Symbol b) => Number(ExpansionOperation.Min, a, b);

    /// <inheritdoc/>
    public static Symbol Max(Symbol a, Symbol b) => Number(ExpansionOperation.Max, a, b);

    /// <summary>aᵇ, as <see cref="Elementary.Pow"/> has it.</summary>
    public static Symbol Pow(Symbol a, Symbol b) => Number(ExpansionOperation.Pow, a, b);

    /// <summary>The largest number of z's row, beside every number of it.</summary>
    public static Symbol LargestOfRow(Symbol z) => Number(ExpansionOperation.RowMax, z);

    /// <summary>The sum of z's row, beside every number of it.</summary>
    public static Symbol SumOfRow(Symbol z) => Number(ExpansionOperation.RowSum, z);

    /// <inheritdoc/>
    public static Symbol operator <(Symbol a, Symbol b) => Number(ExpansionOperation.Less, a, b);

    /// <inheritdoc/>
    public static Symbol operator >(Symbol a, Symbol b) => Number(ExpansionOperation.Greater, a, b);

    /// <inheritdoc/>
    public static Symbol operator <=(Symbol a, Symbol b) => Number(ExpansionOperation.AtMost, a, b);

    /// <inheritdoc/>
    public static Symbol operator >=(Symbol a, Symbol b) => Number(ExpansionOperation.AtLeast, a, b);

    /// <inheritdoc/>
    public static Symbol Select(Symbol mask, Symbol yes, Symbol no) =>
        !mask.Node.IsMask ? Unknown(NumberAsMask, mask, yes, no)
        : yes.Node.IsMask || no.Node.IsMask ? (mask & yes) | (~mask & no)
        : Made(ExpansionOperation.Select, "", mask, yes, no);

    /// <summary>False, so that the way is taken that is right for every number; true where it must end.</summary>
    public static bool All(Symbol mask) => !Asks(mask);

    /// <summary>True, so that the way is taken that is right for every number; false where it must end.</summary>
    public static bool Any(Symbol mask) => Asks(mask);

    /// <summary>Of two masks where both hold; of a mask and a number that number, or 0.</summary>
    public static Symbol operator &(Symbol a, Symbol b) => (a.Node.IsMask, b.Node.IsMask) switch
    {
        (true, true) => Made(ExpansionOperation.And, "", a, b),
        (true, false) => Select(a, b, 0),
        (false, true) => Select(b, a, 0),
        _ => Unknown(Bits, a, b),
    };

    /// <summary>Of two masks where either holds; with −0.0 the number that is as large and not above 0.</summary>
    public static Symbol operator |(Symbol a, Symbol b) =>
        a.Node.IsMask && b.Node.IsMask ? Made(ExpansionOperation.Or, "", a, b)
        : !a.Node.IsMask && b.Node is { Operation: ExpansionOperation.Constant, Value: 0 } zero && double.IsNegative(zero.Value) ? -Abs(a)
        : Unknown(Bits, a, b);

    /// <inheritdoc/>
    public static Symbol operator ^(Symbol a, Symbol b) => a.Node.IsMask && b.Node.IsMask ? Made(ExpansionOperation.Xor, "", a, b) : Unknown(Bits, a, b);

    /// <inheritdoc/>
    public static Symbol operator ~(Symbol a) => a.Node.IsMask ? Made(ExpansionOperation.Not, "", a) : Unknown(Bits, a);

    /// <summary>Not to be told.</summary>
    public static Symbol AddBits(Symbol a, Symbol b) => Unknown(Bits, a, b);

    /// <summary>Not to be told.</summary>
    public static Symbol SubtractBits(Symbol a, Symbol b) => Unknown(Bits, a, b);

    /// <summary>Not to be told.</summary>
    public static Symbol ShiftBitsLeft(Symbol a, int by) => Unknown(Bits, a);

    /// <summary>Not to be told.</summary>
    public static Symbol ShiftBitsRight(Symbol a, int by) => Unknown(Bits, a);

    private static bool Asks(Symbol mask)
    {
        mask.Node.Fuse?.Question();
        return mask.Node.Fuse is { IsBlown: false };
    }

    private static Symbol Number(ExpansionOperation operation, params ReadOnlySpan<Symbol> parts)
    {
        foreach (var part in parts)
            if (part.Node.IsMask)
                return Unknown(MaskAsNumber, parts);
        return Made(operation, "", parts);
    }

    private static Symbol Unknown(string why, params ReadOnlySpan<Symbol> parts) => Made(ExpansionOperation.Unknown, why, parts);

    private static Symbol Made(ExpansionOperation operation, string why, params ReadOnlySpan<Symbol> parts)
    {
        var nodes = new ExpansionNode[parts.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = parts[i].Node;
        var fuse = Array.Find(nodes, n => n.Fuse is not null)?.Fuse;
        fuse?.Node();
        return new(new ExpansionNode(operation, 0, why, fuse, [.. nodes]));
    }
}
