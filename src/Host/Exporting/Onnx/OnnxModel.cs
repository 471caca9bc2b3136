using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Where a model comes from, for who finds the file later.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Step">Updates applied so far.</param>
/// <param name="Fingerprint">Of the state, as the run has it.</param>
/// <param name="Document">The name in the run's document.</param>
internal sealed record OnnxNames(string Run, long Step, Fingerprint Fingerprint, string Document);

/// <summary>
/// A network with its numbers as an ONNX model: <c>inputs</c> <c>[batch × inputs]</c> to <c>outputs</c> <c>[batch × outputs]</c> for any batch, in
/// double throughout. A layer is <c>MatMul</c>, <c>Add</c> where it has a bias, and its activation in the operators it expands to.
/// </summary>
internal static class OnnxModel
{
    private const string Inputs = "inputs", Outputs = "outputs";

    /// <summary>The model, or every layer whose activation cannot be said in ONNX.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="parameters">Its numbers, as its layout has them.</param>
    /// <param name="names">Where it comes from.</param>
    /// <param name="scaling">What the rows went through before, if anything.</param>
    public static Validation<Problem, ProtoMessage> Of(Network network, Reals parameters, OnnxNames names, Option<Scaling> scaling) =>
        Gathered.All(network.Layers.Select((layer, l) => ExpansionOf(l, layer.Activation)))
            .If(Fitting(network, parameters, scaling))
            .Map(expansions => Model(network, names, NodesOf(network, parameters, scaling, expansions)));

    /// <summary>What an importer of the file should know about its activations, one note for each that is not quite the same there.</summary>
    public static Seq<Problem> Caveats(Network network) =>
        toSeq(network.Layers
            .Select((layer, l) => (Place: Key(l), Caveat: (layer.Activation as IExpandable)?.Caveat ?? ""))
            .Where(c => c.Caveat.Length > 0)
            .Select(c => new Problem(c.Place, Shown.Path(c.Caveat))));

    /// <summary>Numbers of another network, or of another scaling, would be read past their end.</summary>
    private static Validation<Problem, Unit> Fitting(Network network, Reals parameters, Option<Scaling> scaling) => Gathered.Unless(
    [
        .. parameters.Length == network.Layout.Length ? [] : new[] { Misfit("parameters", $"{parameters.Length} parameters are not those of this network, which has {network.Layout.Length}") },
        .. scaling
            .Where(s => s.Offsets.Length != network.Inputs || s.Divisors.Length != network.Inputs)
            .Select(s => Misfit("scaling", $"{s.Offsets.Length} offsets and {s.Divisors.Length} divisors do not fit {network.Inputs} inputs")),
    ]);

    private static Problem Misfit(string where, FormattableString what) => new(where, FormattableString.Invariant(what), "The run file is damaged: 'functional inspect' says where.");

    private static Validation<Problem, Expansion> ExpansionOf(int layer, IActivation activation)
    {
        Symbol? said = null;
        var expansion = Expansion.Of(z => (said = (activation as IExpandable)?.Expand(z)) ?? default);
        return said is null ? Unsaid(layer, activation, "does not say of which simple operations it is made")
            : expansion.Trouble is { } trouble ? Unsaid(layer, activation, Shown.Text(trouble))
            : expansion;
    }

    private static Problem Unsaid(int layer, IActivation activation, string why) =>
        new(Key(layer), $"the activation '{Shown.Text(activation.Id)}' {why}, so ONNX cannot have it", "Its plugin can say it as a formula over lanes; the numbers alone go into another format.");

    private static string Key(int layer) => string.Create(CultureInfo.InvariantCulture, $"network.layers[{layer}].activation");

    private static OnnxNodes NodesOf(Network network, Reals parameters, Option<Scaling> scaling, ImmutableArray<Expansion> expansions)
    {
        var nodes = new OnnxNodes();
        var x = scaling.Match(s => Scaled(nodes, s), Inputs);
        for (var l = 0; l < network.Layers.Length; l++)
        {
            var (place, weights, bias) = (string.Create(CultureInfo.InvariantCulture, $"layer{l}"), network.Layout.Weights(l), network.Layout.Bias(l));
            var z = nodes.Add("MatMul", place, x, nodes.Tensor(weights.Name, parameters, weights.Offset, weights.Inputs, weights.Units));
            if (bias is not null)
                z = nodes.Add("Add", place, z, nodes.Tensor(bias.Name, parameters, bias.Offset, bias.Units));
            x = new OnnxActivation(nodes, place).Of(expansions[l], z);
        }

        nodes.Named(Outputs, "Identity", x);
        return nodes;
    }

    private static string Scaled(OnnxNodes nodes, Scaling scaling)
    {
        var centred = nodes.Add("Sub", Inputs, Inputs, nodes.Tensor("inputs.offset", scaling.Offsets, 0, scaling.Offsets.Length));
        return nodes.Add("Div", Inputs, centred, nodes.Tensor("inputs.divisor", scaling.Divisors, 0, scaling.Divisors.Length));
    }

    private static ProtoMessage Model(Network network, OnnxNames names, OnnxNodes nodes) => OnnxMessages.Model(
        "functional",
        Maker.Here.Program,
        string.Create(CultureInfo.InvariantCulture, $"{names.Run}@{names.Step} of {names.Document}"),
        OnnxMessages.Graph(names.Run, nodes.Nodes, nodes.Tensors, OnnxMessages.Rows(Inputs, network.Inputs), OnnxMessages.Rows(Outputs, network.Outputs)),
        [
            ("run", names.Run),
            ("step", names.Step.ToString(CultureInfo.InvariantCulture)),
            ("fingerprint", names.Fingerprint.ToString()),
            ("document", names.Document),
            ("activations", string.Join("; ", network.Layers.Select(layer => layer.Activation.Id))),
        ]);
}
