using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// softshrink(z) pulls z towards 0 by lambda, and to 0 where it would cross. Slope 1 outside ±lambda and 0 inside; 0 at both kinks, as
/// PyTorch has it. NaN stays NaN in value and slope. (Donoho 1995.)
/// </summary>
public readonly struct Softshrink(double lambda) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("softshrink", Build, new(
        "a = z − lambda above lambda, z + lambda below −lambda, 0 between",
        "Moves every number towards 0 and drops the small ones: what makes codes sparse.",
        "Donoho 1995, De-noising by Soft-Thresholding",
        new("{z} moved by lambda towards 0", "1 where |{z}| > lambda, else 0"))
    { Derivative = "1 for |z| > lambda, else 0 (at both kinks too)" });

    /// <inheritdoc/>
    public double[] Kinks => lambda == 0 ? [0] : [-lambda, lambda];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> =>
        T.Select(z > lambda, z - lambda, T.Select(z < -lambda, z + lambda, T.Select(z <= lambda, 0, z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(T.Abs(z) > lambda, 1, T.Select(T.Abs(z) <= lambda, 0, z));

    private static Lanewise<Softshrink> Build(Settings s)
    {
        var lambda = s.Number("lambda", 0.5, "how far each number is moved towards 0", min: 0);
        return new(PluginId.Of("softshrink", ("lambda", lambda)), new(lambda));
    }
}
