using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Gradient descent, PyTorch's SGD: g = ∂L/∂θ + weightDecay · θ; with momentum, b ← momentum · b + (1 − dampening) · g (the first b is g
/// itself) and the direction is b, or g + momentum · b with Nesterov; the update is −learningRate · direction. With everything at
/// its default it is the article's: θ ← θ − learningRate · g.
/// </summary>
public sealed class Sgd(double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer("sgd", Build, 0.001, new(
        "θ ← θ − learningRate · g;  with momentum  b ← momentum · b + g,  θ ← θ − learningRate · b",
        "Walks downhill along the gradient; with momentum it keeps some of its speed.",
        "Robbins, Monro 1951, A Stochastic Approximation Method; momentum: Polyak 1964; Nesterov 1983; Sutskever et al. 2013"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("sgd", ("momentum", momentum), ("dampening", dampening), ("nesterov", nesterov), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>The running direction b, where there is momentum.</summary>
    public ImmutableArray<string> SlotNames { get; } = momentum == 0 ? [] : ["momentum"];

    /// <summary>t, the updates made so far: the first one ignores dampening.</summary>
    public ImmutableArray<string> ScalarNames { get; } = momentum == 0 ? [] : ["t"];

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        if (momentum == 0)
        {
            Descent.Run(NextPlain(learningRate), parameters, updates, slots);
            return;
        }

        Descent.Run(NextWithMomentum(learningRate, Descent.Scalars(slots)), parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        var telling = new Telling(given);
        return momentum == 0
            ? telling.Of(NextPlain(given.LearningRate.Value))
            : telling.Of(NextWithMomentum(given.LearningRate.Value, telling.Scalars));
    }

    private Plain NextPlain(double learningRate) => new(learningRate, weightDecay, maximize);

    /// <summary>What a step does: t counts one more, and the first gradient counts in full.</summary>
    private WithMomentum NextWithMomentum<T>(double learningRate, Span<T> scalars)
        where T : struct, ILanes<T>
    {
        var keep = Descent.Number(scalars[0]) == 0 ? 1 : 1 - dampening;
        scalars[0] += 1;
        return new(learningRate, momentum, keep, nesterov, weightDecay, maximize);
    }

    private static Sgd Build(Settings s)
    {
        var momentum = s.Momentum();
        var dampening = s.Number("dampening", 0, "share of each gradient that momentum leaves out", min: 0, max: 1);
        var nesterov = s.Flag("nesterov", false, "look ahead along the momentum before stepping");
        if (nesterov)
            s.Require(momentum > 0 && dampening == 0, "nesterov", "needs a momentum above 0 and no dampening", "Set momentum, 0.9 say, or leave nesterov out.");
        return new(momentum, dampening, nesterov, s.WeightDecay(), s.Maximize());
    }

    private readonly struct Plain(double learningRate, double weightDecay, bool maximize) : IMove
    {
        public int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T _, ref T __, ref T ___) where T : struct, ILanes<T> =>
            -learningRate * Descent.Gradient(gradient, parameter, weightDecay, maximize);
    }

    private readonly struct WithMomentum(double learningRate, double momentum, double keep, bool nesterov, double weightDecay, bool maximize) : IMove
    {
        private readonly bool _weak = RunningMean.IsWeak(learningRate, 1);

        public int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T running, ref T _, ref T __)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            running = RunningMean.Next(momentum, running, keep * g);
            var felt = RunningMean.Felt(running, parameter, _weak);
            return -learningRate * (nesterov ? T.FusedMultiplyAdd(momentum, felt, g) : felt);
        }
    }
}
