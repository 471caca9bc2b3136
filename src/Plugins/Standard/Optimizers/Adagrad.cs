using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Adagrad, PyTorch's: s ← s + g², update = −learningRate / (1 + (t − 1) · lrDecay) · g / (√s + ε), where t counts this optimizer's own
/// updates from 1. Since s only grows, every parameter's steps shrink; none is longer than the learning rate. A parameter whose
/// gradients were all 0 rests: 0 / (0 + ε). (Duchi, Hazan, Singer 2011.)
/// </summary>
public sealed class Adagrad(
    double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0, double epsilon = 1e-10, bool maximize = false) : ITellingOptimizer
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
        Descent.Run(Next<Lanes64>(learningRate, Descent.Scalars(slots)), parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given) => Telling.Of<Move>(given, Next);

    /// <summary>What a step does: t counts one more, and the learning rate falls with it.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var t = scalars[0] += 1;
        var stepSize = Telling.Number("step size", learningRate / (1 + (t - 1) * lrDecay), telling);
        return new(stepSize, epsilon, weightDecay, maximize);
    }

    private readonly struct Move(double stepSize, double epsilon, double weightDecay, bool maximize) : IMove
    {
        public int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T sum, ref T _, ref T __)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            sum = T.FusedMultiplyAdd(g, g, sum);
            return -stepSize * g / (T.Sqrt(sum) + epsilon);
        }
    }
}
