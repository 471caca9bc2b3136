using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Functional.Core;

/// <summary>
/// An immutable run of doubles. It hands out read-only spans and nothing else, so a state that holds one can never change.
/// Equality is equality of <b>bits</b>: NaN equals the same NaN, and 0.0 differs from −0.0, which is what a replay compares.
/// </summary>
public sealed class Reals : IEquatable<Reals>
{
    private readonly double[] _values;

    private Reals(double[] values) => _values = values;

    /// <summary>No numbers at all.</summary>
    public static Reals Empty { get; } = new([]);

    /// <summary>A copy of <paramref name="values"/>.</summary>
    public static Reals Of(params ReadOnlySpan<double> values) => values.IsEmpty ? Empty : new(values.ToArray());

    /// <summary><paramref name="length"/> positive zeros.</summary>
    public static Reals Zeros(int length) => length == 0 ? Empty : new(new double[length]);

    /// <summary><paramref name="length"/> numbers written by <paramref name="fill"/>, which sees zeros and cannot keep the span.</summary>
    public static Reals Build(int length, Fill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var values = new double[length];
        fill(values);
        return Own(values);
    }

    /// <summary>Reads little-endian IEEE 754 doubles, eight bytes each: the inverse of <see cref="CopyBytesTo"/>, bit for bit.</summary>
    /// <exception cref="ArgumentException">The number of bytes is no multiple of eight.</exception>
    public static Reals FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(double) != 0)
            throw new ArgumentException($"{bytes.Length} bytes are not a whole number of doubles", nameof(bytes));
        var values = new double[bytes.Length / sizeof(double)];
        if (BitConverter.IsLittleEndian)
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        else
            for (var i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return Own(values);
    }

    /// <summary>How many numbers.</summary>
    public int Length => _values.Length;

    /// <summary>How many bytes <see cref="CopyBytesTo"/> writes.</summary>
    public int ByteLength => _values.Length * sizeof(double);

    /// <summary>The number at <paramref name="index"/>, counted from zero.</summary>
    public double this[int index] => _values[index];

    /// <summary>The numbers, to look at.</summary>
    public ReadOnlySpan<double> AsSpan() => _values;

    /// <summary>The numbers from <paramref name="start"/> on, <paramref name="length"/> of them, to look at.</summary>
    public ReadOnlySpan<double> AsSpan(int start, int length) => _values.AsSpan(start, length);

    /// <summary>A new array with the same bits, for whoever needs one.</summary>
    public double[] ToArray() => _values.AsSpan().ToArray();

    /// <summary>Writes little-endian IEEE 754 bits, eight bytes a number, whatever the machine.</summary>
    public void CopyBytesTo(Span<byte> destination) => CopyBytes(_values, destination);

    /// <summary>The same of any numbers: every place that keeps or hashes doubles as bytes means these.</summary>
    public static void CopyBytes(ReadOnlySpan<double> numbers, Span<byte> destination)
    {
        if (BitConverter.IsLittleEndian)
            MemoryMarshal.AsBytes(numbers).CopyTo(destination);
        else
            for (var i = 0; i < numbers.Length; i++)
                BinaryPrimitives.WriteDoubleLittleEndian(destination[(i * sizeof(double))..], numbers[i]);
    }

    /// <summary>Those bytes in an array of their own.</summary>
    public static byte[] BytesOf(ReadOnlySpan<double> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(double)];
        CopyBytes(numbers, bytes);
        return bytes;
    }

    /// <summary>Every number negated: −x flips the sign bit, so −0.0 becomes 0.0 and NaN stays NaN.</summary>
    public Reals Negated() => Own(Array.ConvertAll(_values, static x => -x));

    /// <inheritdoc/>
    public bool Equals(Reals? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || MemoryMarshal.AsBytes(_values.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other._values.AsSpan())));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reals);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((int)System.IO.Hashing.XxHash3.HashToUInt64(MemoryMarshal.AsBytes(_values.AsSpan())));

    /// <summary>The numbers, shortest text that reads back to the same bits: <c>[0.1, -0, NaN]</c>.</summary>
    public override string ToString() =>
        "[" + string.Join(", ", _values.Select(RealText.Of)) + "]";

    /// <summary>The array itself. Only for code in Core that reads it where a span cannot go, and never writes to it.</summary>
    internal double[] Values => _values;

    /// <summary>
    /// Takes <paramref name="values"/> as its own without a copy. Only for code in Core that made the array and never
    /// touches it again.
    /// </summary>
    internal static Reals Own(double[] values) => values.Length == 0 ? Empty : new(values);

    /// <summary>Writes the numbers of a new <see cref="Reals"/>.</summary>
    public delegate void Fill(Span<double> values);
}
