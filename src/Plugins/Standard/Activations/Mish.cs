using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// mish(z) = z · tanh(softplus(z)). Dips to −0.30884 at z = −1.1924 and comes back to 0 far left. (Misra 2019.)
/// </summary>
public readonly struct Mish : ILaneFormula
{
    /// <summary>softplus(−750) is 0 in double, so nothing changes beyond, and −∞ · 0 never comes up.</summary>
    private const double Far = 750;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("mish", _ => new Lanewise<Mish>("mish"), new(
        "a = z · tanh(log(1 + eᶻ))",
        "A smooth relu with a dip below 0, a little deeper than silu's.",
        "Misra 2019, arXiv:1908.08681",
        new("{z} × tanh(log(1 + e^{z}))", "t + {z} × (1 - t²) × sigmoid({z}), t = tanh(log(1 + e^{z}))"))
    { Derivative = "t + z · (1 − t²) · σ(z), t = tanh(log(1 + eᶻ))" });

    /// <summary>The least value, −0.308843413017250407, a few roundings lower.</summary>
    public ActivationClaims Claims => new(Min: -0.308843413017251);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Max(z, -Far) * TanhOfSoftplus(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>
    {
        var x = T.Min(T.Max(z, -Far), Far);
        var t = TanhOfSoftplus(x);
        return T.FusedMultiplyAdd(x * T.FusedMultiplyAdd(-t, t, 1), Elementary.Sigmoid(x), t);
    }

    /// <summary>A call of its own: with the sigmoid beside it, it is more than the compiler takes into one loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T TanhOfSoftplus<T>(T x) where T : struct, ILanes<T> => Elementary.Tanh(Elementary.Softplus(x));
}
