using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// celu(z) = z above 0 and alpha · (e^(z/alpha) − 1) below: an elu whose slope is 1 at 0 for every alpha, so it has no kink. alpha is
/// above 0 as in the paper (below 0 the left side would grow like e^|z/alpha|). (Barron 2017.)
/// </summary>
public readonly struct Celu(double alpha) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("celu", Build, new(
        "a = z above 0, alpha · (e^(z/alpha) − 1) below",
        "An elu without a kink: levels off at −alpha and has slope 1 at 0 whatever alpha is.",
        "Barron 2017, Continuously Differentiable Exponential Linear Units, arXiv:1704.07483",
        new("{z} where {z} > 0, else alpha × (e^({z} / alpha) - 1)", "1 where {z} > 0, else e^({z} / alpha)"))
    { Derivative = "1 for z > 0, else e^(z/alpha)" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -alpha, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z > 0, z, alpha * Elementary.Expm1(T.Select(z > 0, 0, z) / alpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z > 0, 1, Elementary.Exp(T.Select(z > 0, 0, z) / alpha));

    private static Lanewise<Celu> Build(Settings s)
    {
        var alpha = s.Number("alpha", 1, "the depth it levels off at, and how slowly", above: 0);
        return new(PluginId.Of("celu", ("alpha", alpha)), new(alpha));
    }
}
