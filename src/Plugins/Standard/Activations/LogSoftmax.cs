using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// log-softmax: aᵢ = zᵢ − log Σ e^zⱼ over the units of a row, computed from the differences to the largest, so nothing overflows and no
/// logarithm of 0 is taken. Never above 0. NaN anywhere makes the row NaN. (Bridle 1990.)
/// </summary>
public sealed class LogSoftmax : IActivation, IExpandable
{
    /// <summary>So many exponentials wait on the stack to be added.</summary>
    private const int Block = 64;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("log-softmax", _ => new LogSoftmax(), new(
        "aᵢ = zᵢ − log Σ e^zⱼ over the units of a row",
        "The logarithm of softmax, exact for probabilities too small to write down.",
        "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs",
        new("{z} - log(the sum of e^z over the row)", "the slopes of the whole row, added up"))
    { Derivative = "∂L/∂zᵢ = ∂L/∂aᵢ − e^aᵢ · Σ ∂L/∂aⱼ" });

    /// <inheritdoc/>
    public string Id => "log-softmax";

    /// <inheritdoc/>
    public bool ActsOnRows => true;

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Max: 0);

    /// <summary>The largest term of the sum is 1; it is left to log1p, so that the others count even where they are below its last bit.</summary>
    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        var largest = BelowLargest.In(preActivations, activations);
        Span<double> room = stackalloc double[Block];
        var rest = 0.0;
        for (var at = 0; at < preActivations.Length; at += Block)
        {
            var exponentials = room[..Math.Min(Block, preActivations.Length - at)];
            Lanes.Map(default(Exponential), activations.Slice(at, exponentials.Length), exponentials);
            for (var i = 0; i < exponentials.Length; i++)
                rest += at + i == largest ? 0 : exponentials[i];
        }

        var logSum = Elementary.Log1p(rest);
        foreach (ref var a in activations)
            a -= logSum;
    }

    /// <summary>With the largest term inside the sum: the last bits of a row that is almost sure are lost.</summary>
    public Symbol? Expand(Symbol z)
    {
        var below = z - Symbol.LargestOfRow(z);
        return below - Elementary.Log(Symbol.SumOfRow(Elementary.Exp(below)));
    }

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients)
    {
        var sum = 0.0;
        foreach (var gradient in activationGradients)
            sum += gradient;
        Lanes.Map(new Slopes(sum), activations, activationGradients, preActivationGradients);
    }

    private readonly struct Slopes(double sum) : ILaneFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(T x, T y) where T : struct, ILanes<T> => T.FusedMultiplyAdd(-Elementary.Exp(x), sum, y);
    }
}
