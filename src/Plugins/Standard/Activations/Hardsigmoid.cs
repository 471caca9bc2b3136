using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// hardsigmoid(z) = z/6 + ½ kept between 0 and 1, PyTorch's. Slope ⅙ for −3 &lt; z &lt; 3, else 0; 0 at both kinks too. NaN stays NaN in
/// value and slope. (Howard et al. 2019, MobileNetV3; the hard sigmoid of Courbariaux, Bengio and David 2015 has another slope.)
/// </summary>
public readonly struct Hardsigmoid : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("hardsigmoid", _ => new Lanewise<Hardsigmoid>("hardsigmoid"), new(
        "a = z/6 + ½, but never below 0 or above 1",
        "A sigmoid of three straight pieces.",
        "Howard et al. 2019, Searching for MobileNetV3, arXiv:1905.02244",
        new("{z} / 6 + 1/2, kept between 0 and 1", "1/6 where -3 < {z} < 3, else 0"))
    { Derivative = "⅙ for −3 < z < 3, else 0 (at both kinks too)" });

    /// <inheritdoc/>
    public double[] Kinks => [-3, 3];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: 0, Max: 1, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z <= -3, 0, T.Select(z >= 3, 1, z / 6 + 0.5));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(T.Abs(z) < 3, 1.0 / 6, T.Select(T.Abs(z) >= 3, 0, z));
}
