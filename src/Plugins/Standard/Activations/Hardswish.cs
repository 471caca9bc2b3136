using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// hardswish(z) = z · hardsigmoid(z): 0 up to −3, z from 3 on, z · (z + 3) / 6 between, with its least value −⅜ at −1.5. The slope is
/// z/3 + ½ at the kink −3, so −½, and 1 at the kink 3, as PyTorch has it. (Howard et al. 2019.)
/// </summary>
public readonly struct Hardswish : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("hardswish", _ => new Lanewise<Hardswish>("hardswish"), new(
        "a = 0 up to −3, z from 3 on, z · (z + 3) / 6 between",
        "A silu without exponentials.",
        "Howard et al. 2019, Searching for MobileNetV3, arXiv:1905.02244",
        new("{z} × ({z} + 3 kept between 0 and 6) / 6", "0 below -3, 1 from 3 on, else {z} / 3 + 1/2"))
    {
        Derivative = "0 for z < −3, 1 for z ≥ 3, else z/3 + ½ (at the kink −3 too)",
    });

    /// <inheritdoc/>
    public double[] Kinks => [-3, 3];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -0.375);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z <= -3, 0, T.Select(z >= 3, z, z * (z + 3) / 6));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z < -3, 0, T.Select(z >= 3, 1, z / 3 + 0.5));
}
