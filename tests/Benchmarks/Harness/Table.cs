namespace Functional.Benchmarks;

/// <summary>The lines as a table that reads well both in a terminal and in the README.</summary>
internal static class Table
{
    private static readonly string[] Head = ["job", "against", "ours", "theirs", "ratio", "bar", "holds"];

    public static string Markdown(IReadOnlyList<Line> lines)
    {
        var rows = lines.Select(Cells).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var body = rows.Select(row => Row(row.Select((cell, column) => cell.PadRight(widths[column])))).ToList();
        body.Insert(1, Row(widths.Select(width => new string('-', width))));
        return string.Join('\n', body);
    }

    private static string[] Cells(Line line) =>
        [line.Job, line.Against, line.Ours, line.Theirs, line.Ratio, line.Bar, line.Holds switch { true => "yes", false => "no", null => "" }];

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
