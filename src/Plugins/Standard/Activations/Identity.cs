using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>identity(z) = z, slope 1: the last layer of a regression, and of every loss that takes logits.</summary>
public readonly struct Identity : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("identity", _ => new Lanewise<Identity>("identity"), new(
        "a = z",
        "Passes everything through; the last layer of a regression, and before cross-entropy.",
        Worked: new("{z}", "1"))
    { Derivative = "1" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => z;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.Select(z <= double.PositiveInfinity, 1, z);
}
