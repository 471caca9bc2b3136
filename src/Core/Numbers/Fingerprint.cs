using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Core;

/// <summary>
/// 128 bits that stand for a whole history. Fingerprints chain, as commits do: a state's fingerprint is
/// <c>XxHash128(previous ‖ step ‖ hash of the parameters)</c>, so two equal fingerprints mean two equal histories of parameters,
/// and one flipped bit anywhere changes every later one. Slots are left out: they reach the parameters one step later.
/// Up to <see cref="FewNumbers"/> parameters stand in the link themselves, up to <see cref="LeafLength"/> as their XxHash128, and more as
/// the XxHash128 of those of their leaves of that length, so that several cores may work on it. Not a defence against forgery; against accident.
/// </summary>
public readonly record struct Fingerprint(UInt128 Bits)
{
    /// <summary>Bytes a fingerprint takes in a file.</summary>
    public const int ByteLength = 16;

    /// <summary>Numbers that are hashed together with what came before: with them the link has 216 bytes, which one pass of the hash takes at once.</summary>
    public const int FewNumbers = 24;

    /// <summary>Numbers a leaf: 16 KB, so that an engine that has just written them can hash them in the nearest cache.</summary>
    public const int LeafLength = 2048;

    /// <summary>What came before the first state: nothing.</summary>
    public static Fingerprint Genesis => default;

    /// <summary>The fingerprint of the state that follows <paramref name="previous"/>.</summary>
    public static Fingerprint Chain(Fingerprint previous, long step, Reals parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Chain(previous, step, parameters.AsSpan());
    }

    internal static Fingerprint Chain(Fingerprint previous, long step, ReadOnlySpan<double> parameters)
    {
        if (parameters.Length <= FewNumbers)
            return ChainFew(previous, step, parameters);
        Span<UInt128> leaves = LeavesOf(parameters.Length) is <= 64 and var few ? stackalloc UInt128[few] : new UInt128[LeavesOf(parameters.Length)];
        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = Leaf(parameters, i);
        return Chain(previous, step, Root(leaves));
    }

    /// <summary>Up to <see cref="FewNumbers"/> parameters lie in the link themselves.</summary>
    [SkipLocalsInit]
    internal static Fingerprint ChainFew(Fingerprint previous, long step, ReadOnlySpan<double> parameters)
    {
        Span<byte> link = stackalloc byte[ByteLength + sizeof(long) + FewNumbers * sizeof(double)];
        previous.CopyBytesTo(link);
        BinaryPrimitives.WriteInt64LittleEndian(link[ByteLength..], step);
        var numbers = link.Slice(ByteLength + sizeof(long), parameters.Length * sizeof(double));
        Reals.CopyBytes(parameters, numbers);
        return new(XxHash128.HashToUInt128(link[..(ByteLength + sizeof(long) + numbers.Length)]));
    }

    /// <summary>Numbers of memory right before few parameters that make them the end of a link: the fingerprint and the step.</summary>
    internal const int LinkHead = (ByteLength + sizeof(long)) / sizeof(double);

    /// <summary>The same where the parameters lie behind <see cref="LinkHead"/> numbers of room: nothing has to be brought together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Fingerprint ChainFewInPlace(Fingerprint previous, long step, Span<double> link)
    {
        if (!BitConverter.IsLittleEndian)
            return ChainFew(previous, step, link[LinkHead..]);
        var head = MemoryMarshal.Cast<double, ulong>(link);
        head[2] = (ulong)step;
        head[1] = (ulong)(previous.Bits >> 64);
        head[0] = (ulong)previous.Bits;
        return new(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(link)));
    }

    /// <summary>The same from the hash of the parameters.</summary>
    [SkipLocalsInit]
    internal static Fingerprint Chain(Fingerprint previous, long step, UInt128 parameters)
    {
        Span<byte> link = stackalloc byte[2 * ByteLength + sizeof(long)];
        previous.CopyBytesTo(link);
        BinaryPrimitives.WriteInt64LittleEndian(link[ByteLength..], step);
        BinaryPrimitives.WriteUInt128LittleEndian(link[(ByteLength + sizeof(long))..], parameters);
        return new(XxHash128.HashToUInt128(link));
    }

    /// <summary>How many leaves so many parameters have.</summary>
    internal static int LeavesOf(int parameters) => Math.Max(1, (parameters + LeafLength - 1) / LeafLength);

    /// <summary>The hash of one leaf of the parameters.</summary>
    internal static UInt128 Leaf(ReadOnlySpan<double> parameters, int leaf) =>
        HashOf(parameters.Slice(leaf * LeafLength, Math.Min(LeafLength, parameters.Length - leaf * LeafLength)));

    /// <summary>The hash of all parameters from those of their leaves.</summary>
    internal static UInt128 Root(ReadOnlySpan<UInt128> leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        if (BitConverter.IsLittleEndian)
            return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(leaves));
        var bytes = new byte[leaves.Length * ByteLength];
        for (var i = 0; i < leaves.Length; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * ByteLength), leaves[i]);
        return XxHash128.HashToUInt128(bytes);
    }

    /// <summary>Sixteen bytes, little-endian.</summary>
    public void CopyBytesTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128LittleEndian(destination, Bits);

    /// <summary>The inverse of <see cref="CopyBytesTo"/>.</summary>
    public static Fingerprint FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128LittleEndian(bytes));

    /// <summary>The inverse of <see cref="ToString"/>; fewer digits are read too.</summary>
    public static bool TryParse(string text, out Fingerprint fingerprint)
    {
        var read = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, NumberFormatInfo.InvariantInfo, out var bits);
        fingerprint = new(bits);
        return read;
    }

    /// <summary>Thirty-two hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x32", NumberFormatInfo.InvariantInfo);

    /// <summary>The first eight digits, enough for a person to tell two apart.</summary>
    public string Short => ToString()[..8];

    private static UInt128 HashOf(ReadOnlySpan<double> values)
    {
        return XxHash128.HashToUInt128(BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(values) : Reals.BytesOf(values));
    }
}
