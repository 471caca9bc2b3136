using System.Runtime.CompilerServices;

namespace Functional.Core;

// Log and Log1p: x = 2^k·(1 + f), and log(1 + f) = 2·artanh(f/(2 + f)) from one compensated division.
public static partial class Elementary
{
    /// <summary>The bits of the double next to √½: the mantissa is taken from [√½, √2), so that f stays within ±0.42.</summary>
    private const long RootHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>The smallest normal number, and what brings every smaller one above it.</summary>
    private const double LeastNormal = 2.2250738585072014E-308, TwoTo54 = 18014398509481984.0;

    /// <summary>
    /// The natural logarithm. Error at most 0.56 ulp, subnormal arguments included. log ±0 = −∞, log 1 = +0, log ∞ = ∞,
    /// and NaN below zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x) => x >= LeastNormal && x <= double.MaxValue ? LogMain<Lanes64>(x, 0) : LogEdge(x);

    /// <summary>The natural logarithm in every lane: the bits of <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, ILanes<T> =>
        T.All((x >= LeastNormal) & (x <= double.MaxValue)) ? LogMain(x, 0) : T.Map(x, Log);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogMain<T>(T x, double scaledBy)
        where T : struct, ILanes<T>
    {
        var (k, _, mantissa) = SplitForLog(x, scaledBy);
        var (hi, lo) = ReducedLog(mantissa - 1, T.Of(0));
        return AddLogOfPower(k, hi, lo);
    }

    /// <summary>
    /// log(1 + x), without the rounding of 1 + x. Error at most 0.58 ulp. log1p(±0) = ±0, log1p(−1) = −∞, log1p(∞) = ∞,
    /// and NaN below −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log1p(double x) => x > -1 && x <= double.MaxValue ? Log1pMain<Lanes64>(x) : LogEdge(x + 1);

    /// <summary>log(1 + x) in every lane: the bits of <see cref="Log1p(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x) where T : struct, ILanes<T> =>
        T.All((x > -1) & (x <= double.MaxValue)) ? Log1pMain(x) : T.Map(x, Log1p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Log1pMain<T>(T x)
        where T : struct, ILanes<T>
    {
        var (sum, rest) = TwoSum(T.Of(1), x);
        var (k, biased, mantissa) = SplitForLog(sum, 0);
        // rest·2^-k in two steps, because 2^-1024 is no normal number. Where k = 0 the fraction is x itself, exactly.
        var shrink = T.ShiftBitsLeft(T.SubtractBits(OfBits<T>(2047), biased), 52);
        var (fHi, fLo) = FastTwoSum(mantissa - 1, rest * shrink * 0.5);
        var (hi, lo) = ReducedLog(fHi, fLo);
        return T.CopySign(AddLogOfPower(k, hi, lo), x);
    }

    /// <summary>A subnormal is brought into the normal range; the rest has no finite logarithm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogEdge(double x) =>
        x > 0 && x < LeastNormal ? LogMain<Lanes64>(x * TwoTo54, 54)
        : x == 0 ? double.NegativeInfinity
        : x > 0 ? double.PositiveInfinity : double.NaN;

    /// <summary>
    /// x/2^scaledBy = 2^K·Mantissa without error, Mantissa in [√½, √2), for every positive normal x. Biased is K + scaledBy + 1023 as an
    /// integer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T K, T Biased, T Mantissa) SplitForLog<T>(T x, double scaledBy)
        where T : struct, ILanes<T>
    {
        // 1023 steps of exponent keep the difference positive: the shift is a logical one.
        var biased = T.ShiftBitsRight(T.AddBits(x, OfBits<T>((1023L << 52) - RootHalfBits)), 52);
        var mantissa = T.SubtractBits(x, T.ShiftBitsLeft(T.SubtractBits(biased, OfBits<T>(1023)), 52));
        // The integer becomes a double as the low bits of 2^52 + integer: no conversion that a vector unit may lack.
        var k = (biased | OfBits<T>(0x4330000000000000)) - T.Of(4503599627371519.0 + scaledBy);
        return (k, biased, mantissa);
    }

    /// <summary>
    /// log(1 + f) = Hi + Lo for f = fHi + fLo in [√½ − 1, √2 − 1]: t + t³·<see cref="LogSeries"/>(t²) with t = f/(1 + f/2),
    /// itself in two pieces. Only the cubic term, at most 0.01 of t, is rounded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) ReducedLog<T>(T fHi, T fLo)
        where T : struct, ILanes<T>
    {
        var (dHi, dLo) = FastTwoSum(T.Of(1), 0.5 * fHi);
        var (tHi, tLo) = Divide(fHi, fLo, dHi, Fma(0.5, fLo, dLo));
        var square = tHi * tHi;
        return (tHi, Fma(tHi * square, LogSeries(square), tLo));
    }

    /// <summary>k·ln 2 + hi + lo, rounded. k·Ln2Hi is exact, and 0 or the larger: |hi| ≤ 0.35.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddLogOfPower<T>(T k, T hi, T lo)
        where T : struct, ILanes<T>
    {
        var (sum, rest) = FastTwoSum(k * Ln2Hi, hi);
        return sum + (rest + Fma(k, T.Of(Ln2Lo), lo));
    }

    /// <summary>
    /// (2·artanh(t/2) − t)/t³ = 1/12 + t²/80 + t⁴/448 + … as a polynomial in square = t² ≤ 4/9 (softplus needs all of
    /// it, the logarithms the first quarter). Interpolated at eleven Chebyshev nodes, solved at 300 bits and rounded:
    /// t²·LogSeries misses by less than 2⁻⁵⁷, most of it the rounding of 1/12.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogSeries<T>(T square)
        where T : struct, ILanes<T>
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
