using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A gzip file (RFC 1952) of one member, as MNIST comes: held to the length and the checksum at its end, which the reader of .NET passes over where they are cut off or something follows them.</summary>
internal static class Gzip
{
    private const int Trailer = 8;

    private const string Hint = "Get it again, or unpack it with gunzip.";

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>What is packed in <paramref name="bytes"/>, at most <see cref="InFile.MaxUnpacked"/> bytes.</summary>
    /// <param name="where">The file, for sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, ReadOnlyMemory<byte>> Unpack(string where, byte[] bytes)
    {
        if (bytes.Length < 10 + Trailer)
            return InFile.Refuse<ReadOnlyMemory<byte>>(where, "the gzip file is cut short", Hint);
        var (crc, length) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - Trailer)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)));
        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
            return InFile.Unpack(packed, InFile.MaxUnpacked) is not { } unpacked
                ? InFile.Refuse<ReadOnlyMemory<byte>>(where, $"the file unpacks to more than {NumberText.Bytes(InFile.MaxUnpacked)}", "No more is read.")
                : unpacked.Length == length && Crc32.HashToUInt32(unpacked.Span) == crc
                    ? Success<Problem, ReadOnlyMemory<byte>>(unpacked)
                    : InFile.Refuse<ReadOnlyMemory<byte>>(where, "the gzip file does not end with the length and checksum of what is in it: it is cut short, damaged, or something stands behind its end", Hint);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return InFile.Refuse<ReadOnlyMemory<byte>>(where, "the gzip file is damaged or cut short", Hint);
        }
    }
}
