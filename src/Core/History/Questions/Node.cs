using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>A question as a tree whose names are places and whose types fit: nothing is left to go wrong. A closed union.</summary>
/// <param name="Kind">What it is.</param>
internal abstract record Node(Kind Kind)
{
    /// <summary>A number that stands in the question.</summary>
    internal sealed record Constant(double Value) : Node(Kind.Number);

    /// <summary>A number of the moment.</summary>
    internal sealed record Reading(Gauge Gauge) : Node(Kind.Number);

    /// <summary>How well the network does on all its training rows, or on its test rows.</summary>
    internal sealed record Score(bool IsTest, Measure Measure) : Node(Kind.Number);

    /// <summary>Part of a flat run of numbers.</summary>
    internal sealed record Flat(FlatRun Run, int Offset, int Length, Kind Kind) : Node(Kind);

    /// <summary>Numbers of a layer, a row for each row of the batch.</summary>
    internal sealed record OfLayer(int Layer, LayerPart Part, Kind Kind) : Node(Kind);

    /// <summary>One number of a tensor.</summary>
    internal sealed record Element(Node Inner, int Index) : Node(Kind.Number);

    /// <summary>f of a number, or of each number of a tensor.</summary>
    internal sealed record Map(Func<double, double> Function, Node Inner) : Node(Inner.Kind);

    /// <summary>One number of many.</summary>
    internal sealed record Reduce(Reduction Function, ImmutableArray<Node> Inner) : Node(Kind.Number);

    /// <summary>u ∘ v, number by number; a number beside a tensor stands beside each of its numbers.</summary>
    internal sealed record Arithmetic(Func<double, double, double> Function, Node Left, Node Right, Kind Kind) : Node(Kind);

    /// <summary>Whether two numbers compare so, as IEEE 754 has it: with NaN nothing but != does.</summary>
    internal sealed record Comparison(Func<double, double, bool> Function, Node Left, Node Right) : Node(Kind.Truth);

    /// <summary>not u.</summary>
    internal sealed record Not(Node Inner) : Node(Kind.Truth);

    /// <summary>u and v, u or v.</summary>
    internal sealed record Logic(bool IsAnd, Node Left, Node Right) : Node(Kind.Truth);

    /// <summary>u of the state before.</summary>
    internal sealed record Previous(Node Inner) : Node(Inner.Kind);

    /// <summary>Whether u is another than in the state before.</summary>
    internal sealed record Changes(Node Inner) : Node(Kind.Truth);

    /// <summary>What it is made of.</summary>
    public ImmutableArray<Node> Parts => this switch
    {
        Element e => [e.Inner],
        Map m => [m.Inner],
        Reduce r => r.Inner,
        Arithmetic a => [a.Left, a.Right],
        Comparison c => [c.Left, c.Right],
        Not n => [n.Inner],
        Logic l => [l.Left, l.Right],
        Previous p => [p.Inner],
        Changes c => [c.Inner],
        _ => [],
    };
}

/// <summary>The numbers a moment has besides its tensors.</summary>
internal enum Gauge
{
    /// <summary>t of S_t.</summary>
    Step,

    /// <summary>The loss of the batch of step t.</summary>
    Loss,

    /// <summary>Σ |target − output| of the same batch.</summary>
    Error,

    /// <summary>The rate of step t.</summary>
    LearningRate,
}

/// <summary>What a network is judged by on rows.</summary>
internal enum Measure
{
    /// <summary>The loss of all rows together.</summary>
    Loss,

    /// <summary>Σ |target − output|.</summary>
    Error,

    /// <summary>√ of the mean squared error.</summary>
    RootMeanSquaredError,

    /// <summary>R².</summary>
    RSquared,

    /// <summary>The share of rows taken for what they are.</summary>
    Accuracy,
}

/// <summary>The flat runs of numbers.</summary>
internal enum FlatRun
{
    /// <summary>θ of S_t.</summary>
    Parameters,

    /// <summary>The slots of S_t.</summary>
    Slots,

    /// <summary>∂L/∂θ of step t.</summary>
    Gradients,

    /// <summary>What step t added to θ.</summary>
    Updates,
}

/// <summary>What a layer shows in a step.</summary>
internal enum LayerPart
{
    /// <summary>z.</summary>
    PreActivations,

    /// <summary>a = f(z).</summary>
    Activations,

    /// <summary>f′(z).</summary>
    Slope,

    /// <summary>−∂L/∂z.</summary>
    Delta,
}
