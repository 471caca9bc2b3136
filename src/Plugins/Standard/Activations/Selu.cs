using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// selu(z) = scale · z above 0 and scale · alpha · (eᶻ − 1) below, with the two numbers for which layer after layer keeps mean 0 and
/// variance 1. At the kink z = 0 the slope is scale · alpha, the lower side's, as PyTorch has it. (Klambauer et al. 2017.)
/// </summary>
public readonly struct Selu : ILaneFormula
{
    /// <summary>The fixed point's numbers, from the paper; the nearest doubles.</summary>
    private const double Scale = 1.0507009873554804934193349852946, Alpha = 1.6732632423543772848170429916717;

    private const double Depth = Scale * Alpha;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("selu", _ => new Lanewise<Selu>("selu"), new(
        "a = 1.0507 · z above 0, 1.7581 · (eᶻ − 1) below",
        "An elu stretched so that deep networks keep mean 0 and variance 1 by themselves.",
        "Klambauer, Unterthiner, Mayr, Hochreiter 2017, arXiv:1706.02515",
        new("1.0507 × {z} where {z} > 0, else 1.7581 × (e^{z} - 1)", "1.0507 where {z} > 0, else 1.7581 × e^{z}"))
    {
        Derivative = "1.0507 for z > 0, else 1.7581 · eᶻ (1.7581 at the kink z = 0)",
    });

    /// <inheritdoc/>
    public double[] Kinks => [0];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -Depth, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z > 0, Scale * z, Depth * Elementary.Expm1(T.Select(z > 0, 0, z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z > 0, Scale, Depth * Elementary.Exp(T.Select(z > 0, 0, z)));
}
