using System.Runtime.CompilerServices;

namespace Functional.Core;

// Log and Log1p: x = 2^k·(1 + f), and log(1 + f) = 2·artanh(f/(2 + f)) from one compensated division.
public static partial class Elementary
{
    /// <summary>The bits of the double next to √½: the mantissa is taken from [√½, √2), so that f stays within ±0.42.</summary>
    private const long RootHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>
    /// The natural logarithm. Error at most 0.56 ulp, subnormal arguments included. log ±0 = −∞, log 1 = +0, log ∞ = ∞,
    /// and NaN below zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        if (!(x > 0 && x <= double.MaxValue)) return LogEdge(x);
        var (k, mantissa) = SplitForLog(x);
        var (hi, lo) = ReducedLog(mantissa - 1, 0);
        return AddLogOfPower(k, hi, lo);
    }

    /// <summary>
    /// log(1 + x), without the rounding of 1 + x. Error at most 0.58 ulp. log1p(±0) = ±0, log1p(−1) = −∞, log1p(∞) = ∞,
    /// and NaN below −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log1p(double x)
    {
        if (!(x > -1 && x <= double.MaxValue)) return LogEdge(x + 1);
        var (sum, rest) = TwoSum(1, x);
        var (k, mantissa) = SplitForLog(sum);
        // rest·2^-k in two steps, because 2^-1024 is no normal number. Where k = 0 the fraction is x itself, exactly.
        var shrink = BitConverter.Int64BitsToDouble((1024 - (long)k) << 52);
        var (fHi, fLo) = FastTwoSum(mantissa - 1, rest * shrink * 0.5);
        var (hi, lo) = ReducedLog(fHi, fLo);
        return Math.CopySign(AddLogOfPower(k, hi, lo), x);
    }

    private static double LogEdge(double x) =>
        x == 0 ? double.NegativeInfinity : x > 0 ? double.PositiveInfinity : double.NaN;

    /// <summary>x = 2^K·Mantissa without error, Mantissa in [√½, √2), for every positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double K, double Mantissa) SplitForLog(double x)
    {
        // A subnormal is brought into the normal range by 2^54.
        var subnormal = x < 2.2250738585072014E-308;
        var bits = BitConverter.DoubleToInt64Bits(subnormal ? x * 18014398509481984.0 : x);
        // 1023 steps of exponent keep the difference positive: the shift is a logical one.
        var biased = (bits - RootHalfBits + (1023L << 52)) >>> 52;
        var mantissa = BitConverter.Int64BitsToDouble(bits - ((biased - 1023) << 52));
        // The integer becomes a double as the low bits of 2^52 + integer: no conversion that a vector unit may lack.
        var k = BitConverter.Int64BitsToDouble(0x4330000000000000 | biased) - 4503599627371519.0;
        return (subnormal ? k - 54 : k, mantissa);
    }

    /// <summary>
    /// log(1 + f) = Hi + Lo for f = fHi + fLo in [√½ − 1, √2 − 1]: t + t³·<see cref="LogSeries"/>(t²) with t = f/(1 + f/2),
    /// itself in two pieces. Only the cubic term, at most 0.01 of t, is rounded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Hi, double Lo) ReducedLog(double fHi, double fLo)
    {
        var (dHi, dLo) = FastTwoSum(1, 0.5 * fHi);
        var (tHi, tLo) = Divide(fHi, fLo, dHi, Fma(0.5, fLo, dLo));
        var square = tHi * tHi;
        return (tHi, Fma(tHi * square, LogSeries(square), tLo));
    }

    /// <summary>k·ln 2 + hi + lo, rounded. k·Ln2Hi is exact, and 0 or the larger: |hi| ≤ 0.35.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double AddLogOfPower(double k, double hi, double lo)
    {
        var (sum, rest) = FastTwoSum(k * Ln2Hi, hi);
        return sum + (rest + Fma(k, Ln2Lo, lo));
    }

    /// <summary>
    /// (2·artanh(t/2) − t)/t³ = 1/12 + t²/80 + t⁴/448 + … as a polynomial in square = t² ≤ 4/9 (softplus needs all of
    /// it, the logarithms the first quarter). Interpolated at eleven Chebyshev nodes, solved at 300 bits and rounded:
    /// t²·LogSeries misses by less than 2⁻⁵⁷, most of it the rounding of 1/12.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogSeries(double square)
    {
        var fourth = square * square;
        var p89 = Fma(3.572292070709832E-08, square, 2.068575102382624E-07);
        var p67 = Fma(8.952533858777308E-07, square, 4.069573871312168E-06);
        var p45 = Fma(1.8779960837101032E-05, square, 8.877841747689433E-05);
        var p23 = Fma(0.00043402777730890845, square, 0.0022321428571562708);
        var p01 = Fma(0.01249999999999985, square, 0.08333333333333333);
        return Fma(Fma(Fma(Fma(Fma(1.8634241470612555E-08, fourth, p89), fourth, p67), fourth, p45), fourth, p23), fourth, p01);
    }
}
