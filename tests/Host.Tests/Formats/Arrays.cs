using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Functional.Core;
using LanguageExt;

namespace Functional.Host.Tests;

/// <summary>Files of arrays built byte by byte, as the descriptions of the formats say and not as our writers do.</summary>
internal static class Arrays
{
    /// <summary>Any bits: zeros of both signs, subnormals, infinities, NaNs with payloads.</summary>
    public static Gen<double> Bits { get; } = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Pick(0.0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0001), BitConverter.UInt64BitsToDouble(0xFFF8_DEAD_BEEF_0000)),
        Gen.Double[-1, 1]);

    /// <summary>A shape of 0 to 4 dimensions and numbers for it.</summary>
    public static Gen<(ImmutableArray<int> Shape, double[] Values)> Any { get; } =
        Gen.Int[0, 4].Array[0, NumberArray.MaxDimensions].SelectMany(shape => Bits.Array[shape.Aggregate(1, (n, size) => n * size)].Select(values => (shape.ToImmutableArray(), values)));

    public static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    public static byte[] Npy(string header, ReadOnlySpan<byte> elements, byte version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header + "\n");
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. elements];
    }

    public static string Header(string descr, string shape, string fortran = "False") => $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}";

    public static byte[] Doubles(params double[] values) => Reals.BytesOf(values);

    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
                using (var entry = zip.CreateEntry(name, level).Open())
                    entry.Write(bytes);
        return stream.ToArray();
    }

    public static byte[] Safetensors(string header, ReadOnlySpan<byte> data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return stream.ToArray();
    }

    public static byte[] Written(Action<Stream> write)
    {
        using var stream = new OneWay();
        write(stream);
        return stream.Bytes;
    }

    public static double[] Values(NumberArray array) => array.ToReals().ToArray();

    public static double[] Values(Validation<Problem, NumberArray> array) => Values(Docs.Value(array));

    /// <summary>Every way to read something: none may throw, and what is read is exactly what the file has room for.</summary>
    public static void ReadAll(Validation<Problem, ArrayFile> file) => _ = file.Match(
        Succ: f => f.Names.Sum(name => f.Find(name).Match(Succ: array => Values(array).Length, Fail: Problems)), Fail: Problems);

    /// <summary>How many problems, each of which says where and what, and that it lies in the data.</summary>
    public static int Problems(Seq<Problem> problems)
    {
        Assert.That(problems, Is.Not.Empty);
        Assert.That(problems.ForAll(p => p.IsInData && p.Where.StartsWith("f.", StringComparison.Ordinal) && p.What.Length > 0), Is.True, string.Join('\n', problems));
        return problems.Count;
    }

    /// <summary>A stream that only goes forward, as a pipe does.</summary>
    private sealed class OneWay : MemoryStream
    {
        public byte[] Bytes => base.ToArray();

        public override bool CanSeek => false;

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
