using System.Runtime.CompilerServices;

namespace Functional.Core;

// Pow: e^(y·log x). The product may reach 745, so the logarithm needs ten bits more than a double has: it comes in two
// pieces, right to 2^-67 of itself.
public static partial class Elementary
{
    /// <summary>1/12 and what its rounding left over.</summary>
    private const double TwelfthHi = 0.08333333333333333, TwelfthLo = 4.625929269271485E-18;

    /// <summary>1/80 and what its rounding left over.</summary>
    private const double EightiethHi = 0.0125, EightiethLo = -6.938893903907229E-19;

    /// <summary>
    /// x^y. Error at most 0.54 ulp, subnormal and nearly infinite results included.
    /// <para>
    /// As IEEE 754 and C99 have it: x^±0 = 1 and 1^y = 1 even for NaN; (−1)^±∞ = 1; a negative x has a power for integer y
    /// only (else NaN), with x's sign when y is odd; (±0)^y and (±∞)^y are 0 or ∞ with that same sign.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Pow(double x, double y) =>
        x > 0 && x <= double.MaxValue && Math.Abs(y) <= double.MaxValue ? PositivePow(x, y) : PowEdge(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PositivePow(double x, double y)
    {
        var subnormal = x < LeastNormal;
        var (logHi, logLo) = LongLog<Lanes64>(subnormal ? x * TwoTo54 : x, subnormal ? 54 : 0);
        var product = y * logHi;
        var tail = Fma(y, logLo, Fma(y, logHi, -product));
        return Math.Abs(product) <= 700 ? ExpMain<Lanes64>(product, tail) : ExpEdge(product, tail);
    }

    /// <summary>
    /// log(x/2^scaledBy) = Hi + Lo to 2⁻⁶⁷ of itself, for a normal x: <see cref="ReducedLog"/> with the first two coefficients of its series, the
    /// squares and the products kept in two pieces (the third term is 2⁻¹⁸ of the whole, and a double will do).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) LongLog<T>(T x, double scaledBy)
        where T : struct, ILanes<T>
    {
        var (k, _, mantissa) = SplitForLog(x, scaledBy);
        var f = mantissa - 1;
        var (dHi, dLo) = FastTwoSum(T.Of(1), 0.5 * f);
        var (tHi, tLo) = Divide(f, T.Of(0), dHi, dLo);
        var (squareHi, squareLo) = Product(tHi, tLo, tHi, tLo);
        var (innerHi, innerLo) = FastTwoSum(T.Of(EightiethHi), squareHi * LongLogSeries(squareHi));
        var (middleHi, middleLo) = Product(innerHi, innerLo + EightiethLo, squareHi, squareLo);
        var (outerHi, outerLo) = FastTwoSum(T.Of(TwelfthHi), middleHi);
        var (seriesHi, seriesLo) = Product(outerHi, outerLo + (middleLo + TwelfthLo), squareHi, squareLo);
        var (cubicHi, cubicLo) = Product(tHi, tLo, seriesHi, seriesLo);
        var (logHi, logLo) = FastTwoSum(tHi, cubicHi);
        var (sum, rest) = FastTwoSum(k * Ln2Hi, logHi);
        return FastTwoSum(sum, rest + Fma(k, T.Of(Ln2Lo), logLo + (tLo + cubicLo)));
    }

    /// <summary>
    /// (2·artanh(t/2) − t − t³/12 − t⁵/80)/t⁷ in square = t² ≤ 0.118. Interpolated at seven Chebyshev nodes, solved at
    /// 300 bits and rounded; t⁶ times it misses by less than 2⁻⁶⁸.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LongLogSeries<T>(T square)
        where T : struct, ILanes<T>
    {
        var p = Fma(2.2061781448356149E-07, square, 8.943010180196684E-07);
        p = Fma(p, square, 4.069275800320078E-06);
        p = Fma(p, square, 1.8780037081050985E-05);
        p = Fma(p, square, 8.877840930740101E-05);
        p = Fma(p, square, 0.0004340277777761816);
        return Fma(p, square, 0.002232142857142859);
    }

    /// <summary>(aHi + aLo)·(bHi + bLo) = Hi + Lo to about 2⁻¹⁰².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) Product<T>(T aHi, T aLo, T bHi, T bLo)
        where T : struct, ILanes<T>
    {
        var hi = aHi * bHi;
        return (hi, Fma(aHi, bHi, -hi) + Fma(aHi, bLo, aLo * bHi));
    }

    private static double PowEdge(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        var size = Math.Abs(x);
        if (double.IsInfinity(y)) return size == 1 ? 1 : size > 1 == y > 0 ? double.PositiveInfinity : 0;
        var sign = double.IsNegative(x) && IsOdd(y) ? -1.0 : 1.0;
        if (size == 0 || double.IsInfinity(size)) return size == 0 == y > 0 ? sign * 0 : sign * double.PositiveInfinity;
        return IsInteger(y) ? sign * Pow(size, y) : double.NaN;
    }

    /// <summary>From 2⁵² on every double is an integer.</summary>
    private static bool IsInteger(double y) => Math.Abs(y) >= 4503599627370496.0 || y == (long)y;

    /// <summary>From 2⁵³ on every double is an even one.</summary>
    private static bool IsOdd(double y) => Math.Abs(y) < 9007199254740992.0 && IsInteger(y) && ((long)y & 1) != 0;
}
