using System.Runtime.CompilerServices;

namespace Functional.Core;

// Erf: three stretches, each with the form whose rounding hurts least there (the idea is W. J. Cody's, Math. Comp. 23,
// 1969; the intervals and polynomials are ours).
public static partial class Elementary
{
    /// <summary>2/√π and what its rounding left over.</summary>
    private const double TwoOverRootPiHi = 1.1283791670955126, TwoOverRootPiLo = 1.533545961316588E-17;

    /// <summary>erf(9/8) and what its rounding left over.</summary>
    private const double ErfCentreHi = 0.8883882317017078, ErfCentreLo = -1.158643993739769E-17;

    /// <summary>
    /// erf(x) = 2/√π·∫₀ˣ e^(−s²) ds. Error at most 0.92 ulp; odd in bits, erf(±0) = ±0, erf(±∞) = ±1.
    /// <para>
    /// x·(2/√π + x²·P(x²)) up to ¾; a polynomial about 9/8 up to 3/2; then 1 − erfc(x), where erfc is e^(−x²) with x² in
    /// two pieces, times a smooth factor. From 5.93 on the result is 1.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        double value = magnitude < 0.75 ? ErfNearZero<Lanes64>(magnitude) : magnitude < 1.5 ? ErfMiddle<Lanes64>(magnitude) : ErfTail<Lanes64>(magnitude);
        return Math.CopySign(value, x);
    }

    /// <summary>erf(x) in every lane: the bits of <see cref="Erf(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        var magnitude = T.Abs(x);
        var value = T.Select(magnitude < 0.75, ErfNearZero(magnitude), ErfMiddle(magnitude));
        // The tail costs as much as both of them; among normal numbers, as gelu asks for, it is rare.
        var near = magnitude < 1.5;
        return T.CopySign(T.All(near) ? value : T.Select(near, value, ErfTail(magnitude)), x);
    }

    /// <summary>Interpolates (erf(x)/x − 2/√π)/x² in x² ≤ 9/16 at eleven Chebyshev nodes; x² times it misses by under 2⁻⁵⁷.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfNearZero<T>(T x)
        where T : struct, ILanes<T>
    {
        var correction = Fma(x * x, ErfNearZeroSeries(x * x), TwoOverRootPiLo);
        return Fma(x, T.Of(TwoOverRootPiHi), x * correction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfNearZeroSeries<T>(T square)
        where T : struct, ILanes<T>
    {
        var p = Fma(-9.710489912378796E-10, square, 1.4476682517736882E-08);
        p = Fma(p, square, -1.634140690282251E-07);
        p = Fma(p, square, 1.6460982712982636E-06);
        p = Fma(p, square, -1.4925616549315293E-05);
        p = Fma(p, square, 0.00012055332331498608);
        p = Fma(p, square, -0.000854832701564095);
        p = Fma(p, square, 0.005223977625387411);
        p = Fma(p, square, -0.026866170645129278);
        p = Fma(p, square, 0.11283791670955123);
        return Fma(p, square, -0.37612638903183754);
    }

    /// <summary>
    /// Interpolates (erf(9/8 + d) − erf(9/8))/d on |d| ≤ 3/8 at sixteen Chebyshev nodes; d times it misses by under 2⁻⁵⁶.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfMiddle<T>(T x)
        where T : struct, ILanes<T>
    {
        var d = x - 1.125;
        return ErfCentreHi + Fma(d, ErfMiddleSeries(d), ErfCentreLo);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfMiddleSeries<T>(T d)
        where T : struct, ILanes<T>
    {
        var p = Fma(-2.1208108630323737E-07, d, -7.253151177797486E-06);
        p = Fma(p, d, 1.0729703563545822E-05);
        p = Fma(p, d, 4.934756514658036E-05);
        p = Fma(p, d, -0.00014155968257829673);
        p = Fma(p, d, -0.00017694228107031622);
        p = Fma(p, d, 0.001153267438817202);
        p = Fma(p, d, -0.0003601928317666998);
        p = Fma(p, d, -0.006031260886106992);
        p = Fma(p, d, 0.009606894255920281);
        p = Fma(p, d, 0.015536835449815524);
        p = Fma(p, d, -0.06132368360619423);
        p = Fma(p, d, 0.027973297133856326);
        p = Fma(p, d, 0.1624523329847712);
        p = Fma(p, d, -0.35805820331336546);
        return Fma(p, d, 0.3182739585007693);
    }

    /// <summary>
    /// 1 − e^(−x²)·Q(u)/(1 + 2x) with u = (x − 3)/(x + 3), the variable of Schonfelder (Math. Comp. 32, 1978), in which
    /// (1 + 2x)·e^(x²)·erfc(x) is nearly a polynomial. Q interpolates it for 1.5 ≤ x ≤ 6 at fifteen Chebyshev nodes and
    /// misses by under 2⁻⁵⁵ of itself; since erfc is at most 0.034 here, its own few ulps vanish in the difference.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfTail<T>(T x)
        where T : struct, ILanes<T>
    {
        var clamped = T.Select(x > 6, 6, x);
        var square = clamped * clamped;
        var factor = ErfTailSeries((clamped - 3) / (clamped + 3)) / Fma(2, clamped, 1);
        if (typeof(T) == typeof(Symbol)) return T.Of(1) - T.Map(-square, Exp) * factor; // known when it is compiled, as in Tanh
        var (shifted, hi, lo) = ReducedExp(-square, -Fma(clamped, clamped, -square));
        return T.Of(1) - (hi + lo) * PowerOfTwo(shifted) * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfTailSeries<T>(T u)
        where T : struct, ILanes<T>
    {
        var p = Fma(-5.974643832036688E-07, u, -1.8715945053806777E-05);
        p = Fma(p, u, 4.928178916463743E-06);
        p = Fma(p, u, 0.00012487192933775847);
        p = Fma(p, u, -0.0001051580905476248);
        p = Fma(p, u, -0.0007798131075191389);
        p = Fma(p, u, 0.0018886902915627116);
        p = Fma(p, u, 0.0025293909488728933);
        p = Fma(p, u, -0.02377051491776034);
        p = Fma(p, u, 0.0683080273641252);
        p = Fma(p, u, -0.11927366341529344);
        p = Fma(p, u, 0.12964515870255505);
        p = Fma(p, u, -0.047562294353451134);
        p = Fma(p, u, -0.1356211061245806);
        return Fma(p, u, 1.2530080582697296);
    }
}
