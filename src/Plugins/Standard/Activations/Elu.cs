using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// elu(z) = z above 0 and alpha · (eᶻ − 1) below, which goes to −alpha. At z = 0 the slope is alpha, the lower one, as PyTorch has it;
/// with alpha 1 there is no kink. Any alpha is allowed; below 0 the left side bends up. (Clevert, Unterthiner and Hochreiter 2016.)
/// </summary>
public readonly struct Elu(double alpha) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("elu", Build, new(
        "a = z above 0, alpha · (eᶻ − 1) below",
        "Like relu above 0; below it levels off at −alpha, so that the mean of a layer stays near 0.",
        "Clevert, Unterthiner, Hochreiter 2016, arXiv:1511.07289",
        new("{z} where {z} > 0, else alpha × (e^{z} - 1)", "1 where {z} > 0, else alpha × e^{z}"))
    { Derivative = "1 for z > 0, else alpha · eᶻ (alpha at z = 0)" });

    /// <inheritdoc/>
    public double[] Kinks => alpha == 1 ? [] : [0];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: alpha > 0 ? -alpha : 0, NeverFalls: alpha >= 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z > 0, z, alpha * Elementary.Expm1(T.Select(z > 0, 0, z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z > 0, 1, alpha * Elementary.Exp(T.Select(z > 0, 0, z)));

    private static Lanewise<Elu> Build(Settings s)
    {
        var alpha = s.Number("alpha", 1, "the depth it levels off at far below 0");
        return new(PluginId.Of("elu", ("alpha", alpha)), new(alpha));
    }
}
