using System.Runtime.CompilerServices;

namespace Functional.Plugins.Standard;

/// <summary>The functions of one number, each with its derivative beside it.</summary>
internal static class Unary
{
    /// <summary>−u.</summary>
    internal readonly struct Minus : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => -u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Of(-1);
    }

    /// <summary>|u|, slope the sign of u, 0 at 0.</summary>
    internal readonly struct Magnitude : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Abs(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => SignOf(u);
    }

    /// <summary>−1, 0 or 1 (±0 and NaN stay what they are), slope 0 everywhere, at the step too.</summary>
    internal readonly struct Sign : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => SignOf(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.IsNaN(u) ? u : T.Of(0);
    }

    /// <summary>√u.</summary>
    internal readonly struct Root : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Sqrt(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Of(0.5) / a;
    }

    /// <summary>eᵘ.</summary>
    internal readonly struct Exp : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Exp(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => a;
    }

    /// <summary>eᵘ − 1.</summary>
    internal readonly struct Expm1 : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Expm1(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Exp(u);
    }

    /// <summary>ln u.</summary>
    internal readonly struct Log : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Log(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Of(1) / u;
    }

    /// <summary>ln(1 + u).</summary>
    internal readonly struct Log1p : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Log1p(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Of(1) / (T.Of(1) + u);
    }

    /// <summary>tanh u, slope 1 − a² in one rounding, as the shelf has it.</summary>
    internal readonly struct Tanh : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Tanh(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Fma(-a, a, T.Of(1));
    }

    /// <summary>1 / (1 + e⁻ᵘ), slope a · (1 − a), as the shelf has it.</summary>
    internal readonly struct Sigmoid : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Sigmoid(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => a * (T.Of(1) - a);
    }

    /// <summary>ln(1 + eᵘ).</summary>
    internal readonly struct Softplus : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Softplus(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Sigmoid(u);
    }

    /// <summary>erf u, slope 2/√π · e^(−u²).</summary>
    internal readonly struct Erf : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Erf(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Of(1.1283791670955126) * T.Exp(-(u * u));
    }

    /// <summary>sin u.</summary>
    internal readonly struct Sine : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Sin(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => T.Cos(u);
    }

    /// <summary>cos u.</summary>
    internal readonly struct Cosine : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Value<T>(T u) => T.Cos(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IUnaryRule.Slope<T>(T u, T a) => -T.Sin(u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SignOf<T>(T u)
        where T : struct, IReal<T> => T.Less(T.Of(0), u) ? T.Of(1) : T.Less(u, T.Of(0)) ? T.Of(-1) : u;
}
