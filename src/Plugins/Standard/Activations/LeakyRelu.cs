using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// leaky-relu(z) = z above 0 and slope · z below. At the kink z = 0 the slope is the lower one, as PyTorch has it. Any slope is allowed:
/// 0 is relu, 1 is identity, a negative one folds the left side up. (Maas, Hannun and Ng 2013.)
/// </summary>
public readonly struct LeakyRelu(double slope) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("leaky-relu", Build, new(
        "a = z above 0, slope · z below",
        "A relu that lets a little through below 0, so that no unit goes silent for good.",
        "Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        new("{z} where {z} > 0, else slope × {z}", "1 where {z} > 0, else slope"))
    { Derivative = "1 for z > 0, else slope (at the kink z = 0 too)" });

    /// <inheritdoc/>
    public double[] Kinks => slope == 1 ? [] : [0];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: slope <= 0 ? 0 : double.NegativeInfinity, NeverFalls: slope >= 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z > 0, z, slope * z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z > 0, 1, T.Select(z <= 0, slope, z));

    private static Lanewise<LeakyRelu> Build(Settings s)
    {
        var slope = s.Number("slope", 0.01, "how steep it is below 0 (PyTorch's negative_slope)");
        return new(PluginId.Of("leaky-relu", ("slope", slope)), new(slope));
    }
}
