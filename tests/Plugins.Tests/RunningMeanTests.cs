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

    [Test]
    public void Asleep_is_what_is_subnormal_or_next_to_it_and_neither_nothing_nor_a_NaN() =>
        Gen.OneOf(Mean, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue)).Array[8].Sample(means =>
            AreAsleep<Lanes64>(means) && AreAsleep<Lanes128>(means) && AreAsleep<Lanes256>(means) && AreAsleep<Lanes512>(means), iter: Cases);

    private static bool AreAsleep<T>(double[] means)
        where T : struct, ILanes<T> => Enumerable.Range(0, means.Length / T.Count).All(i =>
        {
            var (mean, asleep) = (T.Load(in means[i * T.Count]), means.Skip(i * T.Count).Take(T.Count).Any(m => Math.Abs(m) is > 0 and <= 2.2250738585072014E-308));
            return T.Any(RunningMean.Asleep(mean)) == asleep && RunningMean.AreAwake(mean, 1) != asleep && RunningMean.AreAwake(1, T.Abs(mean)) != asleep;
        });

    /// <summary>Neighbours asleep beside neighbours awake: the same update, to the bit, as alone.</summary>
    [Test]
    public void An_update_does_not_see_who_sleeps_beside_it() =>
        Gen.Select(
            Gen.OneOf("adam", "amsgrad", "nadam", "radam"), Gen.OneOf(0.9, 0.0, 1e-20, 0.5), Gen.Select(Mean, Mean, Share, Gen.Frequency((3, Gen.Double[-2, 2]), (1, Mean))).Array[11]).Sample(
            (name, beta1, all) =>
            {
                var optimizer = Named(name, beta1);
                var (updates, memory) = Updated(optimizer, all);
                return Enumerable.Range(0, all.Length).All(i =>
                {
                    var (update, own) = Updated(optimizer, [all[i]]);
                    return Golden.SameBits([updates[i]], update) && own.Select((slot, k) => Golden.SameBits([slot[0]], [memory[k][i]])).All(same => same);
                });
            }, iter: Cases / 4);

    private static IOptimizer Named(string name, double beta1) => name switch
    {
        "nadam" => new NAdam(beta1),
        "radam" => new RAdam(beta1),
        _ => new Adam(beta1, amsgrad: name == "amsgrad"),
    };

    /// <summary>The 21st step from the given means, gradients and parameters.</summary>
    private static (double[] Updates, double[][] Slots) Updated(IOptimizer optimizer, (double Mean, double Square, double Gradient, double Parameter)[] all)
    {
        var n = all.Length;
        double[] updates = [.. all.Select(a => a.Gradient)], parameters = [.. all.Select(a => a.Parameter)], squares = [.. all.Select(a => Math.Abs(a.Square))];
        double[] memory =
        [
            .. all.Select(a => a.Mean), .. Enumerable.Repeat(squares, optimizer.SlotNames.Length - 1).SelectMany(s => s), .. optimizer.ScalarNames.Select(s => s == "t" ? 20 : 0.5),
        ];
        optimizer.Update(20, 0.01, ParameterLayout.Of((n, 1, false)), parameters, updates, Slots.For(optimizer, n, memory));
        return (updates, [.. Enumerable.Range(0, optimizer.SlotNames.Length).Select(k => memory[(k * n)..((k + 1) * n)])]);
    }

    private static double[] Next<T>(double keep, double[] means, double[] shares)
        where T : struct, ILanes<T>
    {
        var results = new double[means.Length];
        for (var i = 0; i < means.Length; i += T.Count)
            T.Store(RunningMean.Next(keep, T.Load(in means[i]), T.Load(in shares[i])), ref results[i]);
        return results;
    }
}
