using System.Buffers;
using System.Text;

namespace Functional.Host;

/// <summary>The types of Thrift's compact protocol that Parquet's structures need, as a field's header names them.</summary>
internal enum ThriftType
{
    Int32 = 5,
    Int64 = 6,
    Binary = 8,
    List = 9,
    Struct = 12,
}

/// <summary>
/// Thrift's compact protocol, as much of it as Parquet's footer and page headers need. A field begins with a byte
/// <c>(number − number before) &lt;&lt; 4 | type</c>; whole numbers are zigzag varints; text has its length in bytes before it; a list
/// begins with <c>count &lt;&lt; 4 | type</c>, from fifteen on with <c>0xF0 | type</c> and the count; a structure ends with a zero byte.
/// Source: thrift-compact-protocol.md of Apache Thrift.
/// </summary>
/// <param name="output">Where the bytes go.</param>
internal sealed class ThriftWriter(IBufferWriter<byte> output)
{
    private const int LongCount = 15;

    /// <summary>The number of the last field of each structure that is open.</summary>
    private readonly Stack<int> _fields = new([0]);

    public ThriftWriter Int32(int field, int value) => Begin(field, ThriftType.Int32).Varint(ZigZag(value));

    public ThriftWriter Int64(int field, long value) => Begin(field, ThriftType.Int64).Varint(ZigZag(value));

    public ThriftWriter Text(int field, string value) => Begin(field, ThriftType.Binary).Text(value);

    /// <summary>A structure within this one.</summary>
    public ThriftWriter Struct(int field, Action<ThriftWriter> members) => Begin(field, ThriftType.Struct).Struct(members);

    /// <summary>A list of structures.</summary>
    public ThriftWriter Structs<T>(int field, IReadOnlyCollection<T> items, Action<ThriftWriter, T> members) =>
        List(field, ThriftType.Struct, items, (writer, item) => writer.Struct(w => members(w, item)));

    /// <summary>A list of small whole numbers.</summary>
    public ThriftWriter Int32s(int field, params int[] items) => List(field, ThriftType.Int32, items, static (writer, item) => writer.Varint(ZigZag(item)));

    /// <summary>A list of texts.</summary>
    public ThriftWriter Texts(int field, params string[] items) => List(field, ThriftType.Binary, items, static (writer, item) => writer.Text(item));

    /// <summary>The end of the outermost structure.</summary>
    public void End() => Byte(0);

    private ThriftWriter List<T>(int field, ThriftType type, IReadOnlyCollection<T> items, Action<ThriftWriter, T> write)
    {
        Begin(field, ThriftType.List);
        if (items.Count < LongCount)
            Byte(items.Count << 4 | (int)type);
        else
            Byte(LongCount << 4 | (int)type).Varint((ulong)items.Count);
        foreach (var item in items)
            write(this, item);
        return this;
    }

    private ThriftWriter Struct(Action<ThriftWriter> members)
    {
        _fields.Push(0);
        members(this);
        _fields.Pop();
        return Byte(0);
    }

    /// <summary>Fields go in ascending order, none further than fifteen from the one before: so it is in every structure of Parquet.</summary>
    private ThriftWriter Begin(int field, ThriftType type)
    {
        var step = field - _fields.Pop();
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1, nameof(field));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, LongCount, nameof(field));
        _fields.Push(field);
        return Byte(step << 4 | (int)type);
    }

    private ThriftWriter Text(string value)
    {
        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
        return this;
    }

    private ThriftWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((int)(value & 0x7F) | 0x80);
        return Byte((int)value);
    }

    private ThriftWriter Byte(int value)
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
        return this;
    }

    private static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);
}
