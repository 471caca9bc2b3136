namespace Functional.Host;

/// <summary>A rectangle in user units, y downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;

    internal bool Holds(Box inner) => inner.X >= X && inner.Y >= Y && inner.Right <= Right && inner.Bottom <= Bottom;

    internal bool Meets(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    internal Box Grown(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));

    /// <summary>Where a place of the plot lies in this frame.</summary>
    internal (double X, double Y) At(PlotPoint point) => (X + (point.X * Width), Bottom - (point.Y * Height));
}

/// <summary>An entry of the legend: which curve, its place (left end of the swatch, baseline) and the name that fits.</summary>
internal sealed record LegendEntry(int Curve, double X, double Y, string Name);

/// <summary>Where everything of an SVG goes: the texts above and below take what they need, the curves get the rest.</summary>
internal sealed record SvgLayout(
    double Width, double Height, Box Frame, IReadOnlyList<LegendEntry> Legend, double NameLine, IReadOnlyList<string> Notes)
{
    /// <summary>Between the card's edge and everything on it.</summary>
    internal const double Margin = 28;

    /// <summary>Between the notes' baselines.</summary>
    internal const double NoteLine = 17;

    /// <summary>How many of the notes are labels of marks that found no room in the frame.</summary>
    internal int Below { get; init; }

    private const double LegendLine = 22;
    private const double Swatch = 26;

    /// <summary>The legend's rows; more would push the curves out of the picture. What is cut is counted in the last entry.</summary>
    private const int LegendRows = 3;

    private const double LowestFrame = 96;

    /// <summary>The smallest width that still leaves room for labels on both sides of the curves.</summary>
    private const double Narrowest = 320;

    internal static SvgLayout Of(Chart chart, ChartPlot plot, IEnumerable<string> notes)
    {
        var width = Math.Max(Narrowest, chart.Width);
        var inner = width - (2 * Margin);
        var y = 46.0;
        if (chart.Subtitle.Length > 0) y += 23;
        var legend = LegendOf(plot.Curves, inner, y + LegendLine + 2);
        if (legend.Count > 0) y = legend[^1].Y + 2;
        var nameLine = y + 27;
        var top = chart.YLabel.Length > 0 ? nameLine + 13 : y + 24;

        var lines = notes.SelectMany(note => SvgText.Wrapped(note, SvgStyle.LabelSize, inner)).ToArray();
        var below = 22 + (chart.XLabel.Length > 0 ? 20 : 0) + (lines.Length > 0 ? 8 + (NoteLine * lines.Length) : 0) + 20;
        var height = Math.Max(chart.Height, top + LowestFrame + below);

        var labels = plot.Y.Ticks.Select(tick => SvgText.Width(tick.Label, SvgStyle.LabelSize)).DefaultIfEmpty(0).Max();
        var left = Margin + Math.Min(labels, width / 3) + 10;
        var right = width - Margin - 6;
        return new SvgLayout(width, height, new Box(left, top, right - left, height - below - top), legend, nameLine, lines);
    }

    private static List<LegendEntry> LegendOf(IReadOnlyList<PlotCurve> curves, double room, double baseline)
    {
        var entries = new List<LegendEntry>();
        if (curves.Count < 2) return entries;
        var (x, row) = (0.0, 0);
        for (var i = 0; i < curves.Count; i++)
        {
            var name = SvgText.Fitted(curves[i].Name, SvgStyle.TextSize, Math.Min(room, 260) - Swatch);
            var advance = Swatch + SvgText.Width(name, SvgStyle.TextSize) + 18;
            // The last row keeps room for the words that count the rest.
            var reserve = row == LegendRows - 1 && i < curves.Count - 1 ? 90 : 0;
            if (x > 0 && x + advance - 18 + reserve > room)
            {
                if (row == LegendRows - 1)
                {
                    entries.Add(new LegendEntry(-1, Margin + x, baseline + (row * LegendLine), $"and {curves.Count - i} more"));
                    return entries;
                }
                (x, row) = (0, row + 1);
            }
            entries.Add(new LegendEntry(i, Margin + x, baseline + (row * LegendLine), name));
            x += advance;
        }
        return entries;
    }
}
