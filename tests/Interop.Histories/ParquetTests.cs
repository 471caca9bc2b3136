using DuckDB.NET.Data;
using Parquet;
using Parquet.Schema;

namespace Functional.Interop.Histories.Tests;

/// <summary>Our Parquet files, read by others: every name, every row and every bit of the CSV.</summary>
public sealed class ParquetTests
{
    private ExportedHistories _exported = null!;

    [OneTimeSetUp]
    public void Export() => _exported = new();

    [OneTimeTearDown]
    public void Leave() => _exported.Dispose();

    [TestCaseSource(typeof(ExportedHistories), nameof(ExportedHistories.Runs))]
    public void DuckDB_reads_what_the_table_says(string run)
    {
        var (names, rows) = _exported.Csv(run);
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var select = database.CreateCommand();
        select.CommandText = $"SELECT * FROM read_parquet('{_exported[run + ".parquet"]}')";
        using var reader = select.ExecuteReader();
        Assert.That(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName), Is.EqualTo(names));
        foreach (var row in rows)
        {
            Assert.That(reader.Read());
            for (var i = 0; i < names.Length; i++)
                if (names[i] == "step" ? $"{reader.GetInt64(i)}" != row[i] : names[i] == "fingerprint" ? reader.GetString(i) != row[i] : Bits(reader.GetDouble(i)) != ExportedHistories.BitsOf(row[i]))
                    Assert.Fail($"step {row[0]}, {names[i]}: {reader.GetValue(i)} is not {row[i]}");
        }

        Assert.That(reader.Read(), Is.False);
    }

    [TestCaseSource(typeof(ExportedHistories), nameof(ExportedHistories.Runs))]
    public void DuckDB_finds_the_same_rows_in_the_CSV(string run)
    {
        var (csv, parquet) = ($"SELECT * FROM read_csv('{_exported[run + ".csv"]}', header = true)", $"SELECT * FROM read_parquet('{_exported[run + ".parquet"]}')");
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var select = database.CreateCommand();
        foreach (var (sql, rows) in ((string, int)[])[($"SELECT count(*) FROM ({parquet})", _exported.Csv(run).Rows.Length), ($"SELECT count(*) FROM ({parquet} EXCEPT {csv})", 0), ($"SELECT count(*) FROM ({csv} EXCEPT {parquet})", 0)])
        {
            select.CommandText = sql;
            Assert.That(Convert.ToInt32(select.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(rows), sql);
        }
    }

    [TestCaseSource(typeof(ExportedHistories), nameof(ExportedHistories.Runs))]
    public async Task ParquetNet_reads_what_the_table_says(string run)
    {
        var (names, rows) = _exported.Csv(run);
        await using var reader = await ParquetReader.CreateAsync(_exported[run + ".parquet"]);
        var fields = reader.Schema.GetDataFields();
        Assert.That(fields.Select(f => f.Name), Is.EqualTo(names));
        var read = 0;
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            var (steps, texts) = (new long[group.RowCount], new string[group.RowCount]);
            for (var i = 0; i < names.Length; i++)
                if (names[i] == "step")
                    await group.ReadAsync<long>(fields[i], steps);
                else if (names[i] == "fingerprint")
                    await group.ReadAsync(fields[i], texts);
                else
                    await Numbers(group, fields[i], rows, read, i);
            Assert.That(steps.Select(s => $"{s}"), Is.EqualTo(rows[read..(read + steps.Length)].Select(r => r[0])));
            Assert.That(texts, Is.EqualTo(rows[read..(read + steps.Length)].Select(r => r[5])));
            read += steps.Length;
        }

        Assert.That(read, Is.EqualTo(rows.Length));
        Assert.That(reader.RowGroupCount, Is.EqualTo(run == "article" ? 2 : 1));
    }

    private static async Task Numbers(ParquetRowGroupReader group, DataField field, string[][] rows, int from, int column)
    {
        var numbers = new double[group.RowCount];
        await group.ReadAsync<double>(field, numbers);
        for (var r = 0; r < numbers.Length; r++)
            if (Bits(numbers[r]) != ExportedHistories.BitsOf(rows[from + r][column]))
                Assert.Fail($"row {from + r}, {field.Name}: {numbers[r]} is not {rows[from + r][column]}");
    }

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
