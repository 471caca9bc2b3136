using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// gelu-tanh(z) = ½ · z · (1 + tanh(√(2/π) · (z + 0.044715 · z³))), the approximation of gelu in GPT-2 and PyTorch's
/// <c>approximate="tanh"</c>. Computed as z · sigmoid(v) with v twice what stands in the tanh, which is the same and stays exact far left.
/// (Hendrycks and Gimpel 2016.)
/// </summary>
public readonly struct GeluTanh : ILaneFormula
{
    private const double TwoRootTwoOverPi = 1.5957691216057308, Cubic = 0.044715;

    /// <summary>v(±40) is ±4,600: the sigmoid is 0 or 1.</summary>
    private const double Far = 40;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("gelu-tanh", _ => new Lanewise<GeluTanh>("gelu-tanh"), new(
        "a = ½ · z · (1 + tanh(√(2/π) · (z + 0.044715 · z³)))",
        "Nearly gelu, with a tanh instead of erf, for networks that were trained with it.",
        "Hendrycks, Gimpel 2016, Gaussian Error Linear Units, arXiv:1606.08415",
        new("{z} × (1 + tanh(0.7979 × ({z} + 0.044715 × {z}³))) / 2", "sigmoid(v) × (1 + {z} × v′ × sigmoid(-v)), v = 1.5958 × ({z} + 0.044715 × {z}³)"))
    {
        Derivative = "σ(v) · (1 + z · v′ · σ(−v)), v = 2√(2/π) · (z + 0.044715 · z³)",
    });

    /// <summary>The least value, −0.170040750571254051, a few roundings lower.</summary>
    public ActivationClaims Claims => new(Min: -0.170040750571255);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Max(z, -Far) * Elementary.Sigmoid(Inner(T.Min(T.Max(z, -Far), Far)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>
    {
        var x = T.Min(T.Max(z, -Far), Far);
        var v = Inner(x);
        var innerSlope = TwoRootTwoOverPi * T.FusedMultiplyAdd(3 * Cubic, x * x, 1);
        return Elementary.Sigmoid(v) * T.FusedMultiplyAdd(x * innerSlope, Elementary.Sigmoid(-v), 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Inner<T>(T x) where T : struct, ILanes<T> => TwoRootTwoOverPi * x * T.FusedMultiplyAdd(Cubic, x * x, 1);
}
