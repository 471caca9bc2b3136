using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>tanhshrink(z) = z − tanh(z): flat around 0, z ∓ 1 far out. The slope tanh²(z) is never below 0; odd in bits, −0 included.</summary>
public readonly struct Tanhshrink : ILaneFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("tanhshrink", _ => new Lanewise<Tanhshrink>("tanhshrink"), new(
        "a = z − tanh(z)",
        "Takes from each number its tanh: what is small nearly vanishes.",
        Worked: new("{z} - tanh({z})", "tanh({z})²"))
    { Derivative = "tanh²(z)" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(NeverFalls: true);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T z) where T : struct, ILanes<T> => T.CopySign(z - Elementary.Tanh(z), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>
    {
        var t = Elementary.Tanh(z);
        return t * t;
    }
}
