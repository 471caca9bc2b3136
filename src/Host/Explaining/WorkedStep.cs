using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>One step worked by hand: every row forward and backward, then every update, with the numbers filled in.</summary>
internal static class WorkedStep
{
    /// <summary>More units than this in a layer are counted, not shown; the JSON has them all.</summary>
    public const int UnitsShown = 8;

    /// <summary>More parameters than this in a tensor are counted, not shown.</summary>
    public const int ParametersShown = 12;

    /// <summary>The forward pass of one row, from its inputs to its outputs.</summary>
    public static IEnumerable<string> Forward(WorkedNetwork network, Reals inputs, ForwardPass pass, int row)
    {
        for (var l = 0; l < network.Layers.Length; l++)
        {
            var layer = network.Layers[l];
            var width = network.Network.InputsOf(l);
            var x = (l == 0 ? inputs : pass.Layers[l - 1].Activations).AsSpan(row * width, width).ToArray();
            var (z, a) = pass.Layers[l];
            foreach (var unit in Enumerable.Range(0, Math.Min(layer.Units, UnitsShown)))
            {
                var (zi, ai) = (z[row * layer.Units + unit], a[row * layer.Units + unit]);
                var terms = Arithmetic.TermsOfUnit(x, network.WeightsOf(l), layer.Units, unit);
                yield return Line(network.Label(l, unit), "dot", $"{Arithmetic.Dot(terms, network.BiasOf(l, unit))} = {NumberText.Short(zi)}");
                yield return Line("", network.NameOf(l), $"{network.Value(l, zi, ai)} = {NumberText.Short(ai)}");
            }

            if (layer.Units > UnitsShown)
                yield return Line("", "", $"… and {layer.Units - UnitsShown} more units in layer {l}");
        }
    }

    /// <summary>Error, slope and delta of one row, from the last layer back to the first.</summary>
    public static IEnumerable<string> Backward(WorkedNetwork network, Trace trace, int row)
    {
        for (var l = network.Layers.Length - 1; l >= 0; l--)
        {
            var (layer, units) = (trace.Layers[l], network.Layers[l].Units);
            var slope = layer.Slope;
            for (var unit = 0; unit < Math.Min(units, UnitsShown); unit++)
            {
                var i = row * units + unit;
                var (z, a, error) = (layer.PreActivations[i], layer.Activations[i], -layer.ActivationGradients[i]);
                yield return Line(network.Label(l, unit), "error", ErrorOf(network, trace, l, row, unit));
                if (layer.Layer.Activation.ActsOnRows)
                {
                    var slopes = RowSlopes.Of(layer, row, unit);
                    yield return Line("", "slopes", slopes.ToString());
                    yield return Line("", "delta", $"{slopes.Delta} = {NumberText.Short(-layer.PreActivationGradients[i])}");
                    continue;
                }

                yield return Line("", "slope", $"{network.Slope(l, z, a)} = {NumberText.Short(slope[i])}");
                yield return Line("", "delta", $"{NumberText.Short(error)} × {NumberText.Short(slope[i])} = {NumberText.Short(-layer.PreActivationGradients[i])}");
            }
        }
    }

    /// <summary>How each parameter changes: the sum over the rows, then what the optimizer makes of it.</summary>
    public static IEnumerable<string> Updates(WorkedNetwork network, Trace trace)
    {
        foreach (var tensor in network.Network.Layout.Tensors)
        {
            for (var i = 0; i < Math.Min(tensor.Length, ParametersShown); i++)
            {
                var (input, unit) = tensor.IsBias ? (-1, i) : (i / tensor.Units, i % tensor.Units);
                var at = tensor.Offset + i;
                var name = tensor.IsBias ? $"{tensor.Name}[{unit}]" : $"{tensor.Name}[{input},{unit}]";
                var sum = Arithmetic.Dot(Arithmetic.TermsOfWeight(trace.Layers[tensor.Layer], tensor.Inputs, input, unit));
                var (pull, update) = (-trace.Gradients[at], trace.Updates[at]);
                var applied = pull.Equals(update) ? "" : $"   →   update {NumberText.Short(update)}";
                yield return $"  {name}   {sum} = {NumberText.Short(pull)}{applied}";
                yield return $"  {"".PadLeft(name.Length)}   {NumberText.Short(trace.State.Parameters[at])} + {NumberText.Short(update)} = {NumberText.Short(trace.Next.Parameters[at])}";
            }

            if (tensor.Length > ParametersShown)
                yield return $"  … and {tensor.Length - ParametersShown} more numbers in {tensor.Name} (all of them with --json)";
        }
    }

    /// <summary>The error of a unit: target − output in the last layer (or what the loss makes of it), the deltas behind it before that.</summary>
    internal static string ErrorOf(WorkedNetwork network, Trace trace, int l, int row, int unit)
    {
        var (layer, units) = (trace.Layers[l], network.Layers[l].Units);
        var i = row * units + unit;
        var pull = -layer.ActivationGradients[i];
        if (l < network.Layers.Length - 1)
        {
            var next = network.Layers[l + 1].Units;
            var delta = trace.Layers[l + 1].Delta.AsSpan(row * next, next);
            var weights = network.WeightsOf(l + 1).AsSpan(unit * next, next);
            var terms = new (double, double)[next];
            for (var j = 0; j < next; j++)
                terms[j] = (delta[j], weights[j]);
            return $"{string.Join(" + ", terms.Take(UnitsShown).Select(t => $"({NumberText.Short(t.Item1)} × {NumberText.Short(t.Item2)})"))}{(next > UnitsShown ? " + …" : "")} = {NumberText.Short(pull)}";
        }

        var (target, output) = (trace.Batch.Targets[i], layer.Activations[i]);
        var plain = $"{NumberText.Plain(target)} - {NumberText.Short(output)} = {NumberText.Short(target - output)}";
        return pull.Equals(target - output) ? plain : $"{plain}, of which the loss passes on {NumberText.Short(pull)}";
    }

    private static string Line(string label, string what, string arithmetic) => $"  {label,-8} {what,-9} {arithmetic}";
}

/// <summary>A network with its numbers and the words for them.</summary>
internal sealed record WorkedNetwork(Network Network, Reals Parameters, IReadOnlyList<(string Name, Worked? Worked)> Activations)
{
    public static WorkedNetwork Of(Experiment experiment, Catalogue catalogue, Reals parameters) => new(
        experiment.Pipeline.Network,
        parameters,
        [.. experiment.Pipeline.Network.Layers.Select(layer => WordsFor(layer.Activation.Id, experiment, catalogue))]);

    public System.Collections.Immutable.ImmutableArray<Layer> Layers => Network.Layers;

    public double[] WeightsOf(int layer) => Network.Layout.Weights(layer).In(Parameters.AsSpan()).ToArray();

    public double? BiasOf(int layer, int unit) => Network.Layout.Bias(layer) is { } bias ? bias.In(Parameters.AsSpan())[unit] : null;

    public string NameOf(int layer) => Activations[layer].Name;

    public string Label(int layer, int unit) => Layers.Length == 1 && Layers[0].Units == 1 ? "" : $"L{layer}.{unit}";

    public string Value(int layer, double z, double a) =>
        Activations[layer].Worked is { } worked ? Arithmetic.Fill(worked.Value, z, a) : $"{Layers[layer].Activation.Id}({NumberText.Short(z)})";

    public string Slope(int layer, double z, double a) =>
        Activations[layer].Worked is { } worked ? Arithmetic.Fill(worked.Slope, z, a) : $"{Layers[layer].Activation.Id}′({NumberText.Short(z)})";

    /// <summary>What a person calls an activation, and how it is worked by hand, where its plugin says so.</summary>
    internal static (string Name, Worked? Worked) WordsFor(string id, Experiment experiment, Catalogue catalogue)
    {
        var name = experiment.Stamps.FirstOrDefault(s => s.Kind == "activation" && s.Id == id)?.Name ?? id;
        return (name, catalogue.Activations.Recipes.TryGetValue(name, out var recipe) ? recipe.About.Worked : null);
    }
}
