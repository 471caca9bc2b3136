namespace Functional.Host;

/// <summary>A place in the plot: (0, 0) bottom left, (1, 1) top right.</summary>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>A curve in the plot. Its points are placed when they are first asked for: a plot that only measures its labels does not need them.</summary>
internal sealed record PlotCurve(string Name, Lazy<IReadOnlyList<PlotPoint[]>> Places)
{
    /// <summary>Its unbroken runs of points, none of them empty.</summary>
    public IReadOnlyList<PlotPoint[]> Runs => Places.Value;
}

/// <summary>A mark in the plot and the chart's mark that it stands for.</summary>
internal sealed record PlotMark(PlotPoint At, ChartMark Mark);

/// <summary>A chart whose numbers have become places: axes, curves, marks, and a sentence for what could not be drawn.</summary>
internal sealed record ChartPlot(
    Axis X, Axis Y, IReadOnlyList<PlotCurve> Curves, IReadOnlyList<PlotMark> Marks, IReadOnlyList<string> Notes)
{
    /// <summary>The plot of a chart, with about so many labelled ticks.</summary>
    internal static ChartPlot Of(Chart chart, int xTicks, int yTicks)
    {
        var (x, y) = (new Extent(), new Extent());
        var (broken, negative) = (0, 0);
        foreach (var series in chart.Series)
        {
            var xs = series.X.Span;
            var ys = series.Y.Span;
            for (var i = 0; i < Math.Min(xs.Length, ys.Length); i++)
            {
                if (IsDrawn(chart, xs[i], ys[i])) (x, y) = (x.With(xs[i]), y.With(ys[i]));
                else if (Axis.Shows(xs[i], false) && Axis.Shows(ys[i], false)) negative++;
                else broken++;
            }
        }
        var marks = chart.Marks.Where(mark => IsDrawn(chart, mark.X, mark.Y)).ToArray();
        foreach (var mark in marks) (x, y) = (x.With(mark.X), y.With(mark.Y));

        var across = Axis.Of(x.Low, x.High, chart.LogX, xTicks, round: false);
        var up = Axis.Of(y.Low, y.High, chart.LogY, yTicks, round: true);
        return new ChartPlot(
            across, up,
            [.. chart.Series.Select(series => new PlotCurve(ChartText.Clean(series.Name), new(() => Runs(chart, series, across, up))))],
            [.. marks.Select(mark => new PlotMark(At(mark.X, mark.Y, across, up), mark))],
            [.. Omissions(chart, broken, negative, chart.Marks.Count - marks.Length)]);
    }

    private static bool IsDrawn(Chart chart, double x, double y) => Axis.Shows(x, chart.LogX) && Axis.Shows(y, chart.LogY);

    private static PlotPoint At(double x, double y, Axis across, Axis up) =>
        new(Math.Clamp(across.Position(x), 0, 1), Math.Clamp(up.Position(y), 0, 1));

    private static List<PlotPoint[]> Runs(Chart chart, ChartSeries series, Axis across, Axis up)
    {
        var runs = new List<PlotPoint[]>();
        var run = new List<PlotPoint>();
        var xs = series.X.Span;
        var ys = series.Y.Span;
        for (var i = 0; i < Math.Min(xs.Length, ys.Length); i++)
        {
            var (x, y) = (xs[i], ys[i]);
            if (IsDrawn(chart, x, y)) run.Add(At(x, y, across, up));
            else Close();
        }
        Close();
        return runs;

        void Close()
        {
            if (run.Count > 0) runs.Add([.. run]);
            run.Clear();
        }
    }

    private static IEnumerable<string> Omissions(Chart chart, int broken, int negative, int marks)
    {
        if (ChartText.Clean(chart.Footnote) is { Length: > 0 } footnote) yield return footnote;
        var logarithmic = chart.LogX && chart.LogY ? "the logarithmic axes" : "the logarithmic axis";
        if (negative > 0)
            yield return $"Not shown: {ChartText.Count(negative, "point")} at or below zero, which {logarithmic} cannot show.";
        if (broken > 0)
            yield return $"Not shown: {ChartText.Count(broken, "point")} that {(broken == 1 ? "is" : "are")} not a finite number.";
        if (marks > 0) yield return $"Not shown: {ChartText.Count(marks, "mark")} without a place on these axes.";
    }

    /// <summary>The smallest and the largest so far; low above high where there were none.</summary>
    private readonly record struct Extent(double Low, double High)
    {
        public Extent()
            : this(double.PositiveInfinity, double.NegativeInfinity)
        {
        }

        internal Extent With(double value) => new(Math.Min(Low, value), Math.Max(High, value));
    }
}
