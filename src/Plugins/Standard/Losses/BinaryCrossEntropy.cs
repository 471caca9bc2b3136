using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// binary-cross-entropy = −Σ (t · log p + (1 − t) · log(1 − p)) / (rows · outputs) for outputs p that are probabilities, a <b>mean</b> over
/// rows and outputs (or their sum), as PyTorch's BCELoss: no logarithm counts as less than −100, and the gradient is
/// (p − t) / (p · (1 − p)) with no divisor below 10⁻¹² (as a float has it: 9.99999996e-13). An output outside 0 … 1 is no probability: NaN, loss and gradient.
/// </summary>
public readonly struct BinaryCrossEntropy : IPointwise
{
    private const double LeastLog = -100;

    /// <summary>PyTorch's 1e-12, which is a float there: 9.99999996e-13.</summary>
    private const double LeastDivisor = 1e-12f;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("binary-cross-entropy", s => Pointwise.Of("binary-cross-entropy", s, default(BinaryCrossEntropy)), new(
        "L = −Σ (t · log p + (1 − t) · log(1 − p)) / (rows · outputs)",
        "For yes or no, on probabilities: the mean surprise over rows and outputs (or the sum). Safer on logits: binary-cross-entropy-logits.",
        "Good 1952, Rational Decisions")
    { Derivative = "(p − t) / (p · (1 − p)), the divisor at least 10⁻¹² (the float), / (rows · outputs) for the mean" });

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T output, T target)
        where T : struct, ILanes<T>
    {
        var (yes, no) = (T.Max(Elementary.Log(output), LeastLog), T.Max(Elementary.Log1p(-output), LeastLog));
        return -T.FusedMultiplyAdd(target, yes, (1 - target) * no);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slope<T>(T output, T target) where T : struct, ILanes<T> =>
        T.Select((output >= 0) & (output <= 1), (output - target) / T.Max(output * (1 - output), LeastDivisor), double.NaN);
}
