using System.Runtime.CompilerServices;

namespace Functional.Core;

// Sin and Cos: the argument to within π/4 of a multiple of π/2, in two pieces, then one of two short polynomials.
public static partial class Elementary
{
    /// <summary>π/2 in three pieces of 53 bits: together they miss it by less than 2⁻¹⁶³.</summary>
    private const double HalfPi1 = 1.5707963267948966, HalfPi2 = 6.123233995736766E-17, HalfPi3 = -1.4973849048591698E-33;

    /// <summary>2³⁰: up to here three pieces of π/2 are enough; above, see <see cref="ReducedByTable"/>.</summary>
    private const double NearAngle = 1073741824.0;

    /// <summary>2/π, rounded to nearest. It only chooses the quarter, so its error costs nothing.</summary>
    private const double TwoOverPi = 0.6366197723675814;

    /// <summary>
    /// sin x for every finite x, 1.8·10³⁰⁸ included. Error at most 0.75 ulp; odd in bits, sin(±0) = ±0, never outside [−1, 1];
    /// NaN for ±∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sin(double x)
    {
        var (quarter, hi, lo) = ReducedAngle(Math.Abs(x));
        var value = QuarterWave(quarter, hi, lo);
        return double.IsNegative(x) ? -value : value;
    }

    /// <summary>sin x in every lane: the bits of <see cref="Sin(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x)
        where T : struct, ILanes<T>
    {
        var size = T.Abs(x);
        if (!T.All(size <= NearAngle)) return T.Map(x, Sin);
        var (shifted, hi, lo) = ReducedNearAngle(size);
        return QuarterWave(shifted, hi, lo) ^ (x & -0.0);
    }

    /// <summary>
    /// cos x for every finite x, 1.8·10³⁰⁸ included. Error at most 0.76 ulp; even in bits, cos(±0) = 1, never outside [−1, 1];
    /// NaN for ±∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Cos(double x)
    {
        var (quarter, hi, lo) = ReducedAngle(Math.Abs(x));
        return QuarterWave(quarter + 1, hi, lo);
    }

    /// <summary>cos x in every lane: the bits of <see cref="Cos(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x)
        where T : struct, ILanes<T>
    {
        var size = T.Abs(x);
        if (!T.All(size <= NearAngle)) return T.Map(x, Cos);
        var (shifted, hi, lo) = ReducedNearAngle(size);
        return QuarterWave(T.AddBits(shifted, OfBits<T>(1)), hi, lo);
    }

    /// <summary>
    /// x = K·π/2 + Hi + Lo for x ≥ 0, with |Hi + Lo| a hair above π/4 at most and Lo at most half an ulp of Hi; K matters modulo 4
    /// only. Right to 2⁻⁶⁶ of Hi + Lo, however near x is to a multiple of π/2 (no double is nearer than 2⁻⁶² to one).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (long K, double Hi, double Lo) ReducedAngle(double x)
    {
        if (x <= 0.785) return (0, x, 0);
        if (!(x <= NearAngle)) return ReducedByTable(x);
        var (shifted, hi, lo) = ReducedNearAngle<Lanes64>(x);
        return (BitConverter.DoubleToInt64Bits(shifted) - ShiftBits, hi, lo);
    }

    /// <summary>
    /// The same up to <see cref="NearAngle"/>, after Cody and Waite; Shifted is <see cref="Shift"/> + K. The first of the three
    /// subtractions is exact, because both terms are multiples of 2⁻⁵³ and the difference is below 1; the second is kept in two pieces.
    /// Up to 0.785, K and Lo are 0 and Hi is x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Shifted, T Hi, T Lo) ReducedNearAngle<T>(T x)
        where T : struct, ILanes<T>
    {
        var shifted = Fma(x, T.Of(TwoOverPi), Shift);
        var k = shifted - Shift;
        var coarse = Fma(k, T.Of(-HalfPi1), x);
        var fine = k * HalfPi2;
        var (sum, rest) = TwoSum(coarse, -fine);
        var (hi, lo) = FastTwoSum(sum, rest - Fma(k, T.Of(HalfPi3), Fma(k, T.Of(HalfPi2), -fine)));
        return (shifted, hi, lo);
    }

    /// <summary>sin(quarter·π/2 + hi + lo): the sine or the cosine of the rest, as it is or turned over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double QuarterWave(long quarter, double hi, double lo)
    {
        double value = (quarter & 1) == 0 ? SinNearZero<Lanes64>(hi, lo) : CosNearZero<Lanes64>(hi, lo);
        return (quarter & 2) == 0 ? value : -value;
    }

    /// <summary>The same where the last two bits of <paramref name="shifted"/> are the quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T QuarterWave<T>(T shifted, T hi, T lo)
        where T : struct, ILanes<T>
    {
        var odd = (T.ShiftBitsLeft(shifted, 63) | 1) < 0; // the last bit as the sign of a one
        var turned = T.ShiftBitsLeft(T.ShiftBitsRight(shifted, 1), 63);
        return T.Select(odd, CosNearZero(hi, lo), SinNearZero(hi, lo)) ^ turned;
    }

    /// <summary>
    /// sin(r + rest) = r + r³·P(r²) + rest·cos r. P interpolates (sin r / r − 1)/r² in r² ≤ 0.79² at seven Chebyshev nodes, solved
    /// at 300 bits and rounded; r²·P misses by less than 2⁻⁵⁷, most of it the rounding of 1/6.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SinNearZero<T>(T r, T rest)
        where T : struct, ILanes<T>
    {
        var square = r * r;
        var p = Fma(-7.585989217686428E-13, square, 1.6058519539543833E-10);
        p = Fma(p, square, -2.505210615578957E-08);
        p = Fma(p, square, 2.755731921911718E-06);
        p = Fma(p, square, -0.00019841269841264778);
        p = Fma(p, square, 0.008333333333333331);
        p = Fma(p, square, -0.16666666666666666);
        return r + Fma(square * r, p, Fma(-0.5 * square, rest, rest));
    }

    /// <summary>
    /// cos(r + rest) = 1 − r²/2 + r⁴·Q(r²) − rest·r, the first two terms and r² kept in two pieces. Q interpolates
    /// (cos r − 1 + r²/2)/r⁴ in r² ≤ 0.79² at seven Chebyshev nodes, solved at 300 bits and rounded; r⁴·Q misses by less than 2⁻⁵⁹.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CosNearZero<T>(T r, T rest)
        where T : struct, ILanes<T>
    {
        var square = r * r;
        var squareLo = Fma(r, r, -square);
        var q = Fma(4.745478320723899E-14, square, -1.1470454171656988E-11);
        q = Fma(q, square, 2.087675574846016E-09);
        q = Fma(q, square, -2.7557319221279406E-07);
        q = Fma(q, square, 2.4801587301584486E-05);
        q = Fma(q, square, -0.0013888888888888887);
        q = Fma(q, square, 0.041666666666666664);
        var (hi, lo) = FastTwoSum(T.Of(1), -0.5 * square);
        return hi + (lo + Fma(square * square, q, -Fma(0.5, squareLo, r * rest)));
    }
}
