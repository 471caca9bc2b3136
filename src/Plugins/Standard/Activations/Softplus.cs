using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// softplus(z) = log(1 + e^(beta·z)) / beta, exact everywhere. PyTorch returns z itself once beta·z is above 20, which is off by 2·10⁻⁹
/// there; <c>threshold</c> brings that back, with its little jump, for who wants the same numbers. (Dugas et al. 2001.)
/// </summary>
public readonly struct Softplus(double beta, double threshold = double.PositiveInfinity) : ILaneFormula
{
    /// <summary>Above it log(1 + eˣ) is x, to 2⁻⁶⁵ of itself.</summary>
    private const double Straight = 50;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("softplus", Build, new(
        "a = log(1 + e^(beta·z)) / beta",
        "A relu with its corner rounded; larger beta, sharper corner.",
        "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001, Incorporating Second-Order Functional Knowledge for Better Option Pricing",
        new("log(1 + e^(beta × {z})) / beta", "1 / (1 + e^(beta × {-z}))"))
    { Derivative = "σ(beta·z)" });

    /// <summary>Where the threshold cuts in, if there is one: the value jumps there, and the slope takes 1 from the right side only.</summary>
    public double[] Kinks => double.IsFinite(threshold / beta) ? [threshold / beta] : [];

    /// <summary>At a threshold it falls, by what it had left of log(1 + e^−threshold); from 50 on that is below a rounding.</summary>
    public ActivationClaims Claims => new(Min: 0, NeverFalls: threshold >= Straight);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z)
        where T : struct, ILanes<T>
    {
        var straight = beta * z > Math.Min(threshold, Straight);
        return T.Select(straight, z, Elementary.Softplus(T.Select(straight, 0, beta * z)) / beta);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(beta * z > threshold, 1, Elementary.Sigmoid(beta * z));

    private static Lanewise<Softplus> Build(Settings s)
    {
        var beta = s.Number("beta", 1, "how sharp the corner is", above: 0);
        var threshold = s.Number("threshold", double.PositiveInfinity, "beta·z above which a is z itself (PyTorch: 20); left out, it is exact everywhere", min: 0);
        return new(
            double.IsFinite(threshold) ? PluginId.Of("softplus", ("beta", beta), ("threshold", threshold)) : PluginId.Of("softplus", ("beta", beta)),
            new(beta, threshold));
    }
}
