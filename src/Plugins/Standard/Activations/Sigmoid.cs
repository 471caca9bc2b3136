using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// sigmoid(z) = 1 / (1 + e⁻ᶻ), between 0 and 1; slope a·(1 − a), largest (¼) at z = 0. The article's activation: its slope is
/// computed from the output, as the article does it.
/// </summary>
public readonly struct Sigmoid : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("sigmoid", _ => new Lanewise<Sigmoid>("sigmoid"), new(
        "a = 1 / (1 + e⁻ᶻ)",
        "Squeezes any number into 0 … 1; the article's activation.",
        "Verhulst 1838; Trask 2015, A Neural Network in 11 lines of Python",
        new("1 / (1 + e^{-z})", "{a} × (1 - {a})"))
    { Derivative = "a · (1 − a)" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: 0, Max: 1, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => Elementary.Sigmoid(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => a * (1 - a);
}
