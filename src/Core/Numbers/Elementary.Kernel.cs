using System.Runtime.CompilerServices;

namespace Functional.Core;

// What the elementary functions share: error-free sums, one compensated division, and e^x in two pieces.
// All but ScaleToEdge is straight-line text over lanes: the scalar functions and the vector ones are the same text, so they have
// the same bits.
public static partial class Elementary
{
    /// <summary>1.5·2⁵²: adding it leaves an integer in the low bits, rounded to nearest (ties to even). No table, no cast.</summary>
    private const double Shift = 6755399441055744.0;

    /// <summary>The bits of <see cref="Shift"/>: their difference from a shifted number's bits is the integer.</summary>
    private const long ShiftBits = 0x4338000000000000;

    /// <summary>1/ln 2, rounded to nearest. It only chooses k, so its error costs nothing.</summary>
    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 cut after 42 bits: k·Ln2Hi is exact for |k| ≤ 2048 (Cody &amp; Waite 1980).</summary>
    private const double Ln2Hi = 0.6931471805598903;

    /// <summary>ln 2 − Ln2Hi, rounded to nearest: together they miss ln 2 by less than 2⁻⁹⁷.</summary>
    private const double Ln2Lo = 5.497923018708371E-14;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fma<T>(T a, T b, T c) where T : struct, ILanes<T> => T.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fma<T>(T a, T b, double c) where T : struct, ILanes<T> => T.FusedMultiplyAdd(a, b, T.Of(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fma<T>(double a, T b, T c) where T : struct, ILanes<T> => T.FusedMultiplyAdd(T.Of(a), b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fma<T>(double a, T b, double c) where T : struct, ILanes<T> => T.FusedMultiplyAdd(T.Of(a), b, T.Of(c));

    /// <summary>A bit pattern in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfBits<T>(long bits) where T : struct, ILanes<T> => T.Of(BitConverter.Int64BitsToDouble(bits));

    /// <summary>a + b = Hi + Lo without error when |a| ≥ |b| or a = 0 (Dekker 1971).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) FastTwoSum<T>(T a, T b)
        where T : struct, ILanes<T>
    {
        var hi = a + b;
        return (hi, (a - hi) + b);
    }

    /// <summary>a + b = Hi + Lo without error, whichever is larger (Knuth, TAOCP 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) TwoSum<T>(T a, T b)
        where T : struct, ILanes<T>
    {
        var hi = a + b;
        var bRounded = hi - a;
        return (hi, (a - (hi - bRounded)) + (b - bRounded));
    }

    /// <summary>
    /// (nHi + nLo) / (dHi + dLo) = Hi + Lo to about 2⁻¹⁰⁰, with one division: the reciprocal makes a first quotient, the
    /// fused remainder tells exactly by how much it is wrong, and the same reciprocal turns that into a correction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo) Divide<T>(T nHi, T nLo, T dHi, T dLo)
        where T : struct, ILanes<T>
    {
        var reciprocal = 1 / dHi;
        var quotient = nHi * reciprocal;
        var less = -quotient;
        var remainder = Fma(less, dHi, nHi) + Fma(less, dLo, nLo);
        return (quotient, remainder * reciprocal);
    }

    /// <summary>2^k for −1022 ≤ k ≤ 1023, by its exponent bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(long k) => BitConverter.Int64BitsToDouble((k + 1023) << 52);

    /// <summary>2^k for −1022 ≤ k ≤ 1023, from <see cref="Shift"/> + k: the low twelve bits of Shift are 0, so those of the sum are k's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T shifted) where T : struct, ILanes<T> => T.ShiftBitsLeft(T.AddBits(shifted, OfBits<T>(1023)), 52);

    /// <summary>
    /// (hi + lo)·2^k for any |k| ≤ 1100 and |lo| ≤ ulp(hi)/2, rounded once. Too large becomes infinity. A subnormal result would be rounded
    /// twice, by the sum and by the scaling, so there the scaling comes first and what it lost is added afterwards.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ScaleToEdge(double hi, double lo, long k)
    {
        var half = k >> 1;
        var (first, second) = (PowerOfTwo(half), PowerOfTwo(k - half));
        var scaled = hi * first * second;
        if (!(scaled < 2.2250738585072014E-308)) return scaled; // a normal number, infinity, NaN
        var lost = Fma(-scaled, PowerOfTwo(half - k), hi * first);
        return scaled + (lost + lo * first) * second;
    }

    /// <summary>
    /// e^(x + tail) = 2^k·(1 + Hi + Lo) for −750 ≤ x ≤ 711 and a tail of at most half an ulp of x; Shifted is <see cref="Shift"/> + k.
    /// <para>
    /// x = k·ln 2 + r with |r| ≤ ln 2/2; then e^r − 1 = r + r²/2 + r³·P(r). The first two terms are summed without error,
    /// so only r³·P ≤ 0.0075 is rounded: Hi + Lo is right to 2⁻⁵⁹ of 1, and to 2⁻⁵⁷ of e^r − 1 itself when r is small.
    /// P interpolates (e^r − 1 − r − r²/2)/r³ at the ten Chebyshev nodes of [−ln 2/2, ln 2/2], solved at 300 bits and
    /// rounded; r³·P then misses by less than 2⁻⁶⁰. Lo is not below an ulp of Hi: add it with <see cref="FastTwoSum"/>
    /// before dividing.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Shifted, T Hi, T Lo) ReducedExpm1<T>(T x, T tail)
        where T : struct, ILanes<T>
    {
        var shifted = Fma(x, T.Of(Log2E), Shift);
        var k = shifted - Shift;
        var coarse = Fma(k, T.Of(-Ln2Hi), x); // exact: both are multiples of 2^-54 and the difference is below 1/2
        var fine = Fma(k, T.Of(-Ln2Lo), tail);
        var (r, rest) = FastTwoSum(coarse, fine);
        var square = r * r;
        var squareLo = Fma(r, r, -square);
        var p89 = Fma(2.0911236630261545E-09, r, 2.510038549551032E-08);
        var p67 = Fma(2.755728296954995E-07, r, 2.7557268459997064E-06);
        var p45 = Fma(2.4801587317144498E-05, r, 0.00019841269863053618);
        var p23 = Fma(0.0013888888888886552, r, 0.008333333333330062);
        var p01 = Fma(0.041666666666666664, r, 0.16666666666666669);
        var p = Fma(Fma(Fma(Fma(p89, square, p67), square, p45), square, p23), square, p01);
        var small = Fma(square * r, p, Fma(0.5, squareLo, Fma(rest, r, rest)));
        var hi = Fma(0.5, square, r);
        var lo = Fma(0.5, square, r - hi) + small;
        return (shifted, hi, lo);
    }

    /// <summary>e^(x + tail) = 2^k·(Hi + Lo) with |Lo| ≤ ulp(Hi)/2: <see cref="ReducedExpm1"/> plus one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Shifted, T Hi, T Lo) ReducedExp<T>(T x, T tail)
        where T : struct, ILanes<T>
    {
        var (shifted, mHi, mLo) = ReducedExpm1(x, tail);
        var (one, rest) = FastTwoSum(T.Of(1), mHi);
        var (hi, lo) = FastTwoSum(one, rest + mLo);
        return (shifted, hi, lo);
    }
}
