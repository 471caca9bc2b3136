using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Functional.Host;

/// <summary>
/// Writes a ZIP file of entries that are not compressed (PKWARE APPNOTE 4.3), without seeking. The archive class of .NET writes other bytes on
/// another system and to another kind of stream; here equal entries make equal files: no clock, no system, all dates are the first of 1980.
/// Each entry is written twice, once only to learn its length and checksum. Files of 4 GB and more would need another form (ZIP64).
/// </summary>
internal sealed class StoredZip(Stream stream) : IDisposable
{
    /// <summary>Version 2.0 of the format, as folders and deflation need it; older readers look at nothing else.</summary>
    private const ushort Version = 20;

    /// <summary>Names are UTF-8.</summary>
    private const ushort Utf8Names = 1 << 11;

    /// <summary>1980-01-01, the first day there is.</summary>
    private const ushort Date = (1 << 5) | 1;

    /// <summary>What the entries may take together, with room for their names: 4 GB less 16 MB.</summary>
    public const long MaxBytes = uint.MaxValue - (16L << 20);

    private readonly MemoryStream _directory = new();
    private long _written;
    private ushort _count;

    /// <summary>Adds a file.</summary>
    /// <param name="name">With slashes where it has folders; each name once.</param>
    /// <param name="write">Writes its content, the same whenever it is called.</param>
    /// <exception cref="IOException">The file would be too long for the format.</exception>
    public void Add(string name, Action<Stream> write)
    {
        var (path, measure, at) = (Encoding.UTF8.GetBytes(name), new Measure(), _written);
        write(measure);
        if (at + measure.Length > MaxBytes || _count == ushort.MaxValue - 1)
            throw new IOException("a ZIP file of this form ends at 4 GB");
        var common = new byte[26];
        var fields = new (int At, uint Value)[] { (10, measure.Crc), (14, (uint)measure.Length), (18, (uint)measure.Length) };
        BinaryPrimitives.WriteUInt16LittleEndian(common, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(8), Date);
        foreach (var (offset, value) in fields)
            BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(offset), value);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)path.Length);
        Write([.. "PK\x03\x04"u8, .. common, .. path]);
        write(stream);
        _written += measure.Length;
        var place = new byte[14];
        BinaryPrimitives.WriteUInt32LittleEndian(place.AsSpan(10), (uint)at);
        _directory.Write([.. "PK\x01\x02"u8, (byte)Version, 0, .. common, .. place, .. path]);
        _count++;
    }

    /// <summary>Writes the table of contents, which ends the file.</summary>
    public void Dispose()
    {
        var (end, at) = (new byte[18], _written);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(4), _count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(6), _count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(8), (uint)_directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)at);
        Write([.. _directory.ToArray(), .. "PK\x05\x06"u8, .. end]);
        _directory.Dispose();
    }

    private void Write(byte[] bytes)
    {
        stream.Write(bytes);
        _written += bytes.Length;
    }

    /// <summary>A stream that only counts and sums what is written to it.</summary>
    private sealed class Measure : Stream
    {
        private readonly Crc32 _crc = new();
        private long _length;

        public uint Crc => _crc.GetCurrentHashAsUInt32();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _crc.Append(buffer);
            _length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
