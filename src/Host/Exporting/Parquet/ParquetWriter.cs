using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;

namespace Functional.Host;

/// <summary>
/// A Parquet file, the plainest there is: <c>PAR1</c>; row groups, in each of which every column has one page, uncompressed, PLAIN, with a
/// CRC-32; then the footer, its length in four bytes, and <c>PAR1</c> again. The footer says where every page lies, so the file is written
/// from its beginning to its end, and no more than one row group is in memory. Page headers and footer are Thrift (<see cref="ThriftWriter"/>);
/// the numbers of their fields and enumerations are those of <c>parquet.thrift</c> of Apache Parquet's format 2.10.
/// </summary>
/// <param name="stream">Where it goes, from its beginning.</param>
/// <param name="columns">From left to right.</param>
internal sealed class ParquetWriter(Stream stream, ImmutableArray<ParquetColumn> columns)
{
    private const int Version = 1, Required = 0, Plain = 0, RunLengths = 3, Uncompressed = 0, DataPage = 0, Utf8 = 0;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private readonly List<RowGroup> _groups = [];
    private long _position;

    /// <summary>Rows that the columns hold become a row group.</summary>
    public void WriteGroup(int rows)
    {
        if (_position == 0)
            Write(Magic);
        _groups.Add(new(rows, [.. columns.Select(column => WritePage(column, rows))]));
        foreach (var column in columns)
            column.Clear();
    }

    /// <summary>The footer: without it the file is none.</summary>
    /// <param name="creator">The program and its version.</param>
    /// <param name="notes">What the file says about itself: pairs of key and value.</param>
    public void End(string creator, IReadOnlyCollection<(string Key, string Value)> notes)
    {
        if (_position == 0)
            Write(Magic);
        var footer = new ArrayBufferWriter<byte>();
        new ThriftWriter(footer)
            .Int32(1, Version)
            .Structs<ParquetColumn?>(2, [null, .. columns], Schema)
            .Int64(3, _groups.Sum(g => (long)g.Rows))
            .Structs(4, _groups, Group)
            .Structs(5, notes, static (note, pair) => note.Text(1, pair.Key).Text(2, pair.Value))
            .Text(6, creator)
            .End();
        Write(footer.WrittenSpan);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.WrittenCount);
        Write(length);
        Write(Magic);
    }

    private Chunk WritePage(ParquetColumn column, int rows)
    {
        var (start, size) = (_position, column.Values.Length);
        var header = new ArrayBufferWriter<byte>();
        new ThriftWriter(header)
            .Int32(1, DataPage)
            .Int32(2, size)
            .Int32(3, size)
            .Int32(4, (int)Crc32.HashToUInt32(column.Values))
            .Struct(5, page => page.Int32(1, rows).Int32(2, Plain).Int32(3, RunLengths).Int32(4, RunLengths))
            .End();
        Write(header.WrittenSpan);
        Write(column.Values);
        return new(column, start, _position - start);
    }

    /// <summary>The root, which has all columns as children, and then each of them.</summary>
    private void Schema(ThriftWriter element, ParquetColumn? column)
    {
        if (column is null)
            element.Text(4, "history").Int32(5, columns.Length);
        else if (column.Type == ParquetType.Text)
            element.Int32(1, (int)column.Type).Int32(3, Required).Text(4, column.Name).Int32(6, Utf8).Struct(10, static logical => logical.Struct(1, static _ => { }));
        else
            element.Int32(1, (int)column.Type).Int32(3, Required).Text(4, column.Name);
    }

    private void Group(ThriftWriter group, RowGroup written) => group
        .Structs(1, written.Chunks, (chunk, page) => chunk
            .Int64(2, 0)
            .Struct(3, meta => meta
                .Int32(1, (int)page.Column.Type)
                .Int32s(2, Plain, RunLengths)
                .Texts(3, page.Column.Name)
                .Int32(4, Uncompressed)
                .Int64(5, written.Rows)
                .Int64(6, page.Bytes)
                .Int64(7, page.Bytes)
                .Int64(9, page.Start)))
        .Int64(2, written.Chunks.Sum(c => c.Bytes))
        .Int64(3, written.Rows);

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    /// <summary>Where a column's page lies, its header included.</summary>
    private readonly record struct Chunk(ParquetColumn Column, long Start, long Bytes);

    private sealed record RowGroup(int Rows, ImmutableArray<Chunk> Chunks);
}
