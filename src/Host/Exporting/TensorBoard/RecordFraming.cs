using System.Buffers.Binary;
using System.Numerics;

namespace Functional.Host;

/// <summary>
/// TensorFlow's record files (TFRecord): for each record its length (eight bytes, little-endian), the masked CRC-32C of those eight, its
/// bytes, and their masked CRC-32C. Source: tensorflow/core/lib/io/record_writer.h and lib/hash/crc32c.h.
/// </summary>
internal static class RecordFraming
{
    private const uint MaskDelta = 0xa282ead8;

    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> frame = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[sizeof(ulong)..], Masked(Crc32C(frame[..sizeof(ulong)])));
        stream.Write(frame);
        stream.Write(record);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Masked(Crc32C(record)));
        stream.Write(frame[..sizeof(uint)]);
    }

    /// <summary>CRC-32C (Castagnoli) as RFC 3720 has it.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }

    /// <summary>A checksum of bytes that hold checksums is weak; so it is turned by fifteen bits and shifted.</summary>
    internal static uint Masked(uint crc) => unchecked(BitOperations.RotateRight(crc, 15) + MaskDelta);
}
