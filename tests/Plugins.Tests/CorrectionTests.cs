using System.Numerics;
using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>A quotient without a division is the quotient, to the bit.</summary>
[TestFixture]
internal sealed class CorrectionTests
{
    private const int Cases = 50_000;

    private const long Hidden = 1L << 52;

    /// <summary>What a root of 1 − β₂ᵗ can be, and divisors it cannot be.</summary>
    private static readonly Gen<double> Divisor = Gen.Frequency(
        (4, Gen.Select(Gen.Double[0, 0.99999], Gen.Int[1, 100_000], (beta, t) => Math.Sqrt(1 - Math.Pow(beta, t)))),
        (2, Gen.Double[1e-9, 1]),
        (1, Gen.OneOf(1.0, 0.5, Math.BitDecrement(1.0), Math.BitDecrement(Math.BitDecrement(1.0)), Math.BitDecrement(0.5), 1e-200, double.Epsilon, 3.0)));

    private static readonly Gen<double> Root = Gen.Frequency(
        (4, Gen.Double.Select(x => Math.Sqrt(Math.Abs(x)))),
        (2, Gen.Double[0, 2]),
        (1, Gen.OneOf(0.0, double.Epsilon, double.PositiveInfinity, double.NaN, 1.0, Math.BitDecrement(1.0)).Select(x => Math.Sqrt(x))));

    [Test]
    public void Any_root_at_every_width() => Gen.Select(Divisor, Root.Array[8]).Sample((divisor, roots) =>
    {
        double[] quotients = [.. roots.Select(root => root / divisor)];
        return Golden.SameBits(quotients, Divided<Lanes64>(divisor, roots)) && Golden.SameBits(quotients, Divided<Lanes128>(divisor, roots))
            && Golden.SameBits(quotients, Divided<Lanes256>(divisor, roots)) && Golden.SameBits(quotients, Divided<Lanes512>(divisor, roots));
    }, iter: Cases);

    /// <summary>The quotients that lie closest to the middle between two doubles, where the smallest error would round the wrong way.</summary>
    [Test]
    public void The_hardest_roots_of_any_divisor() => Gen.Select(Gen.Long[Hidden, 2 * Hidden - 1].Select(b => b | 1), Gen.Int[-9, 9]).Sample((significand, r) =>
        Hardest(significand, 2 * r + 1), iter: Cases);

    [Test]
    public void The_hardest_roots_of_the_divisors_just_below_a_power_of_two() => Assert.That(
        Enumerable.Range(0, 2000).SelectMany(k => Enumerable.Range(-9, 19).Select(r => (Significand: 2 * Hidden - 1 - 2L * k, R: 2 * r + 1)))
            .Where(hard => !Hardest(hard.Significand, hard.R)),
        Is.Empty);

    /// <summary>A · 2⁵³ = B · (a whole number + ½) + r/2 for a small odd r: the A is found modulo B.</summary>
    private static bool Hardest(long significand, int r)
    {
        var b = new BigInteger(significand);
        var half = (b + 1) / 2;
        var a = ((b + r) / 2 * BigInteger.ModPow(half, 53, b)) % b;
        var (root, divisor) = (Math.ScaleB((double)a, -53), Math.ScaleB((double)significand, -53));
        return Golden.SameBits([root / divisor], Divided<Lanes64>(divisor, [root]));
    }

    private static double[] Divided<T>(double divisor, double[] roots)
        where T : struct, ILanes<T>
    {
        var (correction, results) = (new Correction(divisor), new double[roots.Length]);
        for (var i = 0; i < roots.Length; i += T.Count)
            T.Store(correction.Of(T.Load(in roots[i])), ref results[i]);
        return results;
    }
}
