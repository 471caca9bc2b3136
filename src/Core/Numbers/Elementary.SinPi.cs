using System.Runtime.CompilerServices;

namespace Functional.Core;

public static partial class Elementary
{
    /// <summary>
    /// sin(π·x): angles in half turns, so that the reduction is exact however large x is. Error at most 0.75 ulp. Zero at every whole
    /// number, with the sign of x; ±1 at every half; NaN for ±∞ (IEEE 754-2019, 9.2).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SinPi(double x)
    {
        var size = Math.Abs(x);
        // From 2^52 on every double is whole. NaN and infinity take this way as well.
        if (!(size < 4503599627370496)) return double.IsFinite(x) ? Math.CopySign(0, x) : double.NaN;
        var whole = Math.Floor(size);
        var part = size - whole; // exact, as are the two differences below
        if (part > 0.5) part = 1 - part;
        var value = part <= 0.25 ? SinPiKernel(part) : CosPiKernel(0.5 - part);
        var odd = whole != 2 * Math.Floor(0.5 * whole);
        return Math.CopySign(value, odd && part > 0 ? -x : x);
    }

    /// <summary>
    /// sin(π·r) = π·r + r³·S(r²) for |r| ≤ 1/4. π·r is carried in two pieces, so only r³·S, at most a ninth of the result, is rounded.
    /// S interpolates (sin(π·r) − π·r)/r³ at the seven Chebyshev nodes of 0 ≤ r² ≤ 1/16, solved at 300 bits and rounded; it then misses
    /// by less than 2⁻⁵⁷ of the result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SinPiKernel(double r)
    {
        // π in two pieces, each rounded to nearest: together they miss it by less than 2⁻¹⁰⁸.
        const double PiHi = 3.141592653589793, PiLo = 1.2246467991473532E-16;
        var w = r * r;
        var s = Fma(Fma(-2.1742067342478005E-05, w, 0.0004662879326147481), w, -0.0073704303122948235);
        s = Fma(Fma(Fma(Fma(s, w, 0.08214588659727676), w, -0.5992645293206478), w, 2.550164039877345), w, -5.16771278004997);
        var hi = PiHi * r;
        var lo = Fma(PiLo, r, Fma(PiHi, r, -hi));
        return hi + Fma(r * w, s, lo);
    }

    /// <summary>
    /// cos(π·r) = 1 − (π²/2)·r² + r⁴·C(r²) for |r| ≤ 1/4. The first two terms are summed without error; r⁴·C is below 0.016. C as S above,
    /// missing by less than 2⁻⁵⁹.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CosPiKernel(double r)
    {
        // π²/2, likewise.
        const double FactorHi = 4.934802200544679, FactorLo = 3.1326477543698557E-16;
        var w = r * r;
        var wLo = Fma(r, r, -w);
        var c = Fma(Fma(4.272813871770334E-06, w, -0.00010463550775039603), w, 0.0019295741987885265);
        c = Fma(Fma(Fma(Fma(c, w, -0.02580689138759507), w, 0.235330630358868), w, -1.3352627688545895), w, 4.0587121264167685);
        var square = FactorHi * w;
        var squareLo = Fma(FactorHi, w, -square) + Fma(FactorLo, w, FactorHi * wLo);
        var (hi, rest) = FastTwoSum<Lanes64>(1, -square);
        return hi + (rest + Fma(w * w, c, -squareLo));
    }
}
