using System.Collections.Immutable;

namespace Functional.Host.Tests;

/// <summary>What is written as Parquet reads back, bit for bit, by a reader that knows only the format.</summary>
public static class ParquetWriterTests
{
    private static readonly Gen<long> Bits = Gen.OneOf(
        Gen.Long, Gen.Double.Select(BitConverter.DoubleToInt64Bits), Gen.Const(BitConverter.DoubleToInt64Bits(-0.0)), Gen.Const(BitConverter.DoubleToInt64Bits(double.NaN)), Gen.Const(0x7FF0000000000001L));

    /// <summary>Columns of each type, up to twenty-one (a list of fifteen is written otherwise than one of fourteen), and groups of rows.</summary>
    [Test]
    public static void Any_columns_in_any_groups() =>
        Gen.Select(Gen.Int[1, 21], Gen.Int[0, 9].Array[0, 4], Bits, Gen.String).Sample((width, groups, bits, text) =>
        {
            ImmutableArray<ParquetColumn> columns = [.. Enumerable.Range(0, width).Select(i => new ParquetColumn($"{i}.ä[{i},0]", ((ParquetType[])[ParquetType.Int64, ParquetType.Double, ParquetType.Text])[i % 3]))];
            // A lone surrogate is no text that UTF-8 can hold.
            var sound = string.Concat(text.Where(c => !char.IsSurrogate(c)));
            using var stream = new OneWay();
            var writer = new ParquetWriter(stream, columns);
            var written = columns.Select(_ => new List<object>()).ToList();
            foreach (var rows in groups)
            {
                for (var row = 0; row < rows; row++)
                    for (var i = 0; i < width; i++)
                        written[i].Add(Add(columns[i], bits + row * i, sound + row));
                writer.WriteGroup(rows);
            }

            writer.End("functional version test", [("run", sound)]);
            var read = ParquetReading.Of(stream.Bytes);
            Assert.That(read.Columns.Select(c => (c.Name, c.Type)), Is.EqualTo(columns.Select(c => (c.Name, (int)c.Type))));
            Assert.That(read.Columns.Select(c => c.Values), Is.EqualTo(written));
            Assert.That(read.GroupRows, Is.EqualTo(groups.Select(g => (long)g)));
            Assert.That(read.Notes, Is.EqualTo(new Dictionary<string, string> { ["run"] = sound }));
        }, iter: 200);

    [Test]
    public static void A_group_of_rows_is_never_large([Values(6, 9, 50, 262)] int columns) =>
        Assert.That(ParquetHistory.RowsOf(columns), Is.GreaterThan(1000).And.LessThanOrEqualTo((8 << 20) / 8 / columns));

    private static object Add(ParquetColumn column, long bits, string text)
    {
        switch (column.Type)
        {
            case ParquetType.Text: column.Add(text); return text;
            case ParquetType.Double: column.Add(BitConverter.Int64BitsToDouble(bits)); return bits;
            default: column.Add(bits); return bits;
        }
    }

    /// <summary>A stream that only goes forward, as a pipe does.</summary>
    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;

        public byte[] Bytes => ToArray();

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
