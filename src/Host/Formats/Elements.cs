using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Functional.Host;

/// <summary>
/// Elements of a file as doubles. Every kind but 64-bit whole numbers fits into a double exactly; of those, numbers beyond ±2⁵³ may not
/// (<see cref="FirstUnfit"/>). Doubles keep their bits, the payload of a NaN too; shorter NaNs come as NaNs.
/// </summary>
internal static class Elements
{
    /// <summary>Writes the numbers in <paramref name="bytes"/>, as many as <paramref name="into"/> is long.</summary>
    public static void Read(ElementType type, ReadOnlySpan<byte> bytes, Span<double> into)
    {
        if (type == ElementType.Double && BitConverter.IsLittleEndian)
            MemoryMarshal.Cast<byte, double>(bytes[..(into.Length * sizeof(double))]).CopyTo(into);
        else
            for (var i = 0; i < into.Length; i++)
                into[i] = One(type, bytes.Slice(i * type.Size, type.Size));
    }

    /// <summary>The index of the first element that is no double, or −1: a whole number that would be rounded, a truth value that is neither 0 nor 1.</summary>
    public static int FirstUnfit(ElementType type, ReadOnlySpan<byte> bytes)
    {
        if (type.Kind == ElementKind.Bool)
            return bytes.IndexOfAnyExcept((byte)0, (byte)1);
        if (!type.IsWhole || type.Size < sizeof(long))
            return -1;
        for (var i = 0; i < bytes.Length / sizeof(long); i++)
            if (!IsExact(type, Bits(type, bytes.Slice(i * sizeof(long), sizeof(long)))))
                return i;
        return -1;
    }

    /// <summary>An element of whole numbers or truth values as it stands in the file, for a sentence.</summary>
    public static string Text(ElementType type, ReadOnlySpan<byte> element) => FormattableString.Invariant(
        type.Kind == ElementKind.Signed ? $"{Extended(type, Bits(type, element))}" : (FormattableString)$"{Bits(type, element)}");

    private static double One(ElementType type, ReadOnlySpan<byte> element)
    {
        var bits = Bits(type, element);
        return (type.Kind, type.Size) switch
        {
            (ElementKind.Signed, _) => Extended(type, bits),
            (ElementKind.Brain, _) => BitConverter.UInt32BitsToSingle((uint)bits << 16),
            (ElementKind.Float, sizeof(double)) => BitConverter.UInt64BitsToDouble(bits),
            (ElementKind.Float, sizeof(float)) => BitConverter.UInt32BitsToSingle((uint)bits),
            (ElementKind.Float, _) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            _ => bits,
        };
    }

    private static ulong Bits(ElementType type, ReadOnlySpan<byte> element) => (type.Size, type.IsBigEndian) switch
    {
        (1, _) => element[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(element),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(element),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(element),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(element),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(element),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(element),
    };

    /// <summary>The number whose lowest bytes these are, with its sign.</summary>
    private static long Extended(ElementType type, ulong bits)
    {
        var shift = 64 - type.Size * 8;
        return (long)(bits << shift) >> shift;
    }

    private static bool IsExact(ElementType type, ulong bits) => type.Kind == ElementKind.Signed
        ? (Int128)(double)(long)bits == (long)bits
        : (UInt128)(double)bits == bits;
}
