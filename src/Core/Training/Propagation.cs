using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>Forward through the layers, and back: the specification in plain loops.</summary>
internal static class Propagation
{
    /// <summary>Pre-activations and activations of every layer, for <paramref name="rows"/> rows of inputs, <c>[rows × inputs]</c>.</summary>
    public static ForwardPass Forward(Network network, Reals parameters, int rows, Reals inputs)
    {
        var layers = ImmutableArray.CreateBuilder<(Reals, Reals)>(network.Layers.Length);
        var x = inputs;
        for (var l = 0; l < network.Layers.Length; l++)
        {
            var layer = network.Layers[l];
            var z = new double[rows * layer.Units];
            var weights = network.Layout.Weights(l).In(parameters.AsSpan());
            var bias = network.Layout.Bias(l) is { } b ? b.In(parameters.AsSpan()) : [];
            Affine.PreActivations(rows, network.InputsOf(l), layer.Units, x.AsSpan(), weights, bias, z);
            var a = new double[z.Length];
            Activating.Forward(layer, z, a);
            x = Reals.Own(a);
            layers.Add((Reals.Own(z), x));
        }

        return new(layers.MoveToImmutable());
    }

    /// <summary>
    /// From ∂L/∂outputs back to every layer's gradients; writes ∂L/∂θ into <paramref name="gradients"/>. Takes
    /// <paramref name="outputGradients"/> as its own.
    /// </summary>
    public static ImmutableArray<LayerTrace> Backward(
        Network network, Reals parameters, Batch batch, ForwardPass forward, double[] outputGradients, double[] gradients)
    {
        var layers = new LayerTrace[network.Layers.Length];
        var da = outputGradients;
        for (var l = layers.Length - 1; l >= 0; l--)
        {
            var (layer, inputs) = (network.Layers[l], network.InputsOf(l));
            var x = l == 0 ? batch.Inputs : forward.Layers[l - 1].Activations;
            var (z, a) = forward.Layers[l];
            var dz = new double[z.Length];
            Activating.Backward(layer, z.AsSpan(), a.AsSpan(), da, dz);
            layers[l] = new(layer, x, z, a, Reals.Own(da), Reals.Own(dz));

            var weights = network.Layout.Weights(l);
            Affine.WeightGradients(batch.Rows, inputs, layer.Units, x.AsSpan(), dz, weights.In(gradients.AsSpan()));
            if (network.Layout.Bias(l) is { } bias)
                Affine.BiasGradients(batch.Rows, layer.Units, dz, bias.In(gradients.AsSpan()));
            if (l == 0)
                continue;
            da = new double[batch.Rows * inputs];
            Affine.InputGradients(batch.Rows, inputs, layer.Units, dz, weights.In(parameters.AsSpan()), da);
        }

        return [.. layers];
    }
}
