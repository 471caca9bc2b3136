using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// NumPy's format of one array (numpy.lib.format, versions 1.0 to 3.0): the magic, a version, the length of the header, the header, the
/// elements. Arrays of Python objects are refused: they are programs.
/// </summary>
internal static class Npy
{
    /// <summary>A header of the arrays read here has a hundred bytes; NumPy itself reads up to 10,000.</summary>
    private const int MaxHeader = 10_000;

    /// <summary>The elements begin at a multiple of this.</summary>
    private const int Alignment = 64;

    private const string Damaged = "The file is damaged or no .npy file: write it again with numpy.save.";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The array in <paramref name="bytes"/>; of elements in C order it is a view on them.</summary>
    /// <param name="where">The file, and the name of the array in it, for sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, NumberArray> Read(string where, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (!span.StartsWith(Magic))
            return InFile.Refuse<NumberArray>(where, "this is no .npy file: it does not begin with '\\x93NUMPY'", "Write one with numpy.save.");
        if (span.Length < 12)
            return InFile.Refuse<NumberArray>(where, "the file ends within its header", Damaged);
        var (version, start) = ((span[6], span[7]), span[6] == 1 ? 10 : 12);
        if (version is not ((1 or 2 or 3), 0))
            return InFile.Refuse<NumberArray>(where, $"the file has version {version.Item1}.{version.Item2} of the format", "Versions 1.0, 2.0 and 3.0 are read.");
        var length = version.Item1 == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(span[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(span[8..]);
        if (length > MaxHeader)
            return InFile.Refuse<NumberArray>(where, $"the header has {length} bytes", $"At most {MaxHeader} are read.");
        if (length > span.Length - start)
            return InFile.Refuse<NumberArray>(where, "the file ends within its header", Damaged);
        var text = version.Item1 == 3 ? Encoding.UTF8 : Encoding.Latin1;
        return NpyHeader.Read(where, text.GetString(span.Slice(start, (int)length))).Bind(header => Elements(where, header, bytes[(start + (int)length)..]));
    }

    /// <summary>Writes doubles, version 1.0: the same bytes for the same numbers, everywhere.</summary>
    public static void Write(Stream stream, ImmutableArray<int> shape, ReadOnlySpan<double> values)
    {
        stream.Write(HeaderBytes("<f8", shape));
        WriteDoubles(stream, values);
    }

    /// <summary>A whole number without dimensions: <c>int64</c>.</summary>
    public static byte[] Whole(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return [.. HeaderBytes("<i8", []), .. bytes];
    }

    /// <summary>A text without dimensions: <c>str</c>, four bytes a character. Not empty, since NumPy has no empty one.</summary>
    public static byte[] Text(string value)
    {
        var bytes = new UTF32Encoding(bigEndian: false, byteOrderMark: false).GetBytes(value);
        return [.. HeaderBytes(FormattableString.Invariant($"<U{bytes.Length / 4}"), []), .. bytes];
    }

    /// <summary>Everything before the elements.</summary>
    public static byte[] HeaderBytes(string descr, ImmutableArray<int> shape)
    {
        var text = NpyHeader.Text(descr, shape);
        var length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 10;
        var bytes = new byte[10 + length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + '\n', bytes.AsSpan(10));
        return bytes;
    }

    /// <summary>Doubles, little-endian, a piece at a time.</summary>
    public static void WriteDoubles(Stream stream, ReadOnlySpan<double> values)
    {
        var buffer = new byte[Math.Min(values.Length, 8192) * sizeof(double)];
        for (var rest = values; !rest.IsEmpty;)
        {
            var piece = rest[..Math.Min(rest.Length, 8192)];
            Reals.CopyBytes(piece, buffer);
            stream.Write(buffer.AsSpan(0, piece.Length * sizeof(double)));
            rest = rest[piece.Length..];
        }
    }

    private static Validation<Problem, NumberArray> Elements(string where, NpyHeader header, ReadOnlyMemory<byte> bytes) =>
        NumberArray.ShapeOf(where, header.Shape, header.Type.Size, bytes.Length).Bind(known => known.Bytes == bytes.Length
            ? NumberArray.Create(where, known.Shape, header.Type, header.IsFortran ? Transposed(known.Shape, header.Type.Size, bytes.Span) : bytes)
            : InFile.Refuse<NumberArray>(where, $"{bytes.Length - known.Bytes} bytes stand behind the elements of {NumberArray.ShapeText(known.Shape)}", Damaged));

    /// <summary>Elements whose first index is the fastest, with the last one as the fastest.</summary>
    private static byte[] Transposed(ImmutableArray<int> shape, int size, ReadOnlySpan<byte> bytes)
    {
        var (to, from, at) = (new byte[bytes.Length], 0, new int[shape.Length]);
        var strides = new int[shape.Length];
        for (var (i, stride) = (0, size); i < shape.Length; stride *= shape[i++])
            strides[i] = stride;
        for (var target = 0; target < to.Length; target += size)
        {
            bytes.Slice(from, size).CopyTo(to.AsSpan(target));
            for (var i = shape.Length - 1; i >= 0; i--)
            {
                from += strides[i];
                if (++at[i] < shape[i])
                    break;
                (from, at[i]) = (from - strides[i] * shape[i], 0);
            }
        }

        return to;
    }
}
