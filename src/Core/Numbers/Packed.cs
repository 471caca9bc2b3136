using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>How a run of numbers is stored.</summary>
public enum PackedForm
{
    /// <summary>As they are, eight bytes each.</summary>
    Doubles,

    /// <summary>As singles, four bytes each, for every one of them is one.</summary>
    Singles,

    /// <summary>As places in a table, a byte each, for there are at most 256 different ones.</summary>
    Codes,
}

/// <summary>
/// Many numbers in the smallest form that gives back every bit: pixels, counts and one-hot columns take a byte each, measurements that
/// were singles four. Different means different bits, so 0.0 and −0.0 are two numbers.
/// </summary>
public sealed class Packed
{
    /// <summary>A megabyte of doubles; less is not worth it, it lies in the processor's cache anyway.</summary>
    public const int WorthIt = 1 << 17;

    private static readonly ConditionalWeakTable<Reals, Packed> Known = [];

    private Packed(PackedForm form, Array values, double[] table) => (Form, Values, Table) = (form, values, table);

    /// <summary>How they are stored.</summary>
    public PackedForm Form { get; }

    /// <summary>What the bytes of <see cref="PackedForm.Codes"/> mean; else empty.</summary>
    public ReadOnlySpan<double> Meaning => Table;

    /// <summary>The stored form: <c>double[]</c>, <c>float[]</c> or <c>byte[]</c>, one item a number.</summary>
    internal Array Values { get; }

    internal double[] Table { get; }

    /// <summary>Numbers in their smallest form, worked out once for as long as they live; fewer than <see cref="WorthIt"/> stay as they are.</summary>
    public static Packed Of(Reals values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length < WorthIt ? new(PackedForm.Doubles, values.Values, []) : Known.GetValue(values, Smallest);
    }

    /// <summary>The numbers that were stored so: little-endian bytes of the form, and the table of codes. Their smallest form is known from then on.</summary>
    /// <exception cref="ArgumentException">The bytes are no whole number of items, or a code has no meaning.</exception>
    public static Reals Unpack(PackedForm form, byte[] bytes, Reals meaning)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(meaning);
        switch (form)
        {
            case PackedForm.Doubles:
                return Reals.FromBytes(bytes);
            case PackedForm.Singles:
                var singles = SinglesFrom(bytes);
                return Remembered(new(form, singles, []), Array.ConvertAll(singles, static x => (double)x));
            default:
                if (meaning.Length <= byte.MaxValue && bytes.AsSpan().ContainsAnyInRange((byte)meaning.Length, byte.MaxValue))
                    throw new ArgumentException("a code has no meaning", nameof(bytes));
                var table = meaning.ToArray();
                return Remembered(new(form, bytes, table), Array.ConvertAll(bytes, code => table[code]));
        }
    }

    /// <summary>The bytes <see cref="Unpack"/> takes.</summary>
    public byte[] ToBytes() => Values switch
    {
        byte[] codes => codes,
        float[] singles => BytesFrom(singles),
        _ => Reals.BytesOf((double[])Values),
    };

    private static Reals Remembered(Packed packed, double[] numbers)
    {
        var values = Reals.Own(numbers);
        if (values.Length >= WorthIt)
            Known.AddOrUpdate(values, packed);
        return values;
    }

    private static float[] SinglesFrom(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length % sizeof(float), 0, nameof(bytes));
        var singles = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < singles.Length; i++)
            singles[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return singles;
    }

    private static byte[] BytesFrom(float[] singles)
    {
        var bytes = new byte[singles.Length * sizeof(float)];
        for (var i = 0; i < singles.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), singles[i]);
        return bytes;
    }

    private static Packed Smallest(Reals values)
    {
        if (Coding.Find(values.AsSpan()) is { } table)
            return new(PackedForm.Codes, Coding.Encode(values.AsSpan(), table), table);
        return Array.TrueForAll(values.Values, static x => BitConverter.DoubleToInt64Bits((float)x) == BitConverter.DoubleToInt64Bits(x))
            ? new(PackedForm.Singles, Array.ConvertAll(values.Values, static x => (float)x), [])
            : new(PackedForm.Doubles, values.Values, []);
    }
}
