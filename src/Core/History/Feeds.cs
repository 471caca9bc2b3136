using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>What the numbers of a forward and a backward pass were computed from, one number at a time.</summary>
internal sealed class Feeds(Pipeline pipeline, Trace trace)
{
    public static string PreActivations(int layer) => $"layer{layer}.preActivations";

    public static string Activations(int layer) => $"layer{layer}.activations";

    public static string PreActivationGradients(int layer) => $"layer{layer}.preActivationGradients";

    public static string ActivationGradients(int layer) => $"layer{layer}.activationGradients";

    /// <summary>z[row, unit] = b + Σ x·w.</summary>
    public Feeding PreActivation(int layer, int index)
    {
        var (row, unit) = Math.DivRem(index, Units(layer));
        var (weights, bias) = (pipeline.Network.Layout.Weights(layer), pipeline.Network.Layout.Bias(layer));
        return Chain(
            bias is null ? 0 : trace.State.Parameters[bias.Offset + unit], weights.Inputs,
            k => (Input(layer, row, k), Weight(weights, k, unit)));
    }

    /// <summary>a = f(z); of a function of whole rows the largest z of the row too.</summary>
    public Feeding Activation(int layer, int index)
    {
        var (units, z) = (Units(layer), trace.Layers[layer].PreActivations);
        var first = index / units * units;
        var largest = trace.Layers[layer].Layer.Activation.ActsOnRows ? first + Largest(z.AsSpan(first, units)) : index;
        return new Feeding.Call(
            trace.Layers[layer].Layer.Activation.Id,
            [.. new[] { index, largest }.Distinct().Select(i => In(PreActivations(layer), z, i, units))]);
    }

    /// <summary>The row that is to blame, judged by what the loss says of each row alone, and in it the output.</summary>
    public Feeding Loss()
    {
        var (units, outputs, targets) = (pipeline.Network.Outputs, trace.Outputs, trace.Batch.Targets);
        var alone = Enumerable.Range(0, trace.Batch.Rows).Select(OfRow).ToArray();
        var broken = Array.FindIndex(alone, row => !double.IsFinite(row.Loss));
        var worst = broken >= 0 ? broken : Largest([.. alone.Select(row => row.Loss)]);
        var unit = NonFinite.FirstIn(alone[worst].Gradients) is >= 0 and var bad
            ? bad
            : Largest([.. Enumerable.Range(worst * units, units).Select(i => outputs[i] - targets[i])]);
        return new Feeding.Call(pipeline.Loss.Id, [new("loss of the row alone", [worst], alone[worst].Loss), .. OutputAndTarget(worst * units + unit)]);

        (double Loss, double[] Gradients) OfRow(int row)
        {
            var gradients = new double[units];
            return (pipeline.Loss.Evaluate(1, outputs.AsSpan(row * units, units), targets.AsSpan(row * units, units), gradients), gradients);
        }
    }

    /// <summary>∂L/∂output, from the output and its target.</summary>
    public Feeding OutputGradient(int index) => new Feeding.Call(pipeline.Loss.Id, OutputAndTarget(index));

    /// <summary>∂L/∂z = ∂L/∂a · f′(z).</summary>
    public Feeding PreActivationGradient(int layer, int index)
    {
        var (units, numbers) = (Units(layer), trace.Layers[layer]);
        return new Feeding.Call(
            numbers.Layer.Activation.Id,
            [
                In(ActivationGradients(layer), numbers.ActivationGradients, index, units), In(PreActivations(layer), numbers.PreActivations, index, units),
                In(Activations(layer), numbers.Activations, index, units), In($"layer{layer}.slope", numbers.Slope, index, units),
            ]);
    }

    /// <summary>∂L/∂w[k, unit] = Σ over rows of x·∂L/∂z.</summary>
    public Feeding WeightGradient(int layer, int index)
    {
        var (k, unit) = Math.DivRem(index, Units(layer));
        return Chain(0, trace.Batch.Rows, row => (Input(layer, row, k), Delta(layer, row, unit)));
    }

    /// <summary>∂L/∂b[unit] = Σ over rows of ∂L/∂z.</summary>
    public Feeding BiasGradient(int layer, int unit) => Chain(0, trace.Batch.Rows, row => (new("1", [], 1), Delta(layer, row, unit)));

    /// <summary>∂L/∂a[row, k] = Σ over the next layer's units of ∂L/∂z·w.</summary>
    public Feeding ActivationGradient(int layer, int index)
    {
        var (row, k) = Math.DivRem(index, Units(layer));
        var weights = pipeline.Network.Layout.Weights(layer + 1);
        return Chain(0, weights.Units, unit => (Delta(layer + 1, row, unit), Weight(weights, k, unit)));
    }

    /// <summary>A number of a matrix, by its place in memory.</summary>
    private static AddressedNumber In(string name, Reals flat, int index, int columns) => new(name, [index / columns, index % columns], flat[index]);

    /// <summary>Adds up as <see cref="Affine"/> does, and stops where the sum is not finite any more.</summary>
    private static Feeding.Link Chain(double start, int terms, Func<int, (AddressedNumber A, AddressedNumber B)> term)
    {
        var sum = start;
        for (var k = 0; ; k++)
        {
            var (a, b) = term(k);
            var next = Math.FusedMultiplyAdd(a.Value, b.Value, sum);
            if (!double.IsFinite(next) || k == terms - 1)
                return new(k, terms, sum, a, b);
            sum = next;
        }
    }

    /// <summary>Index of the largest magnitude; a NaN counts as the largest of all.</summary>
    private static int Largest(ReadOnlySpan<double> numbers)
    {
        var largest = 0;
        for (var i = 1; i < numbers.Length && !double.IsNaN(numbers[largest]); i++)
            if (!(Math.Abs(numbers[i]) <= Math.Abs(numbers[largest])))
                largest = i;
        return largest;
    }

    private ImmutableArray<AddressedNumber> OutputAndTarget(int index) =>
    [
        In(Activations(trace.Layers.Length - 1), trace.Outputs, index, pipeline.Network.Outputs),
        In("targets", trace.Batch.Targets, index, pipeline.Network.Outputs),
    ];

    private AddressedNumber Input(int layer, int row, int k)
    {
        var width = pipeline.Network.InputsOf(layer);
        return In(layer == 0 ? "inputs" : Activations(layer - 1), trace.Layers[layer].Inputs, row * width + k, width);
    }

    private AddressedNumber Weight(ParameterTensor weights, int k, int unit) =>
        new(weights.Name, [k, unit], trace.State.Parameters[weights.Offset + k * weights.Units + unit]);

    private AddressedNumber Delta(int layer, int row, int unit) =>
        In(PreActivationGradients(layer), trace.Layers[layer].PreActivationGradients, row * Units(layer) + unit, Units(layer));

    private int Units(int layer) => trace.Layers[layer].Layer.Units;
}
