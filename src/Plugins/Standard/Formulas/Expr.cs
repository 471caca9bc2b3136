using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>
/// A formula as a tree, immutable and equal by value. It says how the text hangs together and not what its names mean: that is a
/// <see cref="Vocabulary"/>'s business. A closed union.
/// </summary>
internal abstract record Expr
{
    private Expr()
    {
    }

    /// <summary>A finite number, never negative: a minus sign is a <see cref="Negate"/>.</summary>
    internal sealed record Number(double Value) : Expr;

    /// <summary>The variable, a constant or a setting.</summary>
    internal sealed record Name(string Text) : Expr;

    /// <summary>−u.</summary>
    internal sealed record Negate(Expr Inner) : Expr;

    /// <summary>u ∘ v.</summary>
    /// <param name="Operator">A symbol of the <see cref="Grammar"/>.</param>
    /// <param name="Left">u.</param>
    /// <param name="Right">v.</param>
    internal sealed record Binary(string Operator, Expr Left, Expr Right) : Expr;

    /// <summary>f(u, …).</summary>
    /// <param name="Function">A name the vocabulary has.</param>
    /// <param name="Arguments">As many as it takes.</param>
    internal sealed record Call(string Function, ImmutableArray<Expr> Arguments) : Expr
    {
        /// <inheritdoc/>
        public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Function, Arguments.Length);
    }

    /// <summary>What it is made of, from left to right.</summary>
    public ImmutableArray<Expr> Parts => this switch
    {
        Negate n => [n.Inner],
        Binary b => [b.Left, b.Right],
        Call c => c.Arguments,
        _ => [],
    };

    /// <summary>Every name that is no function's, each once, in the order of the text.</summary>
    public IEnumerable<string> Names => All.OfType<Name>().Select(n => n.Text).Distinct(StringComparer.Ordinal);

    private IEnumerable<Expr> All
    {
        get
        {
            var left = new Stack<Expr>([this]);
            while (left.TryPop(out var expr))
            {
                yield return expr;
                foreach (var part in expr.Parts.Reverse())
                    left.Push(part);
            }
        }
    }
}
