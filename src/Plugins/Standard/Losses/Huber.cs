using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// huber: with d = output − target, ½d² where |d| ≤ delta and delta · (|d| − ½ delta) beyond, a <b>mean</b> over rows and outputs (or their
/// sum), as PyTorch's HuberLoss. Gradient: d, kept between −delta and delta; no kink. (Huber 1964.)
/// </summary>
public readonly struct Huber(double delta) : IPointwise
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("huber", Build, new(
        "L = Σ h(output − target) / (rows · outputs),  h(d) = ½d² for |d| ≤ delta, else delta · (|d| − ½ delta)",
        "Squared error for small errors, absolute error for large ones; the mean over rows and outputs (or the sum).",
        "Huber 1964, Robust Estimation of a Location Parameter")
    { Derivative = "output − target, kept between −delta and delta, / (rows · outputs) for the mean" });

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T output, T target)
        where T : struct, ILanes<T>
    {
        var size = T.Abs(output - target);
        return T.Select(size <= delta, 0.5 * size * size, delta * (size - 0.5 * delta));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slope<T>(T output, T target) where T : struct, ILanes<T> =>
        T.Min(T.Max(output - target, -delta), delta);

    private static Pointwise<Huber> Build(Settings s)
    {
        var delta = s.Number("delta", 1, "how large an error counts as large", above: 0);
        return Pointwise.Of("huber", s, new Huber(delta), ("delta", delta));
    }
}
