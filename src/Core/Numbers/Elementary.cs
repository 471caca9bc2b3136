using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// Exponentials, logarithms and their relatives over double, whose bits are the same on every machine. IEEE 754 fixes
/// + − × ÷ √ and the fused multiply-add to the last bit but leaves e^x to the platform's library, and a run that must
/// be replayed anywhere cannot call that; so every function here is built from the fixed operations only.
/// <para>
/// All of them: error below 1 ulp (each states a bound a little above the largest error measured, over several million
/// points against 113-bit arithmetic), no infinity and no NaN where the exact value is finite, ±0 and ±∞ as C99's Annex F
/// has them, and NaN for NaN (which NaN is the one thing left to the processor).
/// </para>
/// <para>
/// Sources: Cody &amp; Waite, Software Manual for the Elementary Functions (1980), for the argument reduction; Muller,
/// Elementary Functions (3rd ed. 2016), for sums and quotients in two pieces; P. Tang, ACM TOMS 15 (1989), for carrying
/// the reduction's remainder along. The polynomials are our own fits; each says how it was made and how far it errs.
/// </para>
/// </summary>
public static partial class Elementary
{
    /// <summary>
    /// e^x. Error at most 0.54 ulp, subnormal results included. e^±0 = 1, e^−∞ = 0, e^∞ = ∞; infinite from 709.7827… and
    /// zero from −745.1332… as rounding to nearest demands.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exp(double x) =>
        // Within ±700 the result is a normal number and 2^k one as well. NaN takes the other way.
        Math.Abs(x) <= 700 ? ExpMain<Lanes64>(x, 0) : ExpEdge(x);

    /// <summary>e^x in every lane: the bits of <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, ILanes<T> =>
        T.All(T.Abs(x) <= 700) ? ExpMain(x, T.Of(0)) : T.Map(x, Exp);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpMain<T>(T x, T tail)
        where T : struct, ILanes<T>
    {
        var (shifted, mHi, mLo) = ReducedExpm1(x, tail);
        var (hi, rest) = FastTwoSum(T.Of(1), mHi);
        return (hi + (rest + mLo)) * PowerOfTwo(shifted);
    }

    /// <summary>
    /// e^(x + tail) where it overflows, underflows or is NaN. The last finite result is at 709.782…, the last nonzero one
    /// at −745.133….
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double ExpEdge(double x, double tail = 0)
    {
        if (x > 711) return double.PositiveInfinity;
        if (x < -750) return 0;
        var (shifted, hi, lo) = ReducedExp<Lanes64>(x, tail);
        return ScaleToEdge(hi, lo, BitConverter.DoubleToInt64Bits(shifted) - ShiftBits);
    }

    /// <summary>
    /// e^x − 1, without the cancellation near 0. Error at most 0.62 ulp. expm1(±0) = ±0, expm1(−∞) = −1, expm1(∞) = ∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Expm1(double x) =>
        // Above 40 the 1 is below 2^-57 of the result; below -40 the result is -1 to the same precision.
        x > 40 ? Exp(x) : Expm1Main<Lanes64>(x < -40 ? -40 : x);

    /// <summary>e^x − 1 in every lane: the bits of <see cref="Expm1(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x) where T : struct, ILanes<T> =>
        T.All(x <= 40) ? Expm1Main(T.Select(x < -40, -40, x)) : T.Map(x, Expm1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Expm1Main<T>(T x)
        where T : struct, ILanes<T>
    {
        var (shifted, mHi, mLo) = ReducedExpm1(x, T.Of(0));
        var two = PowerOfTwo(shifted);
        // 2^k(1 + m) - 1 = (2^k - 1) + 2^k·m, and the first term is 0 or the larger: |m| < 0.42.
        var (whole, wholeLo) = TwoSum(two, T.Of(-1));
        var (hi, lo) = FastTwoSum(whole, two * mHi);
        return T.CopySign(hi + (lo + Fma(two, mLo, wholeLo)), x);
    }
}
