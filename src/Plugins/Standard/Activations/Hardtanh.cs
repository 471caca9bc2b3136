using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// hardtanh(z) = z kept between min and max. Slope 1 inside and 0 outside; 0 at both kinks, as PyTorch has it. NaN stays NaN in value and
/// slope. (Collobert 2004.)
/// </summary>
public readonly struct Hardtanh(double min, double max) : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("hardtanh", Build, new(
        "a = z, but never below min or above max",
        "A tanh of three straight pieces.",
        "Collobert 2004, Large Scale Machine Learning",
        new("{z}, kept between min and max", "1 where min < {z} < max, else 0"))
    { Derivative = "1 for min < z < max, else 0 (at both kinks too)" });

    /// <inheritdoc/>
    public double[] Kinks => [min, max];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: min, Max: max, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z <= min, min, T.Select(z >= max, max, z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> =>
        T.Select((z > min) & (z < max), 1, T.Select((z <= min) | (z >= max), 0, z));

    private static Lanewise<Hardtanh> Build(Settings s)
    {
        var (min, max) = (s.Number("min", -1, "no value is below it"), s.Number("max", 1, "no value is above it"));
        s.Require(min < max, "max", "must be above min", "Give a min below the max.");
        return new(PluginId.Of("hardtanh", ("min", min), ("max", max)), new(min, max));
    }
}
