using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>log-sigmoid(z) = log(1 / (1 + e⁻ᶻ)) = −softplus(−z), exact in both tails: never above 0, and z itself far left.</summary>
public readonly struct LogSigmoid : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("log-sigmoid", _ => new Lanewise<LogSigmoid>("log-sigmoid"), new(
        "a = log(1 / (1 + e⁻ᶻ)) = −log(1 + e⁻ᶻ)",
        "The logarithm of a probability, without ever taking the logarithm of 0.",
        Worked: new("-log(1 + e^{-z})", "1 / (1 + e^{z})"))
    { Derivative = "σ(−z)" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Max: 0, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => -Elementary.Softplus(-z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a) where T : struct, ILanes<T> => Elementary.Sigmoid(-z);
}
