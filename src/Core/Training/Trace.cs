using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Every number one step computes on its way from S_t to S_{t+1}. Signs: <see cref="Error"/> and
/// <see cref="LayerTrace.Delta"/> point the way the outputs should go (the article's sign), <see cref="Gradients"/> the way the
/// loss grows; so an update of plain gradient descent is −learningRate · gradient = learningRate · xᵀ·delta.
/// </summary>
/// <param name="State">S_t.</param>
/// <param name="Batch">The rows the step saw.</param>
/// <param name="LearningRate">The rate in force.</param>
/// <param name="Layers">What happened in each layer, first to last.</param>
/// <param name="Loss">The loss of the batch under S_t.</param>
/// <param name="Error">target − output, <c>[rows × outputs]</c>.</param>
/// <param name="Gradients">∂L/∂θ, flat.</param>
/// <param name="Updates">What was added to θ, flat; zeros where the step is left out (<see cref="Core.Batch.IsLeftOut"/>).</param>
/// <param name="Next">S_{t+1}.</param>
public sealed record Trace(
    TrainingState State,
    Batch Batch,
    double LearningRate,
    ImmutableArray<LayerTrace> Layers,
    double Loss,
    Reals Error,
    Reals Gradients,
    Reals Updates,
    TrainingState Next)
{
    /// <summary>The outputs: activations of the last layer, <c>[rows × outputs]</c>.</summary>
    public Reals Outputs => Layers[^1].Activations;

    /// <summary>Σ |target − output| over rows and outputs.</summary>
    public double SumAbsoluteError => Evaluation.SumAbsolute(Error);
}

/// <summary>One layer's part of a <see cref="Trace"/>.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">What came in, <c>[rows × inputs]</c>.</param>
/// <param name="PreActivations">z = x·W + b, <c>[rows × units]</c>.</param>
/// <param name="Activations">a = f(z), <c>[rows × units]</c>.</param>
/// <param name="ActivationGradients">∂L/∂a, <c>[rows × units]</c>.</param>
/// <param name="PreActivationGradients">∂L/∂z, <c>[rows × units]</c>.</param>
public sealed record LayerTrace(
    Layer Layer,
    Reals Inputs,
    Reals PreActivations,
    Reals Activations,
    Reals ActivationGradients,
    Reals PreActivationGradients)
{
    /// <summary>f′(z), <c>[rows × units]</c>; for a function of whole rows (softmax) the sums of each row's derivatives.</summary>
    public Reals Slope => Activating.Slope(Layer, PreActivations, Activations);

    /// <summary>−∂L/∂z: the article's delta = error × slope, <c>[rows × units]</c>.</summary>
    public Reals Delta => PreActivationGradients.Negated();
}

/// <summary>What a forward pass sees, layer by layer, when nobody learns from it.</summary>
/// <param name="Layers">Pre-activations and activations of each layer, <c>[rows × units]</c>.</param>
public sealed record ForwardPass(ImmutableArray<(Reals PreActivations, Reals Activations)> Layers)
{
    /// <summary>Activations of the last layer, <c>[rows × outputs]</c>.</summary>
    public Reals Outputs => Layers[^1].Activations;
}

/// <summary>How well a state does on a batch.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Error">target − output, <c>[rows × outputs]</c>.</param>
/// <param name="Pass">The forward pass it was read from.</param>
public sealed record Evaluation(double Loss, Reals Error, ForwardPass Pass)
{
    /// <summary>Σ |target − output| over rows and outputs.</summary>
    public double SumAbsoluteError => SumAbsolute(Error);

    internal static double SumAbsolute(Reals error)
    {
        var sum = 0.0;
        foreach (var e in error.AsSpan())
            sum += Math.Abs(e);
        return sum;
    }

    internal static double SumAbsoluteOf(ReadOnlySpan<double> targets, ReadOnlySpan<double> outputs)
    {
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
            sum += Math.Abs(targets[i] - outputs[i]);
        return sum;
    }
}
