using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Functional.Host;

/// <summary>
/// Protocol Buffers' wire format, as much of it as an event needs. A field begins with the varint <c>number &lt;&lt; 3 | kind</c>; kind 0 is a
/// varint, 1 eight bytes and 5 four (little-endian), 2 a length and so many bytes. Source: protobuf.dev, "Encoding".
/// </summary>
internal sealed class ProtobufWriter
{
    private const int Varints = 0, EightBytes = 1, Lengths = 2, FourBytes = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ProtobufWriter Int64(int field, long value) => Key(field, Varints).Varint((ulong)value);

    public ProtobufWriter Double(int field, double value) => Key(field, EightBytes).Raw(value);

    public ProtobufWriter Float(int field, float value)
    {
        Key(field, FourBytes);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    /// <summary>Doubles one behind the other, under one key.</summary>
    public ProtobufWriter Packed(int field, IReadOnlyCollection<double> values)
    {
        Key(field, Lengths).Varint((ulong)values.Count * sizeof(double));
        foreach (var value in values)
            Raw(value);
        return this;
    }

    private ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Lengths).Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private ProtobufWriter Key(int field, int kind) => Varint((ulong)(field << 3 | kind));

    private ProtobufWriter Raw(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return this;
    }

    private ProtobufWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
        return this;
    }
}
