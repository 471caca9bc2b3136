using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Functional.Host;

/// <summary>Parquet's physical types, as its footer numbers them, that a history needs.</summary>
internal enum ParquetType
{
    Int64 = 2,
    Double = 5,

    /// <summary>Bytes; here always text in UTF-8.</summary>
    Text = 6,
}

/// <summary>
/// One column, no value of which is ever missing, and those of its values that are not written yet, in Parquet's encoding PLAIN: numbers
/// as eight bytes, little-endian; text as its length in four bytes and then its bytes.
/// </summary>
/// <param name="name">Its name. A dot in it is a dot and no path.</param>
/// <param name="type">What it holds.</param>
internal sealed class ParquetColumn(string name, ParquetType type)
{
    private readonly ArrayBufferWriter<byte> _values = new();

    public string Name => name;

    public ParquetType Type => type;

    /// <summary>The values since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Values => _values.WrittenSpan;

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_values.GetSpan(sizeof(long)), value);
        _values.Advance(sizeof(long));
    }

    public void Add(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_values.GetSpan(sizeof(double)), value);
        _values.Advance(sizeof(double));
    }

    public void Add(string value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_values.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(value));
        _values.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(value, _values);
    }

    public void Clear() => _values.ResetWrittenCount();
}
