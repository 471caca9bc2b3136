using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>A column comes back with the bits it had, whatever they were; a curve is short; and bytes from elsewhere are refused, not followed.</summary>
internal static class SmoothColumnTests
{
    private static readonly double[] Special =
        [-0.0, 0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, double.MinValue];

    private static readonly Gen<double> Odd = Gen.OneOf(
        Gen.Int[0, Special.Length - 1].Select(i => Special[i]), Gen.Long.Select(BitConverter.Int64BitsToDouble), Gen.Double);

    /// <summary>Curves with noise in their last so many bits, constants, and numbers that have nothing to do with each other.</summary>
    private static readonly Gen<double[]> Column = Gen.OneOf(
        Odd.Array[SmoothColumn.Shortest, 700],
        Gen.Select(Gen.Int[SmoothColumn.Shortest, 700], Gen.Double[-5, 5], Gen.Double[0, 0.1], Gen.Int[0, 52], Gen.Int).Select(Curve),
        Gen.Select(Gen.Int[SmoothColumn.Shortest, 700], Odd).Select((count, x) => Enumerable.Repeat(x, count).ToArray()));

    [Test]
    public static void Every_column_comes_back_bit_for_bit() => Column.Sample(
        column =>
        {
            var bytes = new byte[SmoothColumn.Bound(column.Length)];
            var length = SmoothColumn.Write(column, 1, column.Length, bytes);
            ReadOnlySpan<byte> from = [.. bytes[..length], 1, 2, 3];
            var read = new double[column.Length];
            Assert.That(SmoothColumn.TryRead(ref from, column.Length, read, 1), Is.True);
            Assert.That((from.ToArray(), Bits(read).SequenceEqual(Bits(column))), Is.EqualTo((new byte[] { 1, 2, 3 }, true)));
        },
        iter: 2000);

    [Test]
    public static void A_table_comes_back_bit_for_bit_in_either_form() => Gen.Select(Column, Gen.Int[1, 5]).Sample(
        (column, width) =>
        {
            var numbers = Enumerable.Range(0, width).SelectMany(i => column.Select(x => x + i)).ToArray();
            var bytes = Columns.BytesOf(numbers, width);
            Assert.That(bytes, Has.Length.LessThanOrEqualTo(numbers.Length * sizeof(double)));
            Assert.That(Columns.Expanded(bytes, column.Length, width).AsSpan().SequenceEqual(Reals.BytesOf(numbers)), Is.True);
        },
        iter: 1000);

    [Test]
    public static void A_curve_takes_as_many_bytes_as_its_noise([Values(0, 8, 16, 32, 48)] int noisyBits)
    {
        var column = Curve(4096, 1, 1e-7, noisyBits, 7);
        Assert.That(Columns.BytesOf(column, 1), Has.Length.LessThan(4096 * (noisyBits / 8 + 2) + 600));
    }

    [Test]
    public static void Bytes_from_elsewhere_are_no_column() => Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[0, 1000], Gen.Int[1, 4]).Sample(
        (bytes, rows, width) =>
        {
            var read = Columns.Expanded(bytes, rows, width);
            Assert.That(ReferenceEquals(read, bytes) || read.Length == rows * width * sizeof(double), Is.True);
        },
        iter: 3000);

    [Test]
    public static void A_column_cut_off_anywhere_is_none()
    {
        var whole = Columns.BytesOf(Curve(300, 2, 1e-3, 20, 3), 1);
        for (var length = 0; length < whole.Length; length++)
            Assert.That(Columns.Expanded(whole[..length], 300, 1), Has.Length.EqualTo(length), "the bytes as they are, which nobody takes for 300 numbers");
    }

    [Test]
    public static void More_than_a_block_holds_is_not_made_room_for() =>
        Assert.That(Columns.Expanded(new byte[100], 4096, 1 << 20), Has.Length.EqualTo(100));

    private static double[] Curve(int count, double start, double fall, int noisyBits, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => BitConverter.Int64BitsToDouble(
            BitConverter.DoubleToInt64Bits(start * Math.Exp(-fall * i)) ^ (noisyBits == 0 ? 0 : random.NextInt64(1L << noisyBits))))];
    }

    private static ReadOnlySpan<byte> Bits(double[] numbers) => MemoryMarshal.AsBytes(numbers.AsSpan());
}
