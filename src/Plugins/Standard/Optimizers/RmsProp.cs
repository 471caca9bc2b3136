using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RMSprop, PyTorch's: v ← αv + (1 − α)g², update = −learningRate · g / (√v + ε), with ε <b>outside</b> the root and no correction for
/// having started at zero. Centered, the root is of the variance v − ḡ² with ḡ ← αḡ + (1 − α)g, taken as 0 where rounding makes it
/// negative. With momentum, b ← momentum · b + g / (√v + ε) and the update is −learningRate · b.
/// (Hinton 2012, lecture 6e of Neural Networks for Machine Learning; centered: Graves 2013, arXiv:1308.0850.)
/// </summary>
public sealed class RmsProp(
    double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer("rmsprop", Build, 0.01, new(
        "v ← alpha · v + (1 − alpha) · g²;  d = g / (√v + epsilon);  θ ← θ − learningRate · d\n" +
            "centered: √(v − ḡ²) in the place of √v, with ḡ ← alpha · ḡ + (1 − alpha) · g\n" +
            "momentum: b ← momentum · b + d, and θ ← θ − learningRate · b\n" +
            "(g is the gradient + weightDecay · θ; v, ḡ and b begin at 0)",
        "Divides each gradient by the size its gradients have had lately, so that every parameter moves at about the same pace.",
        "Hinton 2012, lecture 6e; centered: Graves 2013, arXiv:1308.0850"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "rmsprop", ("alpha", alpha), ("epsilon", epsilon), ("weightDecay", weightDecay), ("momentum", momentum), ("centered", centered), ("maximize", maximize));

    /// <summary>v; where it is centered the running mean ḡ; where there is momentum the running direction b.</summary>
    public ImmutableArray<string> SlotNames { get; } = [.. Names(centered, momentum)];

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

    private Move Next(double learningRate) => new(learningRate, alpha, epsilon, weightDecay, momentum, centered, maximize);

    private static RmsProp Build(Settings s)
    {
        var alpha = s.Number("alpha", 0.99, "how slowly the running mean of the squared gradient moves", min: 0, below: 1);
        var centered = s.Flag("centered", false, "divide by the deviation from the running mean instead of the size");
        if (centered)
            s.Require(alpha > 0, "centered", "needs an alpha above 0: without memory nothing deviates", "Set alpha, 0.99 say, or leave centered out.");
        return new(alpha, s.Epsilon(), s.WeightDecay(), s.Momentum(), centered, s.Maximize());
    }

    private static IEnumerable<string> Names(bool centered, double momentum) =>
        ["v", .. centered ? ["mean"] : Array.Empty<string>(), .. momentum == 0 ? [] : new[] { "momentum" }];

    private readonly struct Move(
        double learningRate, double alpha, double epsilon, double weightDecay, double momentum, bool centered, bool maximize) : IMove
    {
        public int Slots => 1 + (centered ? 1 : 0) + (momentum == 0 ? 0 : 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T v, ref T second, ref T third)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            v = RunningMean.Next(alpha, v, (1 - alpha) * g * g);
            if (!centered)
            {
                var d = g / (RunningMean.Root(v, epsilon) + epsilon);
                return -learningRate * (momentum == 0 ? d : second = RunningMean.Next(momentum, second, d));
            }

            second = RunningMean.Next(alpha, second, (1 - alpha) * g);
            var deviation = g / (T.Sqrt(T.Max(0, T.FusedMultiplyAdd(-second, second, v))) + epsilon);
            return -learningRate * (momentum == 0 ? deviation : third = RunningMean.Next(momentum, third, deviation));
        }
    }
}
