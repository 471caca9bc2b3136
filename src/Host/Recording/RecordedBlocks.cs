using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Host;

/// <summary>Losses, errors and fingerprints of consecutive steps, as the file keeps them.</summary>
internal sealed record MomentBlock(long First, int Count, byte[] Losses, byte[] Errors, byte[] Fingerprints)
{
    public long Bytes => Losses.Length + Errors.Length + Fingerprints.Length;

    public bool Holds(long step) => step >= First && step < First + Count;

    public double Loss(long step) => BinaryPrimitives.ReadDoubleLittleEndian(Losses.AsSpan((int)(step - First) * sizeof(double)));

    public double Error(long step) => BinaryPrimitives.ReadDoubleLittleEndian(Errors.AsSpan((int)(step - First) * sizeof(double)));

    public Fingerprint Fingerprint(long step) => Core.Fingerprint.FromBytes(Fingerprints.AsSpan((int)(step - First) * Core.Fingerprint.ByteLength));
}

/// <summary>The numbers of states that lie <see cref="Spacing"/> steps apart, each with its checksum.</summary>
internal sealed record StateBlock(long First, int Count, long Spacing, byte[] Bits, byte[] Checksums)
{
    public long Last => First + (Count - 1) * Spacing;

    public int StateBytes => Bits.Length / Count;

    /// <summary>The step of the state at or before <paramref name="step"/>.</summary>
    public long AtOrBefore(long step) => First + Math.Min((step - First) / Spacing, Count - 1) * Spacing;

    public ReadOnlySpan<byte> BitsOf(long step) => Bits.AsSpan(IndexOf(step) * StateBytes, StateBytes);

    public bool IsIntact(long step) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Checksums.AsSpan(IndexOf(step) * sizeof(ulong))) == RunFormat.StateChecksum(step, BitsOf(step));

    /// <summary>Those of its states that lie before <paramref name="step"/>, which is not the first.</summary>
    public StateBlock Before(long step)
    {
        if (Last < step)
            return this;
        var count = (int)((step - 1 - First) / Spacing) + 1;
        return new(First, count, Spacing, Bits[..(count * StateBytes)], Checksums[..(count * sizeof(ulong))]);
    }

    /// <summary>Whether the state of <paramref name="step"/> is these numbers, bit for bit.</summary>
    public bool Has(long step, ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots)
    {
        var split = parameters.Length * sizeof(double);
        var bits = BitsOf(step);
        return AreBits(parameters, bits[..split]) && AreBits(slots, bits[split..]);
    }

    private static bool AreBits(ReadOnlySpan<double> numbers, ReadOnlySpan<byte> bits) =>
        bits.SequenceEqual(BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(numbers) : Reals.BytesOf(numbers));

    private int IndexOf(long step) => (int)((step - First) / Spacing);
}
