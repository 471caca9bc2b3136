using System.Runtime.CompilerServices;

namespace Functional.Core;

// Sigmoid, Tanh and Softplus: one e^x in two pieces, one compensated division each.
public static partial class Elementary
{
    /// <summary>From 19.07 on tanh is 1; at 22 it is so with 2⁻¹⁰ of an ulp to spare.</summary>
    private const double Flat = 22;

    /// <summary>
    /// σ(x) = 1/(1 + e^−x), accurate relative to its own size in both tails: σ(−745) is the subnormal e^−745.
    /// Error at most 0.54 ulp. σ(±0) = ½, σ(−∞) = 0, σ(∞) = 1.
    /// <para>With e = e^−|x| ≤ 1 it is 1/(1 + e) on the right and e/(1 + e) on the left, so nothing cancels.</para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sigmoid(double x) =>
        // Beyond 50 the denominator is 1 to 2^-72. NaN goes the other way too.
        Math.Abs(x) <= 50 ? SigmoidMain<Lanes64>(x) : x > 0 ? 1 : Exp(x);

    /// <summary>σ(x) in every lane: the bits of <see cref="Sigmoid(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T> =>
        T.All(T.Abs(x) <= 50) ? SigmoidMain(x) : T.Map(x, Sigmoid);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidMain<T>(T x)
        where T : struct, ILanes<T>
    {
        var (shifted, hi, lo) = ReducedExp(x | -0.0, T.Of(0));
        var two = PowerOfTwo(shifted);
        var (dHi, dLo) = FastTwoSum(T.Of(1), two * hi);
        // The sign chooses the numerator by a mask: signs are random in a network, and a branch on them would be missed.
        var negative = x < 0;
        var (nHi, nLo) = (T.Select(negative, two * hi, 1), T.Select(negative, two * lo, 0));
        var (qHi, qLo) = Divide(nHi, nLo, dHi, Fma(two, lo, dLo));
        return qHi + qLo;
    }

    /// <summary>
    /// tanh x = (e^2x − 1)/(e^2x + 1). Error at most 0.57 ulp; odd in bits, tanh(±0) = ±0, tanh(±∞) = ±1.
    /// <para>
    /// With u = e^2|x| − 1 in two pieces it is u/(u + 2), which is as accurate as u near 0 and goes to 1 by itself.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Tanh(double x)
    {
        var magnitude = Math.Abs(x);
        return Math.CopySign(TanhMain<Lanes64>(magnitude > Flat ? Flat : magnitude), x);
    }

    /// <summary>tanh x in every lane: the bits of <see cref="Tanh(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        if (typeof(T) == typeof(Symbol) || typeof(T) == typeof(Told)) return T.Map(x, Tanh); // known when it is compiled: nothing is left of it for numbers
        var magnitude = T.Abs(x);
        return T.CopySign(TanhMain(T.Select(magnitude > Flat, Flat, magnitude)), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TanhMain<T>(T magnitude)
        where T : struct, ILanes<T>
    {
        var (shifted, mHi, mLo) = ReducedExpm1(2 * magnitude, T.Of(0));
        (mHi, mLo) = FastTwoSum(mHi, mLo);
        var two = PowerOfTwo(shifted);
        // Where 2^k - 1 rounds (k >= 54) numerator and denominator share the error, and tanh does not see it.
        var (nHi, nLo) = FastTwoSum(two - 1, two * mHi);
        nLo = Fma(two, mLo, nLo);
        var (dHi, dLo) = TwoSum(nHi, T.Of(2));
        var (hi, lo) = Divide(nHi, nLo, dHi, dLo + nLo);
        return hi + lo;
    }

    /// <summary>
    /// softplus(x) = log(1 + e^x), accurate relative to its own size in both tails: e^x far left, x far right, with no
    /// threshold anywhere. Error at most 0.70 ulp. softplus(−∞) = 0, softplus(∞) = ∞.
    /// <para>
    /// max(x, 0) + log(1 + e) with e = e^−|x| ≤ 1; the logarithm is the series of <see cref="LogSeries"/> in
    /// t = e/(1 + e/2) ≤ 2/3, which needs no reduction of its own.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Softplus(double x) =>
        // Beyond 50 the smaller of the two terms is below 2^-65 of the larger. NaN goes the other way too.
        Math.Abs(x) < 0.25 ? SoftplusNearZero<Lanes64>(x)
        : Math.Abs(x) <= 50 ? SoftplusMain<Lanes64>(x)
        : x > 0 ? x : Exp(x);

    /// <summary>softplus(x) in every lane: the bits of <see cref="Softplus(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, ILanes<T>
    {
        var size = T.Abs(x);
        return T.All(size <= 50) ? T.Select(size < 0.25, SoftplusNearZero(x), SoftplusMain(x)) : T.Map(x, Softplus);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SoftplusMain<T>(T x)
        where T : struct, ILanes<T>
    {
        var (shifted, hi, lo) = ReducedExp(x | -0.0, T.Of(0));
        var two = PowerOfTwo(shifted);
        var (eHi, eLo) = (two * hi, two * lo);
        var (dHi, dLo) = FastTwoSum(T.Of(1), 0.5 * eHi);
        var (tHi, tLo) = Divide(eHi, eLo, dHi, Fma(0.5, eLo, dLo));
        var square = tHi * tHi;
        tLo = Fma(tHi * square, LogSeries(square), tLo);
        var (sum, rest) = TwoSum(x & (x > 0), tHi);
        return sum + (rest + tLo);
    }

    /// <summary>
    /// log(1 + e^x) = log 2 + x/2 + log cosh(x/2) for |x| ≤ ¼: x moves the result through its own bits, so that
    /// neighbouring arguments stay in order. The last term is x²·P(x²), P interpolated at six Chebyshev nodes and rounded;
    /// it misses by less than 2⁻⁶⁰.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SoftplusNearZero<T>(T x)
        where T : struct, ILanes<T>
    {
        var square = x * x;
        var p = Fma(-1.774169059701464E-07, square, 2.1354885910826746E-06);
        p = Fma(p, square, -2.6351679918586817E-05);
        p = Fma(p, square, 0.000347222222125778);
        p = Fma(p, square, -0.005208333333332817);
        p = Fma(p, square, 0.125);
        var (sum, rest) = FastTwoSum(T.Of(0.6931471805599453), 0.5 * x);
        return sum + (rest + Fma(square, p, 2.3190468138462996E-17)); // the last: what the rounding of log 2 left over
    }
}
