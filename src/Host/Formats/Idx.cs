using System.Buffers.Binary;
using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// IDX, the format of MNIST (yann.lecun.com/exdb/mnist, "File formats"): two zero bytes, a type, the number of dimensions, a 32-bit size for
/// each, the elements; all big-endian. Packed by gzip or not: the bytes say it, not the name.
/// </summary>
internal static class Idx
{
    private const string Hint = "Get the file again.";

    /// <summary>The array in <paramref name="bytes"/>.</summary>
    /// <param name="where">The file, for sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, NumberArray> Read(string where, byte[] bytes) =>
        Gzip.Is(bytes) ? Gzip.Unpack(where, bytes).Bind(unpacked => Read(where, unpacked)) : Read(where, bytes.AsMemory());

    /// <summary>Writes single bytes, the type of all files of MNIST.</summary>
    public static void Write(Stream stream, ImmutableArray<int> shape, ReadOnlySpan<byte> elements)
    {
        var header = new byte[4 + 4 * shape.Length];
        (header[2], header[3]) = (0x08, (byte)shape.Length);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), shape[i]);
        stream.Write(header);
        stream.Write(elements);
    }

    private static Validation<Problem, NumberArray> Read(string where, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (!span.StartsWith((ReadOnlySpan<byte>)[0, 0]) || span.Length < 4)
            return InFile.Refuse<NumberArray>(where, "this is no IDX file: one begins with two zero bytes, a type and the number of dimensions", "Give a file such as train-images-idx3-ubyte or train-images-idx3-ubyte.gz.");
        var (code, dimensions) = (span[2], span[3]);
        if (TypeOf(code) is not { } type)
            return InFile.Refuse<NumberArray>(where, $"IDX has no type 0x{code:X2}", "Known: 0x08 (bytes), 0x09 (signed bytes), 0x0B, 0x0C (whole numbers), 0x0D, 0x0E (floating-point numbers).");
        if (span.Length < 4 + 4 * dimensions)
            return InFile.Refuse<NumberArray>(where, "the file ends within its header", Hint);
        var sizes = Enumerable.Range(0, dimensions).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[(4 + 4 * i)..])).ToImmutableArray();
        var elements = bytes[(4 + 4 * dimensions)..];
        return NumberArray.ShapeOf(where, sizes, type.Size, elements.Length).Bind(known => known.Bytes == elements.Length
            ? NumberArray.Create(where, known.Shape, type, elements)
            : InFile.Refuse<NumberArray>(where, $"{elements.Length - known.Bytes} bytes stand behind the elements of {NumberArray.ShapeText(known.Shape)}", Hint));
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => new(ElementKind.Unsigned, 1, IsBigEndian: true),
        0x09 => new(ElementKind.Signed, 1, IsBigEndian: true),
        0x0B => new(ElementKind.Signed, 2, IsBigEndian: true),
        0x0C => new(ElementKind.Signed, 4, IsBigEndian: true),
        0x0D => new(ElementKind.Float, 4, IsBigEndian: true),
        0x0E => new(ElementKind.Float, 8, IsBigEndian: true),
        _ => null,
    };
}
