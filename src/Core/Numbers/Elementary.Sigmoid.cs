using System.Runtime.CompilerServices;

namespace Functional.Core;

// Sigmoid, Tanh and Softplus: one e^x in two pieces, one compensated division each.
public static partial class Elementary
{
    /// <summary>
    /// σ(x) = 1/(1 + e^−x), accurate relative to its own size in both tails: σ(−745) is the subnormal e^−745.
    /// Error at most 0.54 ulp. σ(±0) = ½, σ(−∞) = 0, σ(∞) = 1.
    /// <para>With e = e^−|x| ≤ 1 it is 1/(1 + e) on the right and e/(1 + e) on the left, so nothing cancels.</para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sigmoid(double x)
    {
        // Beyond 50 the denominator is 1 to 2^-72. NaN goes this way too.
        if (!(Math.Abs(x) <= 50)) return x > 0 ? 1 : Exp(x);
        var (k, hi, lo) = ReducedExp(-Math.Abs(x));
        var two = PowerOfTwo(k);
        var (dHi, dLo) = FastTwoSum(1, two * hi);
        // The sign chooses the numerator by bits: signs are random in a network, and a branch on them would be missed.
        var negative = BitConverter.DoubleToInt64Bits(x) >> 63;
        var (nHi, nLo) = (Select(negative, two * hi, 1), Select(negative, two * lo, 0));
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
        // From 19.07 on the result is 1; at 22 it is so with 2^-10 of an ulp to spare.
        var (k, mHi, mLo) = ReducedExpm1(2 * (magnitude > 22 ? 22 : magnitude));
        (mHi, mLo) = FastTwoSum(mHi, mLo);
        var two = PowerOfTwo(k);
        // Where 2^k - 1 rounds (k >= 54) numerator and denominator share the error, and tanh does not see it.
        var (nHi, nLo) = FastTwoSum(two - 1, two * mHi);
        nLo = Fma(two, mLo, nLo);
        var (dHi, dLo) = TwoSum(nHi, 2);
        var (hi, lo) = Divide(nHi, nLo, dHi, dLo + nLo);
        return Math.CopySign(hi + lo, x);
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
    public static double Softplus(double x)
    {
        // Beyond 50 the smaller of the two terms is below 2^-65 of the larger. NaN goes this way too.
        if (!(Math.Abs(x) <= 50)) return x > 0 ? x : Exp(x);
        if (Math.Abs(x) < 0.25) return SoftplusNearZero(x);
        var (k, hi, lo) = ReducedExp(-Math.Abs(x));
        var (eHi, eLo) = (PowerOfTwo(k) * hi, PowerOfTwo(k) * lo);
        var (dHi, dLo) = FastTwoSum(1, 0.5 * eHi);
        var (tHi, tLo) = Divide(eHi, eLo, dHi, Fma(0.5, eLo, dLo));
        var square = tHi * tHi;
        tLo = Fma(tHi * square, LogSeries(square), tLo);
        var (sum, rest) = TwoSum(x > 0 ? x : 0, tHi);
        return sum + (rest + tLo);
    }

    /// <summary>
    /// log(1 + e^x) = log 2 + x/2 + log cosh(x/2) for |x| ≤ ¼: x moves the result through its own bits, so that
    /// neighbouring arguments stay in order. The last term is x²·P(x²), P interpolated at six Chebyshev nodes and rounded;
    /// it misses by less than 2⁻⁶⁰.
    /// </summary>
    private static double SoftplusNearZero(double x)
    {
        var square = x * x;
        var p = Fma(-1.774169059701464E-07, square, 2.1354885910826746E-06);
        p = Fma(p, square, -2.6351679918586817E-05);
        p = Fma(p, square, 0.000347222222125778);
        p = Fma(p, square, -0.005208333333332817);
        p = Fma(p, square, 0.125);
        var (sum, rest) = FastTwoSum(0.6931471805599453, 0.5 * x);
        return sum + (rest + Fma(square, p, 2.3190468138462996E-17)); // the last: what the rounding of log 2 left over
    }

    /// <summary>a where the mask is all ones, b where it is all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Select(long mask, double a, double b) => BitConverter.Int64BitsToDouble(
        (BitConverter.DoubleToInt64Bits(a) & mask) | (BitConverter.DoubleToInt64Bits(b) & ~mask));
}
