using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>A dense layer: a = f(x·W + b). It has no input width, so widths cannot fail to chain.</summary>
/// <param name="Units">Numbers that leave the layer, at least 1.</param>
/// <param name="Activation">f.</param>
/// <param name="Bias">Whether b exists.</param>
public sealed record Layer(int Units, IActivation Activation, bool Bias = true);

/// <summary>
/// An architecture without numbers: how many inputs, then layers. The numbers live in <see cref="TrainingState"/>, which is
/// what makes a history of them cheap and lets a recorded state go on under another activation.
/// </summary>
public sealed class Network
{
    /// <summary>
    /// The most parameters a network may have: 2²⁷ doubles are a gigabyte, and a step needs several such runs. More than that is
    /// refused before anything is allocated.
    /// </summary>
    public const int MaxParameters = 1 << 27;

    private Network(int inputs, ImmutableArray<Layer> layers)
    {
        (Inputs, Layers) = (inputs, layers);
        Layout = ParameterLayout.Of([.. layers.Select((layer, i) => (InputsOf(i), layer.Units, layer.Bias))]);
    }

    /// <summary>Numbers that come in with a row.</summary>
    public int Inputs { get; }

    /// <summary>The layers, in order; at least one.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>Where each parameter lies.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Numbers that leave with a row: the units of the last layer.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Numbers that come into <paramref name="layer"/>.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Units;

    /// <summary>A network, or every reason why there is none.</summary>
    public static Validation<Problem, Network> Create(int inputs, Seq<Layer> layers)
    {
        var problems = Inputless(inputs) + Layerless(layers) + Unitless(layers);
        if (problems.IsEmpty)
            problems = TooLarge(inputs, layers);
        return problems.IsEmpty
            ? Success<Problem, Network>(new Network(inputs, [.. layers]))
            : Fail<Problem, Network>(problems);
    }

    private static Seq<Problem> Inputless(int inputs) =>
        inputs >= 1 ? Empty : Seq1(new Problem("data", "a row has no inputs", "Give every row at least one number."));

    private static Seq<Problem> Layerless(Seq<Layer> layers) =>
        layers.IsEmpty ? Seq1(new Problem("network.layers", "the network has no layers", "Give at least one layer.")) : Empty;

    private static Seq<Problem> Unitless(Seq<Layer> layers) =>
        toSeq(layers
            .Select((layer, i) => (Index: i, layer.Units))
            .Where(l => l.Units < 1)
            .Select(l => new Problem($"network.layers[{l.Index}].units", $"a layer cannot have {l.Units} units", "Give at least 1.")));

    private static Seq<Problem> TooLarge(int inputs, Seq<Layer> layers)
    {
        var parameters = layers
            .Fold((Inputs: (decimal)inputs, Sum: 0m), (s, l) => (l.Units, s.Sum + s.Inputs * l.Units + (l.Bias ? l.Units : 0)))
            .Sum;
        return parameters <= MaxParameters
            ? Empty
            : Seq1(new Problem(
                "network.layers",
                $"the network would have {parameters:0} parameters",
                $"At most {MaxParameters} fit in memory: use fewer units."));
    }
}
