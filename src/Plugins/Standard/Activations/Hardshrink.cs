using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// hardshrink(z) = z outside ±lambda and 0 inside: the value itself jumps at the two kinks. Slope 1 outside and 0 inside; value and slope
/// are 0 at both kinks, as PyTorch has it. NaN stays NaN in value and slope. (Donoho and Johnstone 1994.)
/// </summary>
public readonly struct Hardshrink(double lambda) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("hardshrink", Build, new(
        "a = z where |z| > lambda, else 0",
        "Drops the small numbers and leaves the others as they are.",
        "Donoho, Johnstone 1994, Ideal Spatial Adaptation by Wavelet Shrinkage",
        new("{z} where |{z}| > lambda, else 0", "1 where |{z}| > lambda, else 0"))
    { Derivative = "1 for |z| > lambda, else 0 (at both kinks too)" });

    /// <inheritdoc/>
    public double[] Kinks => lambda == 0 ? [0] : [-lambda, lambda];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(T.Abs(z) <= lambda, 0, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(T.Abs(z) > lambda, 1, T.Select(T.Abs(z) <= lambda, 0, z));

    private static Lanewise<Hardshrink> Build(Settings s)
    {
        var lambda = s.Number("lambda", 0.5, "how small is too small", min: 0);
        return new(PluginId.Of("hardshrink", ("lambda", lambda)), new(lambda));
    }
}
