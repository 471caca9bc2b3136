using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// A protocol buffer message on its way out: fields in the order they are written, its length known before the first byte, so that it goes
/// into a stream that cannot seek. (Protocol Buffers, Encoding: a field is the varint <c>number · 8 + type</c> and its content; type 0 is a varint,
/// 1 eight bytes and 5 four, little-endian, 2 a length and that many bytes.)
/// </summary>
internal sealed class ProtoMessage
{
    private readonly ImmutableArray<ProtoField> _fields;

    private ProtoMessage(ImmutableArray<ProtoField> fields) => (_fields, Length) = (fields, fields.Sum(f => f.WholeLength));

    /// <summary>Bytes it takes, without a length before it.</summary>
    public long Length { get; }

    /// <summary>The message of these fields; one number may come many times, which is a list.</summary>
    public static ProtoMessage Of(params IEnumerable<ProtoField> fields) => new([.. fields]);

    public void WriteTo(Stream stream)
    {
        foreach (var field in _fields)
            field.WriteTo(stream);
    }

    /// <summary>All of it, for a message that is small.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }
}

/// <summary>One field of a <see cref="ProtoMessage"/>. A closed union.</summary>
/// <param name="Number">Its number in the schema, from 1.</param>
internal abstract record ProtoField(int Number)
{
    private const int EightBytes = 1, LengthDelimited = 2, FourBytes = 5;

    /// <summary>An integer that is not negative would be shorter, but all 64 bits are written: <c>int32</c>, <c>int64</c>, an enumeration.</summary>
    internal sealed record Integer(int Number, long Value) : ProtoField(Number)
    {
        public override long WholeLength => VarintLength((ulong)Number << 3) + VarintLength((ulong)Value);

        public override void WriteTo(Stream stream)
        {
            Varint(stream, (ulong)Number << 3);
            Varint(stream, (ulong)Value);
        }
    }

    /// <summary>A <c>double</c>.</summary>
    internal sealed record Double(int Number, double Value) : ProtoField(Number)
    {
        public override long WholeLength => VarintLength((ulong)Number << 3) + sizeof(double);

        public override void WriteTo(Stream stream)
        {
            Span<byte> bytes = stackalloc byte[sizeof(double)];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, Value);
            Varint(stream, ((ulong)Number << 3) | EightBytes);
            stream.Write(bytes);
        }
    }

    /// <summary>A <c>float</c>.</summary>
    internal sealed record Single(int Number, float Value) : ProtoField(Number)
    {
        public override long WholeLength => VarintLength((ulong)Number << 3) + sizeof(float);

        public override void WriteTo(Stream stream)
        {
            Span<byte> bytes = stackalloc byte[sizeof(float)];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, Value);
            Varint(stream, ((ulong)Number << 3) | FourBytes);
            stream.Write(bytes);
        }
    }

    /// <summary>A text, as UTF-8; half a character that UTF-8 cannot say becomes U+FFFD.</summary>
    internal sealed record Text(int Number, string Value) : Delimited(Number)
    {
        protected override long Length => Encoding.UTF8.GetByteCount(Value);

        protected override void WriteContent(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Value));
    }

    /// <summary>Doubles as bytes, little-endian IEEE 754 bits.</summary>
    internal sealed record Doubles(int Number, Reals Values, int Start, int Count) : Delimited(Number)
    {
        /// <summary>As many as go through memory at once, 64 KB.</summary>
        private const int Block = 8192;

        protected override long Length => (long)Count * sizeof(double);

        protected override void WriteContent(Stream stream)
        {
            var bytes = new byte[Math.Min(Block, Count) * sizeof(double)];
            for (var at = 0; at < Count; at += Block)
            {
                var here = Values.AsSpan(Start + at, Math.Min(Block, Count - at));
                Reals.CopyBytes(here, bytes);
                stream.Write(bytes, 0, here.Length * sizeof(double));
            }
        }
    }

    /// <summary>A message inside.</summary>
    internal sealed record Message(int Number, ProtoMessage Value) : Delimited(Number)
    {
        protected override long Length => Value.Length;

        protected override void WriteContent(Stream stream) => Value.WriteTo(stream);
    }

    /// <summary>A length and that many bytes.</summary>
    internal abstract record Delimited(int Number) : ProtoField(Number)
    {
        public override long WholeLength => VarintLength(((ulong)Number << 3) | LengthDelimited) + VarintLength((ulong)Length) + Length;

        protected abstract long Length { get; }

        public override void WriteTo(Stream stream)
        {
            Varint(stream, ((ulong)Number << 3) | LengthDelimited);
            Varint(stream, (ulong)Length);
            WriteContent(stream);
        }

        protected abstract void WriteContent(Stream stream);
    }

    /// <summary>Bytes of the field, its number and length included.</summary>
    public abstract long WholeLength { get; }

    public abstract void WriteTo(Stream stream);

    /// <summary>Seven bits a byte, the low ones first; the top bit says that more follow.</summary>
    private static void Varint(Stream stream, ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value > 0x7F; value >>= 7)
            length++;
        return length;
    }
}
