using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// hinge = Σ max(0, 1 − t · output) / (rows · outputs), a <b>mean</b> over rows and outputs (or their sum). Targets are −1 and 1; a 0 is read
/// as −1, so that 0/1 and one-hot targets serve too. Gradient: −t where t · output &lt; 1, else 0; 0 at the kink t · output = 1.
/// (Cortes and Vapnik 1995.)
/// </summary>
public readonly struct Hinge : IPointwise
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("hinge", s => Pointwise.Of("hinge", s, default(Hinge)), new(
        "L = Σ max(0, 1 − t · output) / (rows · outputs),  t = ±1 (0 is read as −1)",
        "For yes or no, with a margin: content once an output is 1 or more on its side; the mean over rows and outputs (or the sum).",
        "Cortes, Vapnik 1995, Support-Vector Networks")
    { Derivative = "−t where t · output < 1, else 0 (at the kink t · output = 1 too), / (rows · outputs) for the mean" });

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T output, T target)
        where T : struct, ILanes<T>
    {
        var lacking = Lacking(output, Side(target));
        return T.Select(lacking <= 0, 0, lacking);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Slope<T>(T output, T target)
        where T : struct, ILanes<T>
    {
        var lacking = Lacking(output, Side(target));
        return T.Select(lacking > 0, -Side(target), T.Select(lacking <= 0, 0, lacking));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Side<T>(T target) where T : struct, ILanes<T> => T.Select(T.Abs(target) <= 0, -1, target);

    /// <summary>What is missing to the margin of 1, in one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Lacking<T>(T output, T side) where T : struct, ILanes<T> => T.FusedMultiplyAdd(-side, output, 1);
}
