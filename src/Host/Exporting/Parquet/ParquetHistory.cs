using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Host;

/// <summary>A history as Parquet, for pandas, Polars, DuckDB and Spark: the columns and the bits of <see cref="CsvHistory"/>.</summary>
internal static class ParquetHistory
{
    /// <summary>A row group takes about so much memory, and a reader as much.</summary>
    private const int GroupBytes = 8 << 20;

    private const int MostRows = 1 << 16;

    public static ExportFormat Format { get; } =
        new(".parquet", "a row a step, for pandas, Polars, DuckDB and Spark", IsHistory: true, Write) { Remarks = HistoryColumns.Remarks };

    /// <summary>Rows a group of so many columns has.</summary>
    internal static int RowsOf(int columns) => Math.Min(MostRows, GroupBytes / (columns * sizeof(double)));

    private static Either<Failure, Unit> Write(Exported exported, Stream stream)
    {
        var table = new Table(HistoryColumns.Of(exported.Run));
        var writer = new ParquetWriter(stream, table.Columns);
        var (rows, most) = (0, RowsOf(table.Columns.Length));
        return HistoryRows.Over(exported, exported.Asked.Whole, row =>
        {
            table.Add(row);
            if (++rows < most)
                return;
            writer.WriteGroup(rows);
            rows = 0;
        }).Map(done =>
        {
            if (rows > 0)
                writer.WriteGroup(rows);
            writer.End($"functional version {Maker.Here.Program}", [("run", exported.Run.File.Header.Name), ("created", exported.Run.File.Header.Created)]);
            return done;
        });
    }

    /// <summary>The columns of a history, filled row by row.</summary>
    private sealed class Table(HistoryColumns names)
    {
        private readonly ParquetColumn _step = new("step", ParquetType.Int64);
        private readonly ImmutableArray<ParquetColumn> _curves = Doubles(HistoryColumns.Curves);
        private readonly ParquetColumn _fingerprint = new("fingerprint", ParquetType.Text);
        private readonly ImmutableArray<ParquetColumn> _tried = Doubles(names.Tried);
        private readonly ImmutableArray<ParquetColumn> _parameters = Doubles(names.Parameters);

        public ImmutableArray<ParquetColumn> Columns => [_step, .. _curves, _fingerprint, .. _tried, .. _parameters];

        public void Add(HistoryRow row)
        {
            _step.Add(row.Moment.Step);
            foreach (var (column, number) in _curves.Zip(HistoryColumns.CurvesOf(row)))
                column.Add(number);
            _fingerprint.Add(row.Moment.Fingerprint.ToString());
            foreach (var (column, number) in _tried.Zip(row.Tried))
                column.Add(number);
            for (var i = 0; i < _parameters.Length; i++)
                _parameters[i].Add(row.Parameters[i]);
        }

        private static ImmutableArray<ParquetColumn> Doubles(ImmutableArray<string> names) => [.. names.Select(name => new ParquetColumn(name, ParquetType.Double))];
    }
}
