using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// gelu(z) = z · Φ(z), where Φ is the normal distribution, ½ · (1 + erf(z/√2)), exact and not the tanh approximation. Dips to −0.16998 at
/// z = −0.7518. (Hendrycks and Gimpel 2016.)
/// </summary>
public readonly struct Gelu : ILaneFormula
{
    private const double RootHalf = 0.7071067811865476, OneOverRootTwoPi = 0.3989422804014327;

    /// <summary>Φ(−40) and the density at ±40 are below 10⁻³⁴⁹, which is 0 in double.</summary>
    private const double Far = 40;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("gelu", _ => new Lanewise<Gelu>("gelu"), new(
        "a = z · Φ(z) = z · ½ · (1 + erf(z/√2))",
        "A smooth relu: each number times the probability that a normal one is smaller; the transformers' activation.",
        "Hendrycks, Gimpel 2016, Gaussian Error Linear Units, arXiv:1606.08415",
        new("{z} × (1 + erf({z} / √2)) / 2", "(1 + erf({z} / √2)) / 2 + {z} × e^(-½ × {z} × {z}) / √(2π)"))
    { Derivative = "Φ(z) + z · e^(−z²/2) / √(2π)" });

    /// <summary>The least value, −0.169971207479903662, a few roundings lower.</summary>
    public ActivationClaims Claims => new(Min: -0.169971207479904);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z)
        where T : struct, ILanes<T>
    {
        var x = T.Max(z, -Far);
        return x * Distribution(x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>
    {
        var x = T.Min(T.Max(z, -Far), Far);
        return Distribution(x) + x * (OneOverRootTwoPi * Elementary.Exp(-0.5 * x * x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Distribution<T>(T x) where T : struct, ILanes<T> => 0.5 * (1 + Elementary.Erf(x * RootHalf));
}
