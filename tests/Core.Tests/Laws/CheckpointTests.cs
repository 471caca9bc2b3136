namespace Functional.Core.Tests;

[TestFixture]
internal sealed class CheckpointTests
{
    [Test]
    public void Numbers_read_back_from_their_bytes_have_the_same_bits() => Law.Holds(Gens.AnyBits.Array[0, 12], values =>
    {
        var numbers = Reals.Of(values);
        var read = Reals.FromBytes(Bytes(numbers));
        Law.Same(numbers, read, "read back");
        for (var i = 0; i < values.Length; i++)
            Law.SameBits(values[i], read[i], $"number {i}");
    });

    [Test]
    public void Bytes_written_back_from_their_numbers_are_the_same_bytes() => Law.Holds(Gen.Byte.Array[0, 12].Select(b => Eightfold(b)), bytes =>
        Law.That(Bytes(Reals.FromBytes(bytes)).AsSpan().SequenceEqual(bytes), "the bytes changed"));

    [Test]
    public void The_bytes_are_little_endian() => Law.Holds(Gens.AnyBits, x =>
        Law.That(Bytes(Reals.Of(x)).AsSpan().SequenceEqual(Little(BitConverter.DoubleToUInt64Bits(x))), "another byte order"));

    [Test]
    public void A_run_goes_on_from_a_checkpoint_as_if_nothing_had_happened() => Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 3]), (c, n) =>
    {
        var state = c.State;
        var read = new TrainingState(
            state.Step, Reals.FromBytes(Bytes(state.Parameters)), Reals.FromBytes(Bytes(state.Slots)), ReadBack(state.Fingerprint));
        Law.Same(state, read, "checkpoint");
        Law.Same(Training.Run(c.Pipeline, state, c.Batches, n), Training.Run(c.Pipeline, read, c.Batches, n), $"{n} steps later");
    });

    [Test]
    public void Bytes_that_are_no_whole_number_of_doubles_are_refused() =>
        Law.Holds(Gen.Int[0, 100].Where(n => n % 8 != 0), n =>
            Law.That(Refuses(() => Reals.FromBytes(new byte[n])), $"{n} bytes were read"));

    private static byte[] Bytes(Reals numbers)
    {
        var bytes = new byte[numbers.ByteLength];
        numbers.CopyBytesTo(bytes);
        return bytes;
    }

    private static Fingerprint ReadBack(Fingerprint fingerprint)
    {
        var bytes = new byte[Fingerprint.ByteLength];
        fingerprint.CopyBytesTo(bytes);
        return Fingerprint.FromBytes(bytes);
    }

    private static byte[] Eightfold(byte[] seeds) => [.. seeds.SelectMany((seed, i) => Enumerable.Range(1, 8).Select(k => (byte)(seed * k + i)))];

    private static byte[] Little(ulong bits) => [.. Enumerable.Range(0, 8).Select(i => (byte)(bits >> (8 * i)))];

    private static bool Refuses(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
