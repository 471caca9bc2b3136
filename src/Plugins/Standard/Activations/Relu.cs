using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// relu(z) = max(0, z). At the kink z = 0 the slope is 0 by convention (PyTorch's too). relu(−0.0) = 0.0; NaN stays NaN in value
/// and slope. (Nair and Hinton 2010.)
/// </summary>
public readonly struct Relu : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("relu", _ => new Lanewise<Relu>("relu"), new(
        "a = max(0, z)",
        "Keeps what is positive and drops the rest.",
        "Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines",
        new("max(0, {z})", "1 where {z} > 0, else 0"))
    { Derivative = "1 for z > 0, else 0 (at the kink z = 0 too)" });

    /// <inheritdoc/>
    public double[] Kinks => [0];

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: 0, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.Select(z <= 0, 0, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z > 0, 1, T.Select(z <= 0, 0, z));
}
