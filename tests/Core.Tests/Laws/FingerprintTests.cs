namespace Functional.Core.Tests;

[TestFixture]
internal sealed class FingerprintTests
{
    [Test]
    public void One_flipped_bit_of_any_parameter_changes_every_later_fingerprint() =>
        Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 1 << 20], Gen.Int[0, 63]), (c, where, bit) =>
        {
            var flipped = Flip(c.Parameters, where % c.Parameters.Length, bit);
            var (a, b) = (c.Start, Training.Init(c.Pipeline, flipped));
            for (var i = 0; i <= 4; i++)
            {
                Law.That(a.Fingerprint != b.Fingerprint, $"fingerprint {i} hides the flipped bit");
                (a, b) = (Training.Run(c.Pipeline, a, c.Batches, 1), Training.Run(c.Pipeline, b, c.Batches, 1));
            }
        });

    [Test]
    public void A_later_flip_leaves_the_earlier_fingerprints_and_changes_the_later_ones() =>
        Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 1 << 20], Gen.Int[0, 63]), (c, where, bit) =>
        {
            var healthy = c.State;
            var next = Training.Step(c.Pipeline, healthy, c.Batch).Next;
            var flipped = healthy.Next(Flip(next.Parameters, where % next.Parameters.Length, bit), next.Slots);
            Law.That(flipped.Fingerprint != next.Fingerprint, "the flip is hidden");
            Law.That(
                flipped.Next(next.Parameters, next.Slots).Fingerprint != next.Next(next.Parameters, next.Slots).Fingerprint,
                "the flip is forgotten once the numbers agree again");
        });

    [Test]
    public void A_change_by_hand_is_part_of_the_history_even_if_it_changes_nothing() =>
        Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 1 << 20], Gen.Int[0, 63]), (c, where, bit) =>
        {
            var edited = c.State.Edited(Flip(c.State.Parameters, where % c.State.Parameters.Length, bit));
            Law.That(edited.Step == c.State.Step && edited.Slots.Equals(c.State.Slots), "the step and the memory stay");
            Law.That(edited.Fingerprint == Fingerprint.Chain(c.State.Fingerprint, c.State.Step, edited.Parameters), "a link of the chain");
            Law.That(c.State.Edited(c.State.Parameters).Fingerprint != c.State.Fingerprint, "a change to the same numbers is one");
            Law.That(Training.Run(c.Pipeline, edited, c.Batches, 2).Fingerprint != Training.Run(c.Pipeline, c.State, c.Batches, 2).Fingerprint, "and stays in the history");
        });

    [Test]
    public void Equal_histories_have_equal_fingerprints() => Law.Holds(Gens.AnyCase, c =>
        Law.That(
            Training.Run(c.Pipeline, c.Start, c.Batches, 3).Fingerprint == Training.Run(c.Pipeline, c.Start, c.Batches, 3).Fingerprint,
            "the same history twice"));

    [Test]
    public void A_fingerprint_knows_the_step_the_past_and_the_order_of_the_numbers() =>
        Law.Holds(Gen.Select(Gens.AnyBits.Array[2, 6], Gen.Long[0, 1L << 40], Gen.ULong), (values, step, past) =>
        {
            var numbers = Reals.Of(values);
            var print = Fingerprint.Chain(new(past), step, numbers);
            Law.That(print == Fingerprint.Chain(new(past), step, Reals.Of(values)), "the same link twice");
            Law.That(print != Fingerprint.Chain(new(past), step + 1, numbers), "another step");
            Law.That(print != Fingerprint.Chain(new((UInt128)past + 1), step, numbers), "another past");
            Law.That(print != Fingerprint.Chain(new(past), step, Reals.Of([.. values, 0])), "one number more");
            var turned = Reals.Of([.. values.Reverse()]);
            Law.That(turned.Equals(numbers) || print != Fingerprint.Chain(new(past), step, turned), "another order");
        });

    [Test]
    public void A_link_is_the_same_where_the_numbers_lie_already() =>
        Law.Holds(Gen.Select(Gens.AnyBits.Array[0, Fingerprint.FewNumbers], Gen.Long[0, 1L << 40], Gen.ULong), (values, step, bits) =>
        {
            var past = new Fingerprint(new UInt128(bits, ~bits));
            double[] link = [.. new double[Fingerprint.LinkHead], .. values];
            Law.That(Fingerprint.ChainFewInPlace(past, step, link) == Fingerprint.Chain(past, step, Reals.Of(values)), "in place");
            Law.That(Reals.Of(values).Equals(Reals.Of(link.AsSpan(Fingerprint.LinkHead))), "the numbers stay");
        });

    [Test]
    public void A_fingerprint_is_its_sixteen_bytes_and_its_thirty_two_digits() => Law.Holds(Gen.Select(Gen.ULong, Gen.ULong), (high, low) =>
    {
        var print = new Fingerprint(new UInt128(high, low));
        var bytes = new byte[Fingerprint.ByteLength];
        print.CopyBytesTo(bytes);
        Law.That(Fingerprint.FromBytes(bytes) == print, "bytes");
        Law.That(print.ToString() == $"{high:x16}{low:x16}" && print.Short == print.ToString()[..8], "digits");
    });

    private static Reals Flip(Reals numbers, int index, int bit)
    {
        var values = numbers.ToArray();
        values[index] = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(values[index]) ^ (1UL << bit));
        return Reals.Of(values);
    }
}
