using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RAdam, PyTorch's: Adam that does not trust its running square before it has seen enough. With ρ∞ = 2 / (1 − β₂) − 1 and
/// ρₜ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ), the update is −learningRate · m̂ while ρₜ ≤ 5, and from then on
/// −learningRate · m̂ · r · √(1 − β₂ᵗ) / (√v + ε) with r = √((ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)). A β₂ up to ⅔ never gets there.
/// (Liu et al. 2020, arXiv:1908.03265.)
/// </summary>
public sealed class RAdam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>Liu et al. ask for 4; PyTorch waits for 5, and so do we.</summary>
    private const double Enough = 5;

    private readonly double _longest = 2 / (1 - beta2) - 1;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "radam",
        s => new RAdam(s.Beta1(), s.Beta2(), s.Epsilon(), s.WeightDecay(), s.Maximize()),
        0.001,
        new(
            "m ← beta1 · m + (1 − beta1) · g;  v ← beta2 · v + (1 − beta2) · g²\n" +
            "m̂ = m / (1 − beta1ᵗ)\n" +
            "ρ∞ = 2 / (1 − beta2) − 1;  ρₜ = ρ∞ − 2t · beta2ᵗ / (1 − beta2ᵗ);  r = √((ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ))\n" +
            "θ ← θ − learningRate · m̂ · r · √(1 − beta2ᵗ) / (√v + epsilon), and θ ← θ − learningRate · m̂ while ρₜ ≤ 5\n" +
            "(g is the gradient + weightDecay · θ; t counts the updates from 1; m and v begin at 0)",
            "Adam that begins as plain momentum, until its running square has seen enough gradients to divide by.",
            "Liu et al. 2020, On the Variance of the Adaptive Learning Rate and Beyond, arXiv:1908.03265"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "radam", ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>m and v, the running means of the gradient and of its square.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["m", "v"];

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

    /// <summary>What a step does: t counts one more, and the correction of m and the trust in v follow from it.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var t = scalars[0] += 1;
        var stepSize = Telling.Number("step size", learningRate / (1 - Descent.Pow(beta1, t)), telling);
        return new(stepSize, Telling.Number("trust", Trust(t), telling), beta1, beta2, epsilon, weightDecay, maximize);
    }

    /// <summary>r · √(1 − β₂ᵗ), or 0 while too little has been seen.</summary>
    private T Trust<T>(T t)
        where T : struct, ILanes<T>
    {
        var power = Told.Called(Descent.Pow(beta2, t), "beta2^t");
        var correction = Told.Called(1 - power, "correction");
        var seen = Told.Called(_longest - 2 * t * power / correction, "seen");
        return T.Any(seen > Enough)
            ? T.Sqrt((seen - 4) * (seen - 2) * _longest / ((_longest - 4) * (_longest - 2) * seen)) * T.Sqrt(correction)
            : T.Select(seen > Enough, 1, 0);
    }

    private readonly struct Move(double stepSize, double trust, double beta1, double beta2, double epsilon, double weightDecay, bool maximize) : IMove
    {
        private readonly double _back = -stepSize;
        private readonly double _share = 1 - beta1;
        private readonly double _shareOfSquare = 1 - beta2;
        private readonly bool _weak = RunningMean.IsWeak(stepSize, 1) && RunningMean.IsWeak(stepSize * trust, epsilon);

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
                return Along(m, T.Sqrt(v));
            }

            var asleep = RunningMean.Asleep(m);
            m = RunningMean.Next(beta1, m, _share * g);
            v = RunningMean.Next(beta2, v, _shareOfSquare * g * g);
            return Along(RunningMean.Felt(m, parameter, _weak, asleep), RunningMean.Root(v, epsilon));
        }

        /// <summary>The update along <paramref name="m"/>, as far as <paramref name="root"/> is trusted.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Along<T>(T m, T root)
            where T : struct, ILanes<T>
        {
            var update = _back * m;
            return trust > 0 ? update * (trust / (root + epsilon)) : update;
        }
    }
}
