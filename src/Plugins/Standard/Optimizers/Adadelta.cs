using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Adadelta, PyTorch's: v ← ρv + (1 − ρ)g², d = √(δ + ε) / √(v + ε) · g, δ ← ρδ + (1 − ρ)d², update = −learningRate · d. Here ε stands
/// <b>inside</b> both roots; where gradients have been 0 for ever d = √ε / √ε · 0. The steps find their own size from those before
/// them, so the learning rate is 1 unless one says otherwise. (Zeiler 2012, arXiv:1212.5701.)
/// </summary>
public sealed class Adadelta(double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer(
        "adadelta",
        s => new Adadelta(
            s.Number("rho", 0.9, "how slowly the running means of squared gradients and squared steps move", min: 0, max: 1), s.Epsilon(1e-6), s.WeightDecay(), s.Maximize()),
        1,
        new(
            "v ← rho · v + (1 − rho) · g²;  d = √(δ + epsilon) / √(v + epsilon) · g\n" +
            "δ ← rho · δ + (1 − rho) · d²;  θ ← θ − learningRate · d\n" +
            "(g is the gradient + weightDecay · θ; v and δ, the running means of g² and d², begin at 0)",
            "Steps in the unit of the parameters: the size of the last steps over the size of the last gradients.",
            "Zeiler 2012, arXiv:1212.5701"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("adadelta", ("rho", rho), ("epsilon", epsilon), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>v, the running mean of g², and δ, that of d².</summary>
    public ImmutableArray<string> SlotNames { get; } = ["v", "delta"];

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

    private Move Next(double learningRate) => new(learningRate, rho, epsilon, weightDecay, maximize);

    private readonly struct Move(double learningRate, double rho, double epsilon, double weightDecay, bool maximize) : IMove
    {
        public int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T v, ref T delta, ref T _)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            v = RunningMean.Next(rho, v, (1 - rho) * g * g);
            var d = Told.Called(T.Sqrt(delta + epsilon) / T.Sqrt(v + epsilon) * g, "d");
            delta = RunningMean.Next(rho, delta, (1 - rho) * d * d);
            return -learningRate * d;
        }
    }
}
