using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Adamax, PyTorch's: m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), update = −learningRate / (1 − β₁ᵗ) · m / u. It is Adam with the largest
/// gradient lately in place of the root of the mean square. ε stands inside the maximum, so u is never 0; NaN passes through the
/// maximum. (Kingma, Ba 2015, arXiv:1412.6980, section 7.)
/// </summary>
public sealed class Adamax(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "adamax",
        s => new Adamax(
            s.Beta1(), s.Number("beta2", 0.999, "how slowly the largest gradient is forgotten", min: 0, below: 1), s.Epsilon(), s.WeightDecay(), s.Maximize()),
        0.002,
        new(
            "m ← beta1 · m + (1 − beta1) · g;  u ← max(beta2 · u, |g| + epsilon)\n" +
            "θ ← θ − learningRate / (1 − beta1ᵗ) · m / u\n" +
            "(g is the gradient + weightDecay · θ; t counts the updates from 1; m and u begin at 0)",
            "Adam, measured against the largest gradient lately instead of the root of their mean square.",
            "Kingma, Ba 2015, arXiv:1412.6980, section 7"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "adamax", ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>m, the running mean of the gradient, and u, the largest gradient lately.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["m", "u"];

    /// <summary>t, the updates made so far.</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t"];

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        Descent.Run(Next<Lanes64>(learningRate, Descent.Scalars(slots)), parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given) => Telling.Of<Move>(given, Next);

    /// <summary>What a step does: t counts one more, and the correction of m follows from it.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var t = scalars[0] += 1;
        var stepSize = Telling.Number("step size", learningRate / (1 - Descent.Pow(beta1, t)), telling);
        return new(stepSize, beta1, beta2, epsilon, weightDecay, maximize);
    }

    private readonly struct Move(double stepSize, double beta1, double beta2, double epsilon, double weightDecay, bool maximize) : IMove
    {
        private readonly bool _weak = RunningMean.IsWeak(stepSize, epsilon);

        public int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T m, ref T u, ref T _)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            m = RunningMean.Next(beta1, m, (1 - beta1) * g);
            u = T.Max(beta2 * u, T.Abs(g) + epsilon);
            return -stepSize * RunningMean.Felt(m, parameter, _weak) / u;
        }
    }
}
