using System.Buffers.Binary;
using System.Numerics;

namespace Functional.Host;

/// <summary>
/// Numbers that follow a curve, in few bytes and without losing a bit. A loss that falls, a weight that drifts: where the next number goes can
/// be told from the two before it, and what is written is how far off that is, counted in doubles, in as many bytes as it takes. Of the
/// article's history a number takes one to three bytes instead of eight.
/// <para>The form: the bits of the first two numbers; then for each group of <see cref="Group"/> the width w, one byte, and for each of its
/// numbers the second difference of the bits (modulo 2⁶⁴, sign in the lowest bit), w bytes, little-endian.</para>
/// </summary>
internal static class SmoothColumn
{
    /// <summary>Columns of fewer numbers are not worth it.</summary>
    public const int Shortest = 256;

    private const int Group = 64;

    private const int Start = 2 * sizeof(long);

    /// <summary>Bytes that are enough for any column of so many numbers, and for the last number to be written as eight bytes.</summary>
    public static int Bound(int count) => Start + (count + Group) / Group * (1 + Group * sizeof(long)) + sizeof(long);

    /// <summary>Writes every <paramref name="stride"/>-th of <paramref name="numbers"/>, <paramref name="count"/> of them; returns how many bytes that took.</summary>
    public static int Write(ReadOnlySpan<double> numbers, int stride, int count, Span<byte> to)
    {
        var (previous, step) = (Bits(numbers, stride), Bits(numbers, stride) - Bits(numbers, 0));
        BinaryPrimitives.WriteInt64LittleEndian(to, Bits(numbers, 0));
        BinaryPrimitives.WriteInt64LittleEndian(to[sizeof(long)..], previous);
        Span<ulong> group = stackalloc ulong[Group];
        var end = Start;
        for (var i = 2; i < count; i += Group)
        {
            var (length, all) = (Math.Min(Group, count - i), 0UL);
            for (var k = 0; k < length; k++)
            {
                var bits = Bits(numbers, (i + k) * stride);
                var off = bits - previous - step;
                (step, previous) = (bits - previous, bits);
                all |= group[k] = (ulong)((off << 1) ^ (off >> 63));
            }

            var width = (64 - BitOperations.LeadingZeroCount(all) + 7) / 8;
            to[end++] = (byte)width;
            for (var k = 0; k < length; k++, end += width)
                BinaryPrimitives.WriteUInt64LittleEndian(to[end..], group[k]);
        }

        return end;
    }

    /// <summary>The inverse of <see cref="Write"/>: takes the column off the front of <paramref name="from"/>; false where it is none.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> from, int count, Span<double> numbers, int stride)
    {
        if (from.Length < Start)
            return false;
        var first = BinaryPrimitives.ReadInt64LittleEndian(from);
        var previous = BinaryPrimitives.ReadInt64LittleEndian(from[sizeof(long)..]);
        var step = previous - first;
        (numbers[0], numbers[stride]) = (BitConverter.Int64BitsToDouble(first), BitConverter.Int64BitsToDouble(previous));
        from = from[Start..];
        for (var i = 2; i < count; i += Group)
        {
            var (length, width) = (Math.Min(Group, count - i), from.IsEmpty ? int.MaxValue : from[0]);
            if (width > sizeof(long) || from.Length <= length * width)
                return false;
            var mask = width == sizeof(long) ? ulong.MaxValue : (1UL << (8 * width)) - 1;
            for (var k = 0; k < length; k++)
            {
                var off = Little(from[(1 + k * width)..]) & mask;
                step += (long)(off >> 1) ^ -(long)(off & 1);
                previous += step;
                numbers[(i + k) * stride] = BitConverter.Int64BitsToDouble(previous);
            }

            from = from[(1 + length * width)..];
        }

        return true;
    }

    private static long Bits(ReadOnlySpan<double> numbers, int at) => BitConverter.DoubleToInt64Bits(numbers[at]);

    /// <summary>Eight bytes, or as many as there are.</summary>
    private static ulong Little(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }
}
