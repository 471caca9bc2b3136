using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// silu(z) = z · sigmoid(z), also called swish. Dips to −0.27846 at z = −1.2785 and comes back to 0 far left.
/// (Elfwing, Uchibe and Doya 2017; Ramachandran, Zoph and Le 2017.)
/// </summary>
public readonly struct Silu : ILaneFormula
{
    /// <summary>The sigmoid of −750 is 0 in double, so nothing changes beyond, and −∞ · 0 never comes up.</summary>
    private const double Far = 750;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("silu", _ => new Lanewise<Silu>("silu"), new(
        "a = z · sigmoid(z)",
        "A smooth relu: each number times its own sigmoid; also called swish.",
        "Elfwing, Uchibe, Doya 2017, arXiv:1702.03118; Ramachandran, Zoph, Le 2017, arXiv:1710.05941",
        new("{z} / (1 + e^{-z})", "sigmoid({z}) × (1 + {z} × sigmoid({-z}))"))
    { Derivative = "σ(z) · (1 + z · σ(−z))" });

    /// <summary>The least value, −0.278464542761073795, a few roundings lower.</summary>
    public ActivationClaims Claims => new(Min: -0.278464542761074);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Max(z, -Far) * Elementary.Sigmoid(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> =>
        Elementary.Sigmoid(z) * T.FusedMultiplyAdd(T.Min(T.Max(z, -Far), Far), Elementary.Sigmoid(-z), 1);
}
