using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// AdamW, PyTorch's: <see cref="Adam"/>, whose gradients know nothing of decay, and beside it a pull towards 0 by
/// learningRate · weightDecay · θ. Decoupled like this, decay is not divided by the size of the gradients: with a gradient of 0 for
/// ever, θ shrinks by 1 − learningRate · weightDecay a step. (Loshchilov, Hutter 2019, arXiv:1711.05101.)
/// </summary>
public sealed class AdamW(
    double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01, bool amsgrad = false, bool maximize = false) : ITellingOptimizer
{
    private readonly Adam _adam = new(beta1, beta2, epsilon, weightDecay: 0, amsgrad, maximize);

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "adamw",
        s => new AdamW(s.Beta1(), s.Beta2(), s.Epsilon(), s.DecoupledDecay(0.01), s.Amsgrad(), s.Maximize()),
        0.001,
        new(
            "m ← beta1 · m + (1 − beta1) · g;  v ← beta2 · v + (1 − beta2) · g²\n" +
            "m̂ = m / (1 − beta1ᵗ);  v̂ = v / (1 − beta2ᵗ)\n" +
            "θ ← θ − learningRate · (m̂ / (√v̂ + epsilon) + weightDecay · θ);  with amsgrad v̂ is of the largest v so far\n" +
            "(g is the gradient; t counts the updates from 1; m and v begin at 0)",
            "Adam with a weight decay that stays outside its running means.",
            "Loshchilov, Hutter 2019, arXiv:1711.05101"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "adamw", ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", weightDecay), ("amsgrad", amsgrad), ("maximize", maximize));

    /// <summary>Adam's: m, v, and with AMSGrad the largest v so far.</summary>
    public ImmutableArray<string> SlotNames => _adam.SlotNames;

    /// <summary>Adam's: t, the updates made so far.</summary>
    public ImmutableArray<string> ScalarNames => _adam.ScalarNames;

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        _adam.Update(step, learningRate, layout, parameters, updates, slots);
        Lanes.Map(PullAt<Lanes64>(learningRate), parameters[..updates.Length], updates, updates);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var (adam, telling) = (_adam.Tell(given), new Telling(given));
        var pull = PullAt(given.LearningRate, telling);
        return adam with { Before = adam.Before.AddRange(telling.Before), Update = pull.At(given.Parameter, Told.Called(adam.Update, "adam")) };
    }

    private Pull PullAt<T>(T learningRate, Telling? telling = null) where T : struct, ILanes<T> =>
        new(Telling.Number("decay", -learningRate * weightDecay, telling));

    private readonly struct Pull(double shrink) : ILaneFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(T x, T y) where T : struct, ILanes<T> => T.FusedMultiplyAdd(shrink, x, y);
    }
}
