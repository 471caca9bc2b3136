using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>softsign(z) = z / (1 + |z|), between −1 and 1 like tanh but slower to get there. NaN at ±∞. (Turian, Bergstra and Bengio 2009.)</summary>
public readonly struct Softsign : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("softsign", _ => new Lanewise<Softsign>("softsign"), new(
        "a = z / (1 + |z|)",
        "Squeezes any number into −1 … 1, more slowly than tanh, so that large ones still learn.",
        "Turian, Bergstra, Bengio 2009, Quadratic Features and Deep Architectures for Chunking",
        new("{z} / (1 + |{z}|)", "1 / (1 + |{z}|)²"))
    { Derivative = "1 / (1 + |z|)²" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -1, Max: 1, NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => z / (1 + T.Abs(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>
    {
        var root = 1 / (1 + T.Abs(z));
        return root * root;
    }
}
