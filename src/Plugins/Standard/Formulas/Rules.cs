using System.Runtime.CompilerServices;

namespace Functional.Plugins.Standard;

/// <summary>A function of one number and its derivative.</summary>
internal interface IUnaryRule
{
    static abstract T Value<T>(T u)
        where T : struct, IReal<T>;

    /// <summary>f′(u), given a = f(u).</summary>
    static abstract T Slope<T>(T u, T a)
        where T : struct, IReal<T>;
}

/// <summary>A function of two numbers and its derivative along a line.</summary>
internal interface IBinaryRule
{
    static abstract T Value<T>(T u, T v)
        where T : struct, IReal<T>;

    /// <summary>d f(u, v), given u′, v′ and a = f(u, v).</summary>
    static abstract T Slope<T>(T u, T du, T v, T dv, T a)
        where T : struct, IReal<T>;
}

/// <summary>The rules of arithmetic: sum, difference, product, quotient, the larger, the smaller.</summary>
internal static class Rules
{
    internal readonly struct Sum : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => u + v;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => du + dv;
    }

    internal readonly struct Difference : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => u - v;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => du - dv;
    }

    internal readonly struct Product : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => u * v;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => T.Fma(du, v, u * dv);
    }

    /// <summary>(u / v)′ = (u′ − (u / v) · v′) / v: no square that could overflow.</summary>
    internal readonly struct Quotient : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => u / v;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => T.Fma(-a, dv, du) / v;
    }

    /// <summary>The larger; at a tie the first, in value and slope. NaN beats both.</summary>
    internal readonly struct Larger : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => T.Less(u, v) || T.IsNaN(v) ? v : u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => T.IsNaN(a) ? a : T.Less(u, v) ? dv : du;
    }

    /// <summary>The smaller; at a tie the first, in value and slope. NaN beats both.</summary>
    internal readonly struct Smaller : IBinaryRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Value<T>(T u, T v) => T.Less(v, u) || T.IsNaN(v) ? v : u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T IBinaryRule.Slope<T>(T u, T du, T v, T dv, T a) => T.IsNaN(a) ? a : T.Less(v, u) ? dv : du;
    }
}
