namespace Functional.Core.Tests;

[TestFixture]
internal sealed class RngTests
{
    private const int Cases = 1000;

    private static readonly Gen<(ulong Seed, ulong Stream)> Keys = Gen.Select(Gen.ULong, Gen.ULong);

    // The known answers that come with the authors' Random123 library (kat_vectors, philox4x32 10).
    [TestCase(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_authors_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3)
    {
        Assert.That(Philox.Block(c0, c1, c2, c3, k0, k1), Is.EqualTo((w0, w1, w2, w3)));
        Assert.That(
            Rng.Bits(((ulong)k1 << 32) | k0, ((ulong)c3 << 32) | c2, ((ulong)c1 << 32) | c0), Is.EqualTo(((ulong)w1 << 32) | w0));
    }

    [Test]
    public void The_same_key_gives_the_same_number_in_any_order() =>
        Gen.Select(Keys, Gen.ULong.Array[1, 20]).Sample(
            (key, counters) =>
            {
                var forwards = counters.Select(counter => Rng.Bits(key.Seed, key.Stream, counter));
                var backwards = counters.Reverse().Select(counter => Rng.Bits(key.Seed, key.Stream, counter)).ToArray();
                return forwards.SequenceEqual(backwards.Reverse());
            },
            iter: Cases);

    [Test]
    public void Every_argument_matters() =>
        Gen.Select(Keys, Gen.ULong, Gen.Int[0, 63]).Sample(
            (key, counter, bit) =>
            {
                var flip = 1UL << bit;
                return new HashSet<ulong>
                {
                    Rng.Bits(key.Seed, key.Stream, counter), Rng.Bits(key.Seed ^ flip, key.Stream, counter),
                    Rng.Bits(key.Seed, key.Stream ^ flip, counter), Rng.Bits(key.Seed, key.Stream, counter ^ flip),
                }.Count == 4;
            },
            iter: Cases);

    [Test]
    public void Uniforms_lie_in_the_unit_interval_and_are_multiples_of_its_53rd_part() =>
        Gen.Select(Keys, Gen.ULong).Sample(
            (key, counter) => Rng.Uniform(key.Seed, key.Stream, counter) is >= 0.0 and < 1.0 and var value
                && double.IsInteger(value * Math.ScaleB(1, 53)),
            iter: Cases);

    [Test]
    public void Below_stays_below_and_moves_the_counter_on() =>
        Gen.Select(Keys, Gen.ULong[0, ulong.MaxValue / 2], Gen.Int[1, int.MaxValue]).Sample(
            (key, counter, n) => Rng.Below(n, key.Seed, key.Stream, counter) is var (value, next) && value >= 0 && value < n && next > counter,
            iter: Cases);

    [Test]
    public void Three_and_five_draws_are_eight() =>
        Gen.Select(Keys, Gen.Int[1, 1000]).Sample(
            (key, n) =>
            {
                var (three, between) = Draws(3, n, key, 0);
                var (five, _) = Draws(5, n, key, between);
                return three.Concat(five).SequenceEqual(Draws(8, n, key, 0).Values);
            },
            iter: Cases);

    [Test]
    public void A_permutation_holds_every_index_once_and_is_a_function_of_its_key() =>
        Gen.Select(Keys, Gen.Int[0, 300]).Sample(
            (key, n) => Rng.Permutation(n, key.Seed, key.Stream) is var order
                && order.Order().SequenceEqual(Enumerable.Range(0, n))
                && order.SequenceEqual(Rng.Permutation(n, key.Seed, key.Stream)),
            iter: Cases);

    [Test]
    public void Exactly_the_unfair_draws_are_passed_over()
    {
        // 2^64 = 3·k + 1: one draw too many, the first. 2^64 = 4·k: none.
        Assert.That(Rng.Reduced(0, 3), Is.Null);
        Assert.That(Rng.Reduced(1, 3), Is.EqualTo(0));
        Assert.That(Rng.Reduced(ulong.MaxValue, 3), Is.EqualTo(2));
        Assert.That(Rng.Reduced(0, 4), Is.EqualTo(0));
        Assert.That(() => Rng.Below(0, 1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Rng.Permutation(-1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>
    /// 24,000 streams, 24 orders, 1,000 expected of each; 23 degrees of freedom. A fair generator exceeds 63 once in about
    /// 70,000 seeds (p = 1.4e-5), and the seeds here are fixed, so the test cannot flicker.
    /// </summary>
    [TestCase(0ul)]
    [TestCase(123ul)]
    [TestCase(ulong.MaxValue)]
    public void All_orders_of_four_are_equally_likely_over_the_streams(ulong seed)
    {
        const int expected = 1000;
        var counts = Enumerable.Range(0, 24 * expected)
            .CountBy(stream => string.Join(',', Rng.Permutation(4, seed, (ulong)stream)))
            .Select(pair => pair.Value).ToArray();
        Assert.That(counts, Has.Length.EqualTo(24));
        Assert.That(counts.Sum(count => Math.Pow(count - expected, 2) / expected), Is.LessThan(63.0));
    }

    private static (int[] Values, ulong Next) Draws(int count, int n, (ulong Seed, ulong Stream) key, ulong counter)
    {
        var values = new int[count];
        for (var i = 0; i < count; i++) (values[i], counter) = Rng.Below(n, key.Seed, key.Stream, counter);
        return (values, counter);
    }
}
