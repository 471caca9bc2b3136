using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>One tensor of a step, where it stands in the order of computation, and what each of its numbers was computed from.</summary>
/// <param name="Stage">Which part of the step computes it.</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Tensor">Its name and shape.</param>
/// <param name="Flat">The run of numbers it lies in.</param>
/// <param name="Fed">What the number at an index of the tensor was computed from.</param>
internal sealed record ComputedPlace(Stage Stage, Option<int> Layer, NamedTensor Tensor, Reals Flat, Func<int, Feeding> Fed)
{
    /// <summary>Whether it is one number without an index.</summary>
    public bool IsAlone => Stage is Stage.Loss or Stage.LearningRate;

    /// <summary>Everything a step sees and computes, in order.</summary>
    public static IEnumerable<ComputedPlace> Of(Pipeline pipeline, Trace trace) =>
        [.. Given(pipeline, trace), .. Forward(pipeline, trace), .. Backward(pipeline, trace), .. Optimizing.Places(pipeline, trace)];

    /// <summary>A matrix of one number a row and unit.</summary>
    internal static NamedTensor Matrix(string name, Reals numbers, int columns) => new(name, numbers.Length / columns, columns, 0, IsVector: false);

    private static IEnumerable<ComputedPlace> Given(Pipeline pipeline, Trace trace)
    {
        var (layout, state, batch) = (pipeline.Layout, trace.State, trace.Batch);
        return
        [
            .. layout.Parameters.Select((t, i) => Was(Stage.State, Some(pipeline.Network.Layout.Tensors[i].Layer), t, state.Parameters)),
            .. layout.Slots.Select(t => Was(Stage.State, None, t, state.Slots)),
            Was(Stage.Batch, None, Matrix("inputs", batch.Inputs, pipeline.Network.Inputs), batch.Inputs),
            Was(Stage.Batch, None, Matrix("targets", batch.Targets, pipeline.Network.Outputs), batch.Targets),
        ];

        static ComputedPlace Was(Stage stage, Option<int> layer, NamedTensor tensor, Reals flat) => new(stage, layer, tensor, flat, _ => new Feeding.Given());
    }

    private static IEnumerable<ComputedPlace> Forward(Pipeline pipeline, Trace trace)
    {
        var feeds = new Feeds(pipeline, trace);
        for (var l = 0; l < trace.Layers.Length; l++)
        {
            var (at, layer) = (l, trace.Layers[l]);
            yield return new(Stage.PreActivation, at, Matrix(Feeds.PreActivations(at), layer.PreActivations, layer.Layer.Units), layer.PreActivations, i => feeds.PreActivation(at, i));
            yield return new(Stage.Activation, at, Matrix(Feeds.Activations(at), layer.Activations, layer.Layer.Units), layer.Activations, i => feeds.Activation(at, i));
        }

        yield return new(Stage.Loss, None, new("loss", 1, 1, 0, IsVector: true), Reals.Of(trace.Loss), _ => feeds.Loss());
        var gradients = trace.Layers[^1].ActivationGradients;
        yield return new(Stage.OutputGradient, None, Matrix("outputGradients", gradients, pipeline.Network.Outputs), gradients, feeds.OutputGradient);
    }

    private static IEnumerable<ComputedPlace> Backward(Pipeline pipeline, Trace trace)
    {
        var feeds = new Feeds(pipeline, trace);
        foreach (var l in Enumerable.Range(0, trace.Layers.Length).Reverse())
        {
            var (layer, layout) = (trace.Layers[l], pipeline.Network.Layout);
            yield return new(
                Stage.PreActivationGradient, l, Matrix(Feeds.PreActivationGradients(l), layer.PreActivationGradients, layer.Layer.Units), layer.PreActivationGradients,
                i => feeds.PreActivationGradient(l, i));
            yield return new(Stage.Gradient, l, NamedTensor.Of(layout.Weights(l)), trace.Gradients, i => feeds.WeightGradient(l, i));
            if (layout.Bias(l) is { } bias)
                yield return new(Stage.Gradient, l, NamedTensor.Of(bias), trace.Gradients, i => feeds.BiasGradient(l, i));
            if (l == 0)
                continue;
            var before = trace.Layers[l - 1];
            yield return new(
                Stage.ActivationGradient, l - 1, Matrix(Feeds.ActivationGradients(l - 1), before.ActivationGradients, before.Layer.Units), before.ActivationGradients,
                i => feeds.ActivationGradient(l - 1, i));
        }
    }
}
