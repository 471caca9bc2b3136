using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Lion: update = −learningRate · (sign(β₁m + (1 − β₁)g) + weightDecay · θ), then m ← β₂m + (1 − β₂)g. Every parameter moves by exactly the
/// learning rate, or not at all where the sign is that of 0; decay is decoupled as in <see cref="AdamW"/>. The sum under the sign
/// is rounded twice, not fused, so that it is 0 where the textbook's is. (Chen et al. 2023, arXiv:2302.06675.)
/// </summary>
public sealed class Lion(double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "lion",
        s => new Lion(
            s.Number("beta1", 0.9, "how much of the direction comes from the running mean rather than from the gradient", min: 0, below: 1),
            s.Number("beta2", 0.99, "how slowly the running mean of the gradient moves", min: 0, below: 1),
            s.DecoupledDecay(0),
            s.Maximize()),
        1e-4,
        new(
            "θ ← θ − learningRate · (sign(beta1 · m + (1 − beta1) · g) + weightDecay · θ)\n" +
            "then m ← beta2 · m + (1 − beta2) · g\n" +
            "(g is the gradient; m, its running mean, begins at 0)",
            "Goes by the sign of a running mean: every step has the same length and the memory is half of Adam's.",
            "Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, arXiv:2302.06675"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("lion", ("beta1", beta1), ("beta2", beta2), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>m, the running mean of the gradient.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["m"];

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        Descent.Run(Next(learningRate), parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given) => new Telling(given).Of(Next(given.LearningRate.Value));

    private Move Next(double learningRate) => new(learningRate, beta1, beta2, weightDecay, maximize);

    private readonly struct Move(double learningRate, double beta1, double beta2, double weightDecay, bool maximize) : IMove
    {
        public int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T m, ref T _, ref T __)
            where T : struct, ILanes<T>
        {
            var g = Descent.Signed(gradient, maximize);
            var direction = Told.Called(Elementary.Sign(beta1 * m + (1 - beta1) * g), "direction");
            m = RunningMean.Next(beta2, m, (1 - beta2) * g);
            return -learningRate * T.FusedMultiplyAdd(weightDecay, parameter, direction);
        }
    }
}
