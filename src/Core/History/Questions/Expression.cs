using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// A question as a tree, immutable and equal by value. It says how the text hangs together, not what its names mean: that is for
/// <see cref="Checker"/>. A closed union.
/// </summary>
/// <param name="At">Where it stands: an operator's sign, a name's first letter.</param>
internal abstract record Expression(Spot At)
{
    /// <summary>A finite number, never negative: a minus sign is a <see cref="Negate"/>.</summary>
    internal sealed record Number(Spot At, double Value) : Expression(At);

    /// <summary>Something of a state or a step.</summary>
    internal sealed record Name(Spot At, string Text) : Expression(At);

    /// <summary>u[i] or u[i, j]; the indices are the numbers that stand there, whatever they are.</summary>
    internal sealed record Element(Spot At, Expression Inner, ImmutableArray<double> Indices) : Expression(At)
    {
        /// <inheritdoc/>
        public bool Equals(Element? other) => other is not null && Inner.Equals(other.Inner) && Indices.SequenceEqual(other.Indices);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Inner, Indices.Length);
    }

    /// <summary>−u.</summary>
    internal sealed record Negate(Spot At, Expression Inner) : Expression(At);

    /// <summary>not u.</summary>
    internal sealed record Not(Spot At, Expression Inner) : Expression(At);

    /// <summary>prev.u: u of the state before.</summary>
    internal sealed record Previous(Spot At, Expression Inner) : Expression(At);

    /// <summary>u changes: u is another than in the state before.</summary>
    internal sealed record Changes(Spot At, Expression Inner) : Expression(At);

    /// <summary>u ∘ v.</summary>
    internal sealed record Binary(Spot At, string Operator, Expression Left, Expression Right) : Expression(At);

    /// <summary>f(u, …).</summary>
    internal sealed record Call(Spot At, string Function, ImmutableArray<Expression> Arguments) : Expression(At)
    {
        /// <inheritdoc/>
        public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Function, Arguments.Length);
    }
}

/// <summary>An index into the text. Two expressions are the same wherever they stand, so all spots are equal.</summary>
internal readonly struct Spot(int index) : IEquatable<Spot>
{
    public int Index => index;

    /// <inheritdoc/>
    public bool Equals(Spot other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Spot;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
