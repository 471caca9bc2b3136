using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Adam, PyTorch's: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², both corrected for having started at zero,
/// update = −learningRate · m̂ / (√v̂ + ε), with ε <b>outside</b> the root. t counts this optimizer's own updates, so that a fork to
/// Adam at step 500 starts its correction afresh. AMSGrad keeps the largest v, before the correction, as PyTorch does.
/// (Kingma, Ba 2015, arXiv:1412.6980; Reddi, Kale, Kumar 2018.)
/// </summary>
public sealed class Adam(
    double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsgrad = false, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "adam",
        s => new Adam(s.Beta1(), s.Beta2(), s.Epsilon(), s.WeightDecay(), s.Amsgrad(), s.Maximize()),
        0.001,
        new(
            "m ← beta1 · m + (1 − beta1) · g;  v ← beta2 · v + (1 − beta2) · g²\n" +
            "m̂ = m / (1 − beta1ᵗ);  v̂ = v / (1 − beta2ᵗ)\n" +
            "θ ← θ − learningRate · m̂ / (√v̂ + epsilon);  with amsgrad v̂ is of the largest v so far\n" +
            "(g is the gradient + weightDecay · θ; t counts the updates from 1; m and v begin at 0)",
            "Gives every parameter its own step, from running means of its gradient and of its square.",
            "Kingma, Ba 2015, arXiv:1412.6980; amsgrad: Reddi, Kale, Kumar 2018, On the Convergence of Adam and Beyond"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "adam", ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", weightDecay), ("amsgrad", amsgrad), ("maximize", maximize));

    /// <summary>m, v, and with AMSGrad the largest v so far.</summary>
    public ImmutableArray<string> SlotNames { get; } = amsgrad ? ["m", "v", "vMax"] : ["m", "v"];

    /// <summary>t, the updates made so far.</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t"];

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        var move = Next<Lanes64>(learningRate, Descent.Scalars(slots));
        if (amsgrad)
            Descent.Run(new MoveByLargest(move), parameters, updates, slots);
        else
            Descent.Run(move, parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given) => amsgrad
        ? Telling.Of<MoveByLargest>(given, (rate, scalars, telling) => new(Next(rate, scalars, telling)))
        : Telling.Of<Move>(given, Next);

    /// <summary>What a step does: t counts one more, and the corrections follow from it.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var t = scalars[0] += 1;
        var stepSize = Telling.Number("step size", learningRate / (1 - Descent.Pow(beta1, t)), telling);
        var rootOfCorrection = Telling.Number("correction", T.Sqrt(1 - Descent.Pow(beta2, t)), telling);
        return new(stepSize, rootOfCorrection, beta1, beta2, epsilon, weightDecay, maximize);
    }

    private readonly struct Move(
        double stepSize, double rootOfCorrection, double beta1, double beta2, double epsilon, double weightDecay, bool maximize) : IMove
    {
        private readonly Correction _correction = new(rootOfCorrection);
        private readonly double _back = -stepSize;
        private readonly double _share = 1 - beta1;
        private readonly double _shareOfSquare = 1 - beta2;
        private readonly bool _weak = RunningMean.IsWeak(stepSize, epsilon);

        public int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T m, ref T v, ref T unused)
            where T : struct, ILanes<T>
        {
            if (RunningMean.AreAwake(m, v))
            {
                Remember(gradient, parameter, ref m, ref v);
                return Along(m, T.Sqrt(v));
            }

            var asleep = RunningMean.Asleep(m);
            RememberAsleep(gradient, parameter, ref m, ref v);
            return AlongAsleep(m, v, parameter, asleep);
        }

        /// <summary>Both means go on.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Remember<T>(T gradient, T parameter, ref T m, ref T v)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            m = T.FusedMultiplyAdd(beta1, m, _share * g);
            v = T.FusedMultiplyAdd(beta2, v, _shareOfSquare * g * g);
        }

        /// <summary>The update along <paramref name="m"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Along<T>(T m, T root) where T : struct, ILanes<T> => _back * m / (_correction.Of(root) + epsilon);

        /// <inheritdoc cref="Remember"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void RememberAsleep<T>(T gradient, T parameter, ref T m, ref T v)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            m = RunningMean.Next(beta1, m, _share * g);
            v = RunningMean.Next(beta2, v, _shareOfSquare * g * g);
        }

        /// <inheritdoc cref="Along"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T AlongAsleep<T>(T m, T square, T parameter, T asleep) where T : struct, ILanes<T> =>
            Along(RunningMean.Felt(m, parameter, _weak, asleep), RunningMean.Root(square, epsilon));
    }

    /// <summary>AMSGrad.</summary>
    private readonly struct MoveByLargest(Move move) : IMove
    {
        private readonly Move _move = move;

        public int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T m, ref T v, ref T largest)
            where T : struct, ILanes<T>
        {
            if (RunningMean.AreAwake(m, v))
            {
                _move.Remember(gradient, parameter, ref m, ref v);
                largest = T.Max(largest, v);
                return _move.Along(m, T.Sqrt(largest));
            }

            var asleep = RunningMean.Asleep(m);
            _move.RememberAsleep(gradient, parameter, ref m, ref v);
            largest = T.Max(largest, v);
            return _move.AlongAsleep(m, largest, parameter, asleep);
        }
    }
}
