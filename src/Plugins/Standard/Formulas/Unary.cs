using System.Runtime.CompilerServices;

namespace Functional.Plugins.Standard;

/// <summary>The functions of one number, each with its derivative beside it.</summary>
internal static class Unary
{
    /// <summary>−u.</summary>
    internal readonly struct Minus : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => -u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Of(-1);
    }

    /// <summary>|u|, slope the sign of u, 0 at 0.</summary>
    internal readonly struct Magnitude : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Abs(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => Sign.Value(u);
    }

    /// <summary>−1, 0 or 1 (±0 and NaN stay what they are), slope 0 everywhere, at the step too.</summary>
    internal readonly struct Sign : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Less(T.Of(0), u) ? T.Of(1) : T.Less(u, T.Of(0)) ? T.Of(-1) : u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.IsNaN(u) ? u : T.Of(0);
    }

    /// <summary>√u.</summary>
    internal readonly struct Root : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Sqrt(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Of(0.5) / a;
    }

    /// <summary>eᵘ.</summary>
    internal readonly struct Exp : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Exp(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => a;
    }

    /// <summary>eᵘ − 1.</summary>
    internal readonly struct Expm1 : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Expm1(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Exp(u);
    }

    /// <summary>ln u.</summary>
    internal readonly struct Log : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Log(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Of(1) / u;
    }

    /// <summary>ln(1 + u).</summary>
    internal readonly struct Log1p : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Log1p(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Of(1) / (T.Of(1) + u);
    }

    /// <summary>tanh u, slope 1 − a² in one rounding, as the shelf has it.</summary>
    internal readonly struct Tanh : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Tanh(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Fma(-a, a, T.Of(1));
    }

    /// <summary>1 / (1 + e⁻ᵘ), slope a · (1 − a), as the shelf has it.</summary>
    internal readonly struct Sigmoid : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Sigmoid(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => a * (T.Of(1) - a);
    }

    /// <summary>ln(1 + eᵘ).</summary>
    internal readonly struct Softplus : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Softplus(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Sigmoid(u);
    }

    /// <summary>erf u, slope 2/√π · e^(−u²).</summary>
    internal readonly struct Erf : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Erf(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Of(1.1283791670955126) * T.Exp(-(u * u));
    }

    /// <summary>sin u.</summary>
    internal readonly struct Sine : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Sin(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => T.Cos(u);
    }

    /// <summary>cos u.</summary>
    internal readonly struct Cosine : IUnaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T u)
            where T : struct, IReal<T> => T.Cos(u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Slope<T>(T u, T a)
            where T : struct, IReal<T> => -T.Sin(u);
    }
}
