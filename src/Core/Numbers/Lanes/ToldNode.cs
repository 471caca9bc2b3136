using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>A number that was computed, and what it was computed from: a graph without cycles, in which a part may be used many times.</summary>
public sealed class ToldNode
{
    internal ToldNode(ExpansionOperation operation, double value, string name, params ImmutableArray<ToldNode> parts) =>
        (Operation, Value, Name, Parts) = (operation, value, name, parts);

    /// <summary>What was done; <see cref="ExpansionOperation.Input"/> for a number that was there before.</summary>
    public ExpansionOperation Operation { get; }

    /// <summary>What came out, to the last bit. Of a mask its bits, which as a number mean nothing.</summary>
    public double Value { get; }

    /// <summary>Of an input where it lies, <c>gradients.layer0.bias[0]</c>; of any other number what it is called, for it has a line of its own. May be empty.</summary>
    public string Name { get; }

    /// <summary>What it was done to, from left to right.</summary>
    public ImmutableArray<ToldNode> Parts { get; }

    /// <summary>Whether it was there before anything was computed.</summary>
    public bool IsGiven => Operation is ExpansionOperation.Input or ExpansionOperation.Constant or ExpansionOperation.Unknown;

    /// <summary>Whether it is the outcome of a comparison and not a number.</summary>
    public bool IsMask => Operation is >= ExpansionOperation.Less and <= ExpansionOperation.Not;

    internal ToldNode Called(string name) => IsGiven || Name.Length > 0 ? this : new(Operation, Value, name, Parts);
}
