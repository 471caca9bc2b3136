using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// mish(z) = z · tanh(softplus(z)). Dips to −0.30884 at z = −1.1924 and comes back to 0 far left. (Misra 2019.)
/// </summary>
public readonly struct Mish : IFormula
{
    /// <summary>softplus(−750) is 0 in double, so nothing changes beyond, and −∞ · 0 never comes up.</summary>
    private const double Far = 750;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("mish", _ => new Elementwise<Mish>("mish"), new(
        "a = z · tanh(log(1 + eᶻ))",
        "A smooth relu with a dip below 0, a little deeper than silu's.",
        "Misra 2019, arXiv:1908.08681",
        new("{z} × tanh(log(1 + e^{z}))", "t + {z} × (1 - t²) × sigmoid({z}), t = tanh(log(1 + e^{z}))"))
    { Derivative = "t + z · (1 − t²) · σ(z), t = tanh(log(1 + eᶻ))" });

    /// <summary>The least value, −0.308843413017250407, a few roundings lower.</summary>
    public ActivationClaims Claims => new(Min: -0.308843413017251);

    /// <inheritdoc/>
    public double Value(double z) => Math.Max(z, -Far) * Elementary.Tanh(Elementary.Softplus(z));

    /// <inheritdoc/>
    public double Derivative(double z, double a)
    {
        var x = Math.Clamp(z, -Far, Far);
        var t = Elementary.Tanh(Elementary.Softplus(x));
        return Math.FusedMultiplyAdd(x * Math.FusedMultiplyAdd(-t, t, 1), Elementary.Sigmoid(x), t);
    }
}
