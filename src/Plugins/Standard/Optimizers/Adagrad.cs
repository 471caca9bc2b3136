using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Adagrad, PyTorch's: s ← s + g², update = −learningRate / (1 + (t − 1) · lrDecay) · g / (√s + ε), where t counts this optimizer's own
/// updates from 1. Since s only grows, every parameter's steps shrink; none is longer than the learning rate. A parameter whose
/// gradients were all 0 rests: 0 / (0 + ε). (Duchi, Hazan, Singer 2011.)
/// </summary>
public sealed class Adagrad(
    double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0, double epsilon = 1e-10, bool maximize = false) : IOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "adagrad",
        s => new Adagrad(
            s.Number("lrDecay", 0, "how fast the learning rate itself falls: it is divided by 1 + (t − 1) · lrDecay", min: 0),
            s.WeightDecay(),
            s.Number("initialAccumulatorValue", 0, "what the sum of squares begins with", min: 0),
            s.Epsilon(1e-10),
            s.Maximize()),
        0.01,
        new(
            "s ← s + g²;  θ ← θ − learningRate / (1 + (t − 1) · lrDecay) · g / (√s + ε)",
            "Divides by all a parameter has seen so far: rare gradients count for much, frequent ones for little.",
            "Duchi, Hazan, Singer 2011, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "adagrad", ("lrDecay", lrDecay), ("weightDecay", weightDecay), ("initialAccumulatorValue", initialAccumulatorValue), ("epsilon", epsilon),
        ("maximize", maximize));

    /// <summary>s, the sum of all squared gradients.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["sum"];

    /// <summary>t, the updates made so far.</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t"];

    /// <summary>The sum begins at initialAccumulatorValue.</summary>
    public void Init(ParameterLayout layout, Slots slots) => slots[0].Fill(initialAccumulatorValue);

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        var sum = slots[0];
        var t = ++slots.Scalars[0];
        var stepSize = learningRate / (1 + (t - 1) * lrDecay);
        for (var i = 0; i < updates.Length; i++)
        {
            var g = Descent.Gradient(updates[i], parameters[i], weightDecay, maximize);
            sum[i] = Math.FusedMultiplyAdd(g, g, sum[i]);
            updates[i] = -stepSize * g / (Math.Sqrt(sum[i]) + epsilon);
        }
    }
}
