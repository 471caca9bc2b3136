using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// NAdam, PyTorch's: Adam that looks ahead along its momentum. With μₜ = β₁(1 − ½ · 0.96^(t · momentumDecay)) and Πₜ = μ₁μ₂⋯μₜ, the update is
/// −learningRate · [ (1 − μₜ) / (1 − Πₜ) · g + μₜ₊₁ / (1 − Πₜμₜ₊₁) · m ] / (√(v / (1 − β₂ᵗ)) + ε). Π counts each μ once; one version of
/// PyTorch counted the next one twice, which is not copied here. (Dozat 2016, ICLR workshop.)
/// </summary>
public sealed class NAdam(
    double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "nadam",
        s => new NAdam(
            s.Beta1(), s.Beta2(), s.Epsilon(), s.WeightDecay(),
            s.Number("momentumDecay", 4e-3, "how fast the momentum rises from half of beta1 towards beta1", min: 0), s.Maximize()),
        0.002,
        new(
            "m ← beta1 · m + (1 − beta1) · g;  v ← beta2 · v + (1 − beta2) · g²\n" +
            "v̂ = v / (1 − beta2ᵗ);  μₜ = beta1 · (1 − ½ · 0.96^(t · momentumDecay));  Πₜ = μ₁ · μ₂ ⋯ μₜ\n" +
            "θ ← θ − learningRate · [(1 − μₜ) / (1 − Πₜ) · g + μₜ₊₁ / (1 − Πₜ₊₁) · m] / (√v̂ + epsilon)\n" +
            "(g is the gradient + weightDecay · θ; t counts the updates from 1; m and v begin at 0)",
            "Adam with Nesterov's look ahead.",
            "Dozat 2016, Incorporating Nesterov Momentum into Adam"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "nadam", ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", weightDecay), ("momentumDecay", momentumDecay), ("maximize", maximize));

    /// <summary>m and v, the running means of the gradient and of its square.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["m", "v"];

    /// <summary>t, the updates made so far, and Π, the product of their momenta.</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t", "muProduct"];

    /// <summary>A product of nothing is 1.</summary>
    public void Init(ParameterLayout layout, Slots slots) => slots.Scalars[1] = 1;

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

    /// <summary>What a step does: t counts one more, Π takes in its momentum, and the two step sizes follow from them.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var t = scalars[0] += 1;
        var (now, next) = (Told.Called(Momentum(t), "momentum"), Told.Called(Momentum(t + 1), "next momentum"));
        var product = scalars[1] *= now;
        var ofGradient = Telling.Number("step size of g", learningRate * (1 - now) / (1 - product), telling);
        var ofMean = Telling.Number("step size of m", learningRate * next / (1 - product * next), telling);
        var correction = Telling.Number("correction", 1 - Descent.Pow(beta2, t), telling);
        return new(ofGradient, ofMean, correction, beta1, beta2, epsilon, weightDecay, maximize);
    }

    /// <summary>μₜ; 0.96 is Dozat's.</summary>
    private T Momentum<T>(T t) where T : struct, ILanes<T> => beta1 * (1 - 0.5 * Descent.Pow(0.96, t * momentumDecay));

    private readonly struct Move(
        double ofGradient, double ofMean, double correction, double beta1, double beta2, double epsilon, double weightDecay, bool maximize) : IMove
    {
        private readonly double _share = 1 - beta1;
        private readonly double _shareOfSquare = 1 - beta2;
        private readonly bool _weak = RunningMean.IsWeak(ofMean, epsilon);

        public int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T m, ref T v, ref T _)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            if (RunningMean.AreAwake(m, v))
            {
                m = T.FusedMultiplyAdd(beta1, m, _share * g);
                v = T.FusedMultiplyAdd(beta2, v, _shareOfSquare * g * g);
                return Along(g, m, v);
            }

            var asleep = RunningMean.Asleep(m);
            m = RunningMean.Next(beta1, m, _share * g);
            v = RunningMean.Next(beta2, v, _shareOfSquare * g * g);
            return Along(g, RunningMean.Felt(m, parameter, _weak, asleep), v);
        }

        /// <summary>The update along both.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Along<T>(T g, T m, T square)
            where T : struct, ILanes<T>
        {
            var size = Told.Called(T.Sqrt(square / correction) + epsilon, "size");
            return -(ofGradient * g / size) - ofMean * m / size;
        }
    }
}
