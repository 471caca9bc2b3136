using System.Globalization;
using System.Text;
using Functional.Core;

namespace Functional.Host.Tests;

public static class CsvRoundTripTests
{
    private static readonly double[] Awkward =
        [0.0, -0.0, 1, -1, 1.5, 1.234, 123.456, 1234.567, 1e-5, 1e21, 1e22, 1e23, double.Epsilon, double.MaxValue, -double.MaxValue, 2.2250738585072014E-308, 0.1, 9007199254740993];

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Double.Where(double.IsFinite), Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]), Gen.Int[-5000, 5000].Select(i => i / 8.0));

    private static readonly Gen<double[][]> Tables =
        from rows in Gen.Int[1, 6]
        from columns in Gen.Int[2, 5]
        from cells in Numbers.Array[columns].Array[rows]
        select cells;

    /// <summary>One way of writing a file.</summary>
    private sealed record Writing(char Delimiter, char Sign, string LineEnd, bool Quoted, bool Mark, bool Names, bool LastEnd, bool IsSaid);

    private static readonly Gen<Writing> Writings =
        from delimiter in Gen.Int[0, 3].Select(i => ",;\t|"[i])
        from sign in Gen.Int[0, 1].Select(i => ".,"[i])
        from end in Gen.Int[0, 2].Select(i => new[] { "\n", "\r\n", "\r" }[i])
        from quoted in Gen.Bool
        from mark in Gen.Bool
        from names in Gen.Bool
        from lastEnd in Gen.Bool
        from isSaid in Gen.Bool
        select new Writing(delimiter, sign, end, quoted, mark, names, lastEnd, isSaid);

    [TestCase("")]
    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    [TestCase("fa-IR")]
    public static void What_is_written_is_read_to_the_same_bits_or_refused_as_doubtful(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Gen.Select(Tables, Writings).Sample((table, writing) => SameBits(table, writing), iter: 2000, threads: 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public static void Numbers_are_read_as_the_framework_reads_them() => Numbers.Array[1, 3].Sample(values =>
    {
        foreach (var text in values.SelectMany(v => new[] { RealText.Of(v), v.ToString("E20", CultureInfo.InvariantCulture), v.ToString("G15", CultureInfo.InvariantCulture) }))
        {
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            var kind = CsvNumber.Read(Csvs.Bytes(text), out var value, out _);
            if (double.IsFinite(expected) && (kind != CellKind.Number || BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(expected)))
                Assert.Fail($"{text}: {RealText.Of(value)}");
        }
    }, iter: 20_000);

    [Test]
    public static void Decimals_of_every_length_are_read_as_the_framework_reads_them() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 40], Gen.Int[0, 40], Gen.Int[-340, 330], Gen.Bool).Sample((digits, point, exponent, hasExponent) =>
        {
            var text = string.Concat(digits).Insert(Math.Min(point, digits.Length), ".") + (hasExponent ? FormattableString.Invariant($"e{exponent}") : "");
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            var isNumber = CsvNumber.Read(Csvs.Bytes(text), out var value, out _) == CellKind.Number;
            var shouldBe = double.IsFinite(expected) && (expected != 0 || digits.All(d => d == 0));
            if (isNumber != shouldBe || (isNumber && BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(expected)))
                Assert.Fail($"{text}: {isNumber} {RealText.Of(value)}");
        }, iter: 20_000);

    private static void SameBits(double[][] table, Writing writing)
    {
        var wish = writing.IsSaid ? new CsvWish((byte)writing.Delimiter, writing.Sign, writing.Names) : new CsvWish();
        var read = Csvs.Table(Written(table, writing), wish with { Classes = false });
        var doubt = Docs.Lines(read);
        if (doubt.Count > 0 && !writing.IsSaid && doubt.All(line => line.Contains(" can be ", StringComparison.Ordinal)))
            return;
        var rows = Csvs.All(Docs.Value(read).Rows);
        Assert.That(rows, Has.Count.EqualTo(table.Length));
        for (var i = 0; i < rows.Count; i++)
            Assert.That(
                rows[i].Inputs.Concat(rows[i].Targets).Select(BitConverter.DoubleToInt64Bits),
                Is.EqualTo(table[i].Select(BitConverter.DoubleToInt64Bits)), writing.ToString());
    }

    private static byte[] Written(double[][] table, Writing writing)
    {
        var lines = table.Select(row => string.Join(writing.Delimiter, row.Select(v => Cell(RealText.Of(v).Replace('.', writing.Sign), writing))));
        var all = writing.Names ? lines.Prepend(string.Join(writing.Delimiter, table[0].Select((_, i) => Cell($"n{i}", writing)))) : lines;
        var text = string.Join(writing.LineEnd, all) + (writing.LastEnd ? writing.LineEnd : "");
        return [.. writing.Mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Csvs.Bytes(text)];
    }

    private static string Cell(string text, Writing writing) => writing.Quoted || text.Contains(writing.Delimiter, StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
