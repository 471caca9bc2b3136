using System.Globalization;
using System.Text;
using static Functional.Host.SvgText;

namespace Functional.Host;

/// <summary>
/// A chart as a picture: one self-contained SVG 1.1 text, light or dark as the reader's system is, with real text that can
/// be searched, copied and read aloud.
/// </summary>
public static class Svg
{
    /// <summary>
    /// The picture, as a whole document (no XML declaration, so that it may stand inside a page). The same chart gives the
    /// same text. However many points a curve has, it is drawn with at most four a pixel column, among them the lowest and
    /// the highest, so a curve of 100,000 points stays under 60 KB; a curve that runs back and forth across the columns
    /// stays longer.
    /// </summary>
    public static string Render(Chart chart)
    {
        var clean = chart with
        {
            Title = ChartText.Clean(chart.Title),
            Subtitle = ChartText.Clean(chart.Subtitle),
            XLabel = ChartText.Clean(chart.XLabel),
            YLabel = ChartText.Clean(chart.YLabel),
        };
        var (plot, layout) = Fit(clean);
        var (curves, marks) = Filled(plot, layout, new HashSet<int>());
        // Labels that find no room go below the chart, where they take height from the frame, which may cost others their
        // room. Each round sends at least one more below, so there are at most as many rounds as marks.
        for (var below = SvgMarks.Below(marks); below.Count > layout.Below; below = SvgMarks.Below(marks))
        {
            layout = SvgLayout.Of(clean, plot, [.. SvgMarks.Notes(marks), .. plot.Notes]) with { Below = below.Count };
            (curves, marks) = Filled(plot, layout, below);
        }
        var body = new StringBuilder();
        DrawTexts(body, clean, layout);
        SvgAxes.Draw(body, clean, plot, layout);
        var id = Identity(clean, layout);
        SvgCurves.Draw(body, curves, layout, id);
        if (plot.Curves.All(curve => curve.Runs.Count == 0))
        {
            var (middleX, middleY) = layout.Frame.At(new PlotPoint(0.5, 0.5));
            body.Append(Element("fc-empty", middleX, middleY, "No data to draw", "middle"));
        }
        SvgMarks.Draw(body, marks);
        return Head(clean, plot, layout, id) + body + "</svg>\n";
    }

    private static (IReadOnlyList<(double X, double Y)[]>[] Curves, IReadOnlyList<PlacedMark> Marks) Filled(
        ChartPlot plot, SvgLayout layout, IReadOnlySet<int> below)
    {
        var curves = plot.Curves.Select(curve => SvgCurves.Lines(curve, layout.Frame)).ToArray();
        return (curves, SvgMarks.Place(plot, layout.Frame, [.. curves.SelectMany(lines => lines)], below));
    }

    /// <summary>The plot with as many labels across as fit side by side.</summary>
    private static (ChartPlot Plot, SvgLayout Layout) Fit(Chart chart)
    {
        for (var fewer = 0; ; fewer++)
        {
            var wanted = SvgAxes.WantedAcross(chart, fewer);
            var plot = ChartPlot.Of(chart, wanted, SvgAxes.WantedUp(chart));
            var layout = SvgLayout.Of(chart, plot, plot.Notes);
            if (wanted == 1 || SvgAxes.LabelsFit(plot, layout.Frame)) return (plot, layout);
        }
    }

    private static string Head(Chart chart, ChartPlot plot, SvgLayout layout, string id)
    {
        var (width, height) = (Number(layout.Width), Number(layout.Height));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="fc" role="img" aria-labelledby="{id}-t {id}-d"
             width="{width}" height="{height}" viewBox="0 0 {width} {height}">
            <title id="{id}-t">{Escaped(chart.Title)}</title>
            <desc id="{id}-d">{Escaped(Description(chart, plot))}</desc>
            {SvgStyle.Sheet()}<rect class="fc-card" x=".5" y=".5" rx="14" width="{Number(layout.Width - 1)}" height="{Number(layout.Height - 1)}"/>

            """;
    }

    private static void DrawTexts(StringBuilder svg, Chart chart, SvgLayout layout)
    {
        var room = layout.Width - (2 * SvgLayout.Margin);
        svg.Append(Element("fc-title", SvgLayout.Margin, 46, Fitted(chart.Title, SvgStyle.TitleSize, room)));
        if (chart.Subtitle.Length > 0) svg.Append(Element("fc-sub", SvgLayout.Margin, 69, Fitted(chart.Subtitle, SvgStyle.TextSize, room)));
        foreach (var (curve, x, y, name) in layout.Legend)
        {
            var swatch = $"d=\"M{Number(x + 1)} {Number(y - 4.5)}h18\"";
            if (curve >= 0) svg.Append($"<path class=\"fc-line {SvgStyle.Colour(curve)}\"{SvgStyle.Dashes(curve)} {swatch}/>\n");
            svg.Append(Element("fc-legend", curve >= 0 ? x + 26 : x, y, name));
        }
        var first = layout.Height - 20 - (SvgLayout.NoteLine * (layout.Notes.Count - 1));
        for (var i = 0; i < layout.Notes.Count; i++)
            svg.Append(Element("fc-note", SvgLayout.Margin, first + (SvgLayout.NoteLine * i), layout.Notes[i]));
    }

    /// <summary>What a reader who sees nothing is told.</summary>
    private static string Description(Chart chart, ChartPlot plot)
    {
        var parts = new List<string> { chart.Subtitle };
        parts.Add($"Line chart; across: {Named(chart.XLabel, plot.X)}; up: {Named(chart.YLabel, plot.Y)}");
        if (plot.Curves.Count > 1) parts.Add("Curves: " + string.Join(", ", plot.Curves.Select(curve => curve.Name)));
        parts.AddRange(plot.Marks.Select(mark =>
            $"Marked: {ChartText.Clean(mark.Mark.Label)} at ({ChartText.Value(mark.Mark.X)}, {ChartText.Value(mark.Mark.Y)})"));
        return string.Join(". ", parts.Where(part => part.Length > 0)) + ".";

        static string Named(string name, Axis axis) =>
            (name.Length > 0 ? name + " " : "") + (axis.IsLog ? "(logarithmic) " : "")
            + $"from {ChartText.Value(axis.Low)} to {ChartText.Value(axis.High)}";
    }

    /// <summary>A name for this picture's own ids (FNV-1a over its texts and frame), so that several may stand in one page.</summary>
    private static string Identity(Chart chart, SvgLayout layout)
    {
        var hash = 2166136261u;
        var frame = layout.Frame;
        string[] parts =
        [
            chart.Title, chart.Subtitle, chart.XLabel, chart.YLabel,
            Number(frame.X), Number(frame.Y), Number(frame.Width), Number(frame.Height),
        ];
        foreach (var character in string.Join('\n', parts))
            hash = (hash ^ character) * 16777619u;
        return "fc-" + hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
