using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// mae = Σ |output − target| / (rows · outputs), a <b>mean</b> over rows and outputs (or their sum), as PyTorch's L1Loss. Gradient: the sign
/// of output − target; 0 at the kink output = target.
/// </summary>
public readonly struct MeanAbsoluteError : IPointwise
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("mae", s => Pointwise.Of("mae", s, default(MeanAbsoluteError)), new(
        "L = Σ |output − target| / (rows · outputs)",
        "The mean absolute error over rows and outputs (or the sum); for regression with outliers, which it does not weigh more than others.",
        "Boscovich 1757; Laplace 1774")
    { Derivative = "the sign of output − target, / (rows · outputs) for the mean; 0 where they are equal" });

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T output, T target) where T : struct, ILanes<T> =>
        T.Abs(output - target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slope<T>(T output, T target) where T : struct, ILanes<T> =>
        Elementary.Sign(output - target);
}
