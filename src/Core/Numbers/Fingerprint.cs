using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Core;

/// <summary>
/// 128 bits that stand for a whole history. Fingerprints chain, as commits do: a state's fingerprint is
/// <c>XxHash128(previous ‖ step ‖ XxHash128(parameters))</c>, so two equal fingerprints mean two equal histories of parameters,
/// and one flipped bit anywhere changes every later one. Slots are left out: they reach the parameters one step later.
/// Not a defence against forgery; against accident.
/// </summary>
public readonly record struct Fingerprint(UInt128 Bits)
{
    /// <summary>Bytes a fingerprint takes in a file.</summary>
    public const int ByteLength = 16;

    /// <summary>What came before the first state: nothing.</summary>
    public static Fingerprint Genesis => default;

    /// <summary>The fingerprint of the state that follows <paramref name="previous"/>.</summary>
    public static Fingerprint Chain(Fingerprint previous, long step, Reals parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Chain(previous, step, parameters.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Fingerprint Chain(Fingerprint previous, long step, ReadOnlySpan<double> parameters)
    {
        Span<byte> link = stackalloc byte[2 * ByteLength + sizeof(long)];
        previous.CopyBytesTo(link);
        BinaryPrimitives.WriteInt64LittleEndian(link[ByteLength..], step);
        BinaryPrimitives.WriteUInt128LittleEndian(link[(ByteLength + sizeof(long))..], HashOf(parameters));
        return new(XxHash128.HashToUInt128(link));
    }

    /// <summary>Sixteen bytes, little-endian.</summary>
    public void CopyBytesTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128LittleEndian(destination, Bits);

    /// <summary>The inverse of <see cref="CopyBytesTo"/>.</summary>
    public static Fingerprint FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128LittleEndian(bytes));

    /// <summary>Thirty-two hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x32", NumberFormatInfo.InvariantInfo);

    /// <summary>The first eight digits, enough for a person to tell two apart.</summary>
    public string Short => ToString()[..8];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static UInt128 HashOf(ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian)
            return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(values));
        var bytes = new byte[values.Length * sizeof(double)];
        Reals.Of(values).CopyBytesTo(bytes);
        return XxHash128.HashToUInt128(bytes);
    }
}
