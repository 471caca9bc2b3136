using System.Text;

namespace Functional.Host;

/// <summary>The frame around a terminal's dots: labels and ticks on the left, the base line and its labels below.</summary>
internal static class TerminalAxes
{
    /// <summary>The rows of the grid, each with its label, right-aligned, and a piece of the axis.</summary>
    internal static IEnumerable<string> Rows(ChartPlot plot, DotGrid grid, int rows, int gutter, bool unicode)
    {
        var labels = new string[rows];
        var last = rows + 1;
        foreach (var tick in plot.Y.Ticks.Where(tick => tick.Label.Length > 0))
        {
            var row = grid.CellAt(new PlotPoint(0, plot.Y.Position(tick.Value))).Row;
            if (row >= last) continue;
            labels[row] = tick.Label;
            last = row;
        }
        for (var row = 0; row < rows; row++)
        {
            var axis = labels[row] is null ? (unicode ? '│' : '|') : unicode ? '┤' : '+';
            yield return ((labels[row] ?? "").PadLeft(gutter) + " " + axis + grid.Row(row)).TrimEnd();
        }
    }

    /// <summary>The base line with its ticks, and under it as many labels as fit with two blanks between.</summary>
    internal static IEnumerable<string> Base(ChartPlot plot, DotGrid grid, int columns, int gutter, bool unicode)
    {
        var line = new StringBuilder(new string(unicode ? '─' : '-', columns));
        var labels = new StringBuilder(new string(' ', gutter + 2 + columns));
        var free = 0;
        foreach (var tick in plot.X.Ticks.Where(tick => tick.Label.Length > 0))
        {
            var column = grid.CellAt(new PlotPoint(plot.X.Position(tick.Value), 0)).Column;
            var start = Math.Min(gutter + 2 + column - (tick.Label.Length / 2), labels.Length - tick.Label.Length);
            if (start < free) continue;
            line[column] = unicode ? '┬' : '+';
            for (var i = 0; i < tick.Label.Length; i++) labels[start + i] = tick.Label[i];
            free = start + tick.Label.Length + 2;
        }
        yield return new string(' ', gutter + 1) + (unicode ? '└' : '+') + line;
        yield return labels.ToString().TrimEnd();
    }
}
