using System.Globalization;
using System.Text;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// A history as comma-separated values (RFC 4180, lines ended as Unix does, UTF-8 without a mark): a header, then a line a step. Numbers
/// are the shortest text that reads back to the same bits; what is no number is <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
/// </summary>
internal static class CsvHistory
{
    private const int BufferBytes = 1 << 16;

    public static ExportFormat Format { get; } =
        new(".csv", "a line a step, for spreadsheets and everything else", IsHistory: true, Write) { Remarks = HistoryColumns.Remarks };

    private static Either<Failure, Unit> Write(Exported exported, Stream stream)
    {
        var columns = HistoryColumns.Of(exported.Run);
        using var text = new StreamWriter(stream, new UTF8Encoding(false), BufferBytes, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(CsvFile.Line(columns.Names.Select(CsvFile.Plain)));
        return HistoryRows.Over(exported, exported.Asked.Whole, row => Line(text, columns, row));
    }

    private static void Line(StreamWriter text, HistoryColumns columns, HistoryRow row)
    {
        text.Write(row.Moment.Step.ToString(CultureInfo.InvariantCulture));
        foreach (var number in HistoryColumns.CurvesOf(row))
            Cell(text, RealText.Of(number));
        Cell(text, row.Moment.Fingerprint.ToString());
        foreach (var number in row.Tried)
            Cell(text, RealText.Of(number));
        foreach (var number in columns.LeftOut > 0 ? [] : row.Parameters.AsSpan())
            Cell(text, RealText.Of(number));
        text.WriteLine();
    }

    private static void Cell(StreamWriter text, string cell)
    {
        text.Write(',');
        text.Write(cell);
    }
}
