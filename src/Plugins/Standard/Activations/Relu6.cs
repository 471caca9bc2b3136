using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// relu6(z) = z kept between 0 and 6. Slope 1 inside and 0 outside; 0 at both kinks, as PyTorch has it. NaN stays NaN in value and slope.
/// (Krizhevsky 2010.)
/// </summary>
public readonly struct Relu6 : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("relu6", _ => new Lanewise<Relu6>("relu6"), new(
        "a = min(max(0, z), 6)",
        "A relu with a ceiling, made for arithmetic with few bits.",
        "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10",
        new("min(max(0, {z}), 6)", "1 where 0 < {z} < 6, else 0"))
    { Derivative = "1 for 0 < z < 6, else 0 (at both kinks too)" });

    /// <inheritdoc/>
    public double[] Kinks => [0, 6];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: 0, Max: 6, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z <= 0, 0, T.Select(z >= 6, 6, z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select((z > 0) & (z < 6), 1, T.Select((z <= 0) | (z >= 6), 0, z));
}
