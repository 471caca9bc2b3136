using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), between −1 and 1 and centred on 0; slope 1 − a², in one rounding.</summary>
public readonly struct Tanh : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("tanh", _ => new Lanewise<Tanh>("tanh"), new(
        "a = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)",
        "Squeezes any number into −1 … 1, centred on 0, so the next layer sees both signs.",
        "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp",
        new("(e^{z} - e^{-z}) / (e^{z} + e^{-z})", "1 - {a}²"))
    { Derivative = "1 − a²" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -1, Max: 1, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => Elementary.Tanh(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => T.FusedMultiplyAdd(-a, a, 1);
}
