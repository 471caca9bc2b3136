using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// What the rules of a formula need of a number, so that each rule is written once for two arithmetics: <see cref="Plain"/>, fast, and
/// <see cref="Wide"/>, which has no largest number.
/// </summary>
internal interface IReal<T>
    where T : struct, IReal<T>
{
    /// <summary>The nearest double.</summary>
    double Rounded { get; }

    static abstract T Of(double x);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    /// <summary>a · b + c, in one rounding where there is such a thing.</summary>
    static abstract T Fma(T a, T b, T c);

    static abstract bool IsNaN(T a);

    static abstract bool IsZero(T a);

    /// <summary>a &lt; b; false where either is NaN.</summary>
    static abstract bool Less(T a, T b);

    static abstract T Abs(T a);

    static abstract T Sqrt(T a);

    static abstract T Exp(T a);

    static abstract T Expm1(T a);

    static abstract T Log(T a);

    static abstract T Log1p(T a);

    static abstract T Pow(T a, T b);

    static abstract T Tanh(T a);

    static abstract T Sigmoid(T a);

    static abstract T Softplus(T a);

    static abstract T Erf(T a);

    static abstract T Sin(T a);

    static abstract T Cos(T a);
}

/// <summary>A double with the operations of IEEE 754 and <see cref="Elementary"/>: the arithmetic of every day.</summary>
internal readonly record struct Plain(double Rounded) : IReal<Plain>
{
    public static Plain Of(double x) => new(x);

    public static Plain operator +(Plain a, Plain b) => new(a.Rounded + b.Rounded);

    public static Plain operator -(Plain a, Plain b) => new(a.Rounded - b.Rounded);

    public static Plain operator *(Plain a, Plain b) => new(a.Rounded * b.Rounded);

    public static Plain operator /(Plain a, Plain b) => new(a.Rounded / b.Rounded);

    public static Plain operator -(Plain a) => new(-a.Rounded);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Plain Fma(Plain a, Plain b, Plain c) => new(Math.FusedMultiplyAdd(a.Rounded, b.Rounded, c.Rounded));

    public static bool IsNaN(Plain a) => double.IsNaN(a.Rounded);

    public static bool IsZero(Plain a) => a.Rounded == 0;

    public static bool Less(Plain a, Plain b) => a.Rounded < b.Rounded;

    public static Plain Abs(Plain a) => new(Math.Abs(a.Rounded));

    public static Plain Sqrt(Plain a) => new(Math.Sqrt(a.Rounded));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Plain Exp(Plain a) => new(Elementary.Exp(a.Rounded));

    public static Plain Expm1(Plain a) => new(Elementary.Expm1(a.Rounded));

    public static Plain Log(Plain a) => new(Elementary.Log(a.Rounded));

    public static Plain Log1p(Plain a) => new(Elementary.Log1p(a.Rounded));

    public static Plain Pow(Plain a, Plain b) => new(Elementary.Pow(a.Rounded, b.Rounded));

    public static Plain Tanh(Plain a) => new(Elementary.Tanh(a.Rounded));

    public static Plain Sigmoid(Plain a) => new(Elementary.Sigmoid(a.Rounded));

    public static Plain Softplus(Plain a) => new(Elementary.Softplus(a.Rounded));

    public static Plain Erf(Plain a) => new(Elementary.Erf(a.Rounded));

    public static Plain Sin(Plain a) => new(Elementary.Sin(a.Rounded));

    public static Plain Cos(Plain a) => new(Elementary.Cos(a.Rounded));
}
