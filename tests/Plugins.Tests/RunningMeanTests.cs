using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>Numbers too small for a processor to be quick with: the ways around them lead to the same bits.</summary>
[TestFixture]
internal sealed class RunningMeanTests
{
    private const int Cases = 20_000;

    private static readonly Gen<double> Subnormal =
        Gen.Select(Gen.OneOf(Gen.Long[1, 20], Gen.Long[1, (1L << 52) - 1], Gen.Long[(1L << 52) - 20, (1L << 52) - 1]), Gen.Bool,
            (bits, negative) => BitConverter.Int64BitsToDouble(bits | (negative ? long.MinValue : 0)));

    private static readonly Gen<double> Mean = Gen.Frequency(
        (5, Subnormal), (2, Gen.OneOf(0.0, -0.0, 2.2250738585072014E-308, -2.2250738585072014E-308)), (2, Gen.Double[-2, 2]), (1, Gen.Double));

    private static readonly Gen<double> Share = Gen.Frequency((6, Gen.OneOf(0.0, -0.0)), (2, Subnormal), (2, Gen.Double[-1, 1]));

    private static readonly Gen<double> Keep = Gen.Frequency((3, Gen.OneOf(0.9, 0.999, 0.5, 0.99, 0.0, 1)), (2, Gen.Double[0, 1]), (1, Subnormal.Select(Math.Abs)));

    [Test]
    public void The_next_mean_is_the_fused_multiply_add_at_every_width() =>
        Gen.Select(Keep, Mean.Array[8], Share.Array[8]).Sample((keep, means, shares) =>
        {
            double[] plain = [.. means.Zip(shares, (mean, share) => Math.FusedMultiplyAdd(keep, mean, share))];
            return Golden.SameBits(plain, Next<Lanes64>(keep, means, shares)) && Golden.SameBits(plain, Next<Lanes128>(keep, means, shares))
                && Golden.SameBits(plain, Next<Lanes256>(keep, means, shares)) && Golden.SameBits(plain, Next<Lanes512>(keep, means, shares));
        }, iter: Cases);

    /// <summary>The double called 0.9 is a little more, and so 4½ becomes 5.</summary>
    [Test]
    public void A_mean_left_alone_takes_every_step_of_the_plain_one_and_stays_at_five_smallest_numbers()
    {
        var mean = 1.0;
        for (var step = 0; step < 8000; step++)
        {
            var next = Next<Lanes64>(0.9, [mean], [0.0])[0];
            Assert.That(Golden.SameBits(next, Math.FusedMultiplyAdd(0.9, mean, 0)));
            mean = next;
        }

        Assert.That(mean, Is.EqualTo(5 * double.Epsilon));
    }

    /// <summary>Whatever is divided by, as long as the update is no more than the stated multiple of the mean.</summary>
    [Test]
    public void A_parameter_goes_where_it_would_have_gone() =>
        Gen.Select(Mean, Gen.Double, Gen.Int[-40, 320], Gen.Double[1, 2], Gen.Double[-1, 1]).Sample((mean, parameter, scale, factor, g) =>
        {
            var stepSize = factor * Math.ScaleB(1, 2 * scale);
            var weak = RunningMean.IsWeak(stepSize, 1);
            double felt = RunningMean.Felt<Lanes64>(mean, parameter, weak);
            return Golden.SameBits([parameter + -stepSize * mean], [parameter + -stepSize * felt])
                && Golden.SameBits([parameter + -stepSize * Math.FusedMultiplyAdd(0.9, mean, g)], [parameter + -stepSize * Math.FusedMultiplyAdd(0.9, felt, g)]);
        }, iter: Cases);

    [Test]
    public void A_root_beside_epsilon_is_the_root_beside_epsilon() =>
        Gen.Select(Mean.Select(Math.Abs), Gen.OneOf(Gen.Double[1e-16, 1e-2], Gen.OneOf(0.0, 1e-20, 1e-300)), Gen.Double[1e-3, 1]).Sample((mean, epsilon, correction) =>
        {
            double root = RunningMean.Root<Lanes64>(mean, epsilon);
            return Golden.SameBits([Math.Sqrt(mean) / correction + epsilon], [root / correction + epsilon]);
        }, iter: Cases);

    private static double[] Next<T>(double keep, double[] means, double[] shares)
        where T : struct, ILanes<T>
    {
        var results = new double[means.Length];
        for (var i = 0; i < means.Length; i += T.Count)
            T.Store(RunningMean.Next(keep, T.Load(in means[i]), T.Load(in shares[i])), ref results[i]);
        return results;
    }
}
