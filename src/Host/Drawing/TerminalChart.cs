namespace Functional.Host;

/// <summary>A chart as lines of text: dots of braille, or plain ASCII. No colours and no cursor movement.</summary>
public static class TerminalChart
{
    /// <summary>Under this many cells nothing but labels would fit.</summary>
    private const int Narrowest = 24;

    /// <summary>The curves keep at least so many rows, even where that makes the picture higher than asked.</summary>
    private const int FewestRows = 4;

    private const string UnicodeMarks = "●◆■▲○◇□△";
    private const string AsciiMarks = "o#@*%&x=";

    /// <summary>
    /// The picture: title, subtitle, legend, name of the vertical axis, curves, labels, and a line for every mark and note.
    /// Several curves carry letters, which the legend explains.
    /// </summary>
    /// <param name="chart">What to draw. Its own width and height are not used.</param>
    /// <param name="width">Cells that no line exceeds; under 24 counts as 24.</param>
    /// <param name="height">Lines in all; more only where the texts would leave the curves fewer than four rows.</param>
    /// <param name="unicode">Whether braille, box-drawing and other Unicode characters may be used.</param>
    public static IReadOnlyList<string> Render(Chart chart, int width, int height, bool unicode)
    {
        width = Math.Max(Narrowest, width);
        // How many lines the marks and notes take does not depend on the ticks, so a first plot may tell.
        var texts = ChartPlot.Of(chart, 2, 2);
        var above = Above(chart, texts, width, unicode).ToArray();
        var below = Below(chart, texts, width, unicode).ToArray();
        var rows = Math.Max(FewestRows, height - above.Length - 2 - below.Length);

        var plot = ChartPlot.Of(chart, Math.Max(2, width / 14), Math.Max(2, (rows + 1) / 4));
        var gutter = Math.Min(plot.Y.Ticks.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max(), width / 2);
        var columns = width - gutter - 2;
        var grid = new DotGrid(columns, rows, unicode);
        Draw(plot, grid, columns, unicode);
        if (plot.Curves.All(curve => curve.Runs.Count == 0)) Write(grid, "no data to draw", columns, rows);
        return
        [
            .. above,
            .. TerminalAxes.Rows(plot, grid, rows, gutter, unicode),
            .. TerminalAxes.Base(plot, grid, columns, gutter, unicode),
            .. below,
        ];
    }

    private static IEnumerable<string> Above(Chart chart, ChartPlot plot, int width, bool unicode)
    {
        string[] lines = [chart.Title, chart.Subtitle];
        foreach (var line in lines.Select(line => TerminalText.Fitted(line, width, unicode)).Where(line => line.Length > 0))
            yield return line;
        if (plot.Curves.Count > 1)
        {
            var names = plot.Curves.Select((curve, i) => TerminalText.Fitted($"{Letter(i)} {curve.Name}", width, unicode));
            foreach (var line in TerminalText.Packed(names, "   ", width)) yield return line;
        }
        if (TerminalText.Fitted(chart.YLabel, width, unicode) is { Length: > 0 } name) yield return name;
    }

    private static IEnumerable<string> Below(Chart chart, ChartPlot plot, int width, bool unicode)
    {
        if (TerminalText.Fitted(chart.XLabel, width, unicode) is { Length: > 0 } name)
            yield return new string(' ', (width - TerminalText.Width(name)) / 2) + name;
        for (var i = 0; i < plot.Marks.Count; i++)
        {
            var (x, y) = (ChartText.Value(plot.Marks[i].Mark.X), ChartText.Value(plot.Marks[i].Mark.Y));
            yield return Mark(i, unicode) + " " + TerminalText.Fitted($"{plot.Marks[i].Mark.Label} ({x}; {y})", width - 3, unicode);
        }
        foreach (var line in plot.Notes.SelectMany(note => TerminalText.Wrapped(note, width, unicode))) yield return line;
    }

    private static void Draw(ChartPlot plot, DotGrid grid, int columns, bool unicode)
    {
        for (var i = plot.Curves.Count - 1; i >= 0; i--)
        {
            foreach (var run in plot.Curves[i].Runs)
            {
                var dots = run.Select(grid.DotAt).ToArray();
                for (var k = 0; k < dots.Length; k++) grid.Line(dots[Math.Max(0, k - 1)], dots[k]);
            }
        }
        for (var i = 0; plot.Curves.Count > 1 && i < plot.Curves.Count; i++) DrawLetters(plot, grid, i, columns);
        for (var i = 0; i < plot.Marks.Count; i++)
        {
            var (column, row) = grid.CellAt(plot.Marks[i].At);
            grid.Letter(column, row, Mark(i, unicode));
        }
    }

    /// <summary>A curve's letter on it about every twenty columns, staggered, and only where no other letter stands.</summary>
    private static void DrawLetters(ChartPlot plot, DotGrid grid, int curve, int columns)
    {
        var points = plot.Curves[curve].Runs.SelectMany(run => run).ToArray();
        if (points.Length == 0) return;
        var every = Math.Min(20, columns / 2);
        for (var column = 3 + (curve * 5 % every); column < columns; column += every)
        {
            var at = points.MinBy(point => Math.Abs(grid.CellAt(point).Column - column));
            var (x, y) = grid.CellAt(at);
            if (!grid.HasLetter(x, y)) grid.Letter(x, y, Letter(curve));
        }
    }

    private static void Write(DotGrid grid, string text, int columns, int rows)
    {
        var start = Math.Max(0, (columns - text.Length) / 2);
        for (var i = 0; i < text.Length && start + i < columns; i++) grid.Letter(start + i, rows / 2, text[i]);
    }

    private static char Letter(int curve) => (char)('A' + (curve % 26));

    private static char Mark(int mark, bool unicode) =>
        unicode ? UnicodeMarks[mark % UnicodeMarks.Length] : AsciiMarks[mark % AsciiMarks.Length];
}
