using static Functional.Core.Tests.NumPyGolden;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class NumPyRandomPropertyTests
{
    private const int Cases = 1000;

    [Test]
    public void A_permutation_holds_every_index_once() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 300]).Sample(
            (seed, n) => new NumPyRandom(seed).Permutation(n).Order().SequenceEqual(Enumerable.Range(0, n)), iter: Cases);

    [Test]
    public void The_same_key_gives_the_same_numbers() =>
        Gen.UInt.Array[1, 700].Sample(
            key => Draw(8, new NumPyRandom(key).NextWord).SequenceEqual(Draw(8, new NumPyRandom(key).NextWord)), iter: Cases);

    [Test]
    public void Three_and_five_draws_are_eight() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 700]).Sample(
            (seed, skipped) =>
            {
                var (parts, whole) = (new NumPyRandom(seed), new NumPyRandom(seed));
                Draw(skipped, parts.NextWord);
                Draw(skipped, whole.NextWord);
                return Draw(3, parts.StandardNormal).Concat(Draw(5, parts.StandardNormal)).SequenceEqual(Draw(8, whole.StandardNormal));
            },
            iter: Cases);

    [Test]
    public void A_double_is_two_words() =>
        Gen.UInt.Sample(
            seed =>
            {
                var words = new NumPyRandom(seed);
                ulong high = words.NextWord() >> 5;
                ulong low = words.NextWord() >> 6;
                return new NumPyRandom(seed).NextDouble() == ((high << 26) | low) * Math.ScaleB(1, -53);
            },
            iter: Cases);

    [Test]
    public void Integers_stay_in_their_range_however_wide() =>
        Gen.Select(Gen.UInt, Gen.Int, Gen.Int).Where((_, a, b) => a != b).Sample(
            (seed, a, b) => new NumPyRandom(seed).Integer(Math.Min(a, b), Math.Max(a, b)) is var value
                && value >= Math.Min(a, b) && value < Math.Max(a, b),
            iter: Cases);

    [Test]
    public void A_range_of_one_integer_draws_nothing()
    {
        var random = new NumPyRandom(7);
        Assert.That(random.Integer(4, 5), Is.EqualTo(4));
        Assert.That(random.Permutation(1).Single(), Is.Zero);
        Assert.That(random.NextWord(), Is.EqualTo(new NumPyRandom(7).NextWord()));
    }

    [Test]
    public void What_NumPy_refuses_is_refused()
    {
        Assert.That(() => new NumPyRandom([]), Throws.ArgumentException);
        Assert.That(() => new NumPyRandom(1).Integer(3, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new NumPyRandom(1).Permutation(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
