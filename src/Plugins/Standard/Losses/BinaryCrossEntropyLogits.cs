using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// binary-cross-entropy-logits = Σ (softplus(z) − t · z) / (rows · outputs), a <b>mean</b> over rows and outputs (or their sum), as PyTorch's
/// BCEWithLogitsLoss: binary-cross-entropy of sigmoid(z). It takes logits, so the last layer is <c>identity</c>, and nothing overflows.
/// Gradient: sigmoid(z) − t. Both are computed as a mix of the two cases, t of the one and 1 − t of the other, in which nothing cancels
/// when the network is almost sure.
/// </summary>
public readonly struct BinaryCrossEntropyLogits : IPointwise
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("binary-cross-entropy-logits", s => Pointwise.Of("binary-cross-entropy-logits", s, default(BinaryCrossEntropyLogits)), new(
        "L = Σ (log(1 + eᶻ) − t · z) / (rows · outputs)",
        "For yes or no, on logits: the mean surprise over rows and outputs (or the sum). The sigmoid is in here; the last layer is identity.",
        "Good 1952, Rational Decisions")
    { Derivative = "sigmoid(z) − t, / (rows · outputs) for the mean" });

    /// <summary>A call of its own: with the sigmoids beside it, it is more than the compiler takes into one loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public T Value<T>(T output, T target) where T : struct, ILanes<T> =>
        T.FusedMultiplyAdd(target, Elementary.Softplus(-output), (1 - target) * Elementary.Softplus(output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slope<T>(T output, T target) where T : struct, ILanes<T> =>
        T.FusedMultiplyAdd(1 - target, Elementary.Sigmoid(output), -target * Elementary.Sigmoid(-output));
}
