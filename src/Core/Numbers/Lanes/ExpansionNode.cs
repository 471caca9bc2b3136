using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>What a <see cref="ExpansionNode"/> does with its parts. Each is one operation of a <see cref="Symbol"/> number, in double.</summary>
public enum ExpansionOperation
{
    /// <summary>z, what the formula is of.</summary>
    Input,

    /// <summary>A number, <see cref="ExpansionNode.Value"/>.</summary>
    Constant,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>The smaller of two.</summary>
    Min,

    /// <summary>The larger of two.</summary>
    Max,

    /// <summary>aᵇ, for a positive a or a whole b.</summary>
    Pow,

    /// <summary>eᵃ.</summary>
    Exp,

    /// <summary>eᵃ − 1.</summary>
    Expm1,

    /// <summary>ln a.</summary>
    Log,

    /// <summary>ln(1 + a).</summary>
    Log1p,

    /// <summary>sin a.</summary>
    Sin,

    /// <summary>cos a.</summary>
    Cos,

    /// <summary>tanh a.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ᵃ).</summary>
    Sigmoid,

    /// <summary>ln(1 + eᵃ).</summary>
    Softplus,

    /// <summary>The largest number of a row, once for each row.</summary>
    RowMax,

    /// <summary>The sum of a row, once for each row.</summary>
    RowSum,

    /// <summary>b where the mask a holds, else c.</summary>
    Select,

    /// <summary>a mask: a &lt; b.</summary>
    Less,

    /// <summary>a mask: a &gt; b.</summary>
    Greater,

    /// <summary>a mask: a ≤ b.</summary>
    AtMost,

    /// <summary>a mask: a ≥ b.</summary>
    AtLeast,

    /// <summary>a mask: both.</summary>
    And,

    /// <summary>a mask: either.</summary>
    Or,

    /// <summary>a mask: only one.</summary>
    Xor,

    /// <summary>a mask: not a.</summary>
    Not,

    /// <summary>Something that is none of these; <see cref="ExpansionNode.Why"/> says what.</summary>
    Unknown,
}

/// <summary>One operation of a formula, and what it is done to: a graph without cycles, in which a part may be used many times.</summary>
public sealed class ExpansionNode
{
    internal ExpansionNode(ExpansionOperation operation, double value, string why, ExpansionFuse? fuse, params ImmutableArray<ExpansionNode> parts) =>
        (Operation, Value, Why, Fuse, Parts) = (operation, value, why, fuse, parts);

    /// <summary>What is done.</summary>
    public ExpansionOperation Operation { get; }

    /// <summary>What it is done to, from left to right.</summary>
    public ImmutableArray<ExpansionNode> Parts { get; }

    /// <summary>The number of a <see cref="ExpansionOperation.Constant"/>, else 0.</summary>
    public double Value { get; }

    /// <summary>Why it is <see cref="ExpansionOperation.Unknown"/>, as what the formula does: "works on the bits of numbers". Else empty.</summary>
    public string Why { get; }

    /// <summary>Whether it is the outcome of a comparison and not a number.</summary>
    public bool IsMask => Operation is >= ExpansionOperation.Less and <= ExpansionOperation.Not;

    internal ExpansionFuse? Fuse { get; }
}

/// <summary>Ends a formula that goes on for as long as numbers say so: a symbol has none, and would never end.</summary>
internal sealed class ExpansionFuse
{
    private const int MostNodes = 100_000, MostQuestions = 1_000;

    private int _nodes, _questions;

    /// <summary>Whether an expansion grew too long.</summary>
    public bool IsBlown => _nodes >= MostNodes || _questions >= MostQuestions;

    public void Node() => _nodes++;

    public void Question() => _questions++;
}
