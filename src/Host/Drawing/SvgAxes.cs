using System.Text;
using static Functional.Host.SvgText;

namespace Functional.Host;

/// <summary>Grid, base line, tick labels and the names of the axes.</summary>
internal static class SvgAxes
{
    private const double Gap = 12;

    internal static void Draw(StringBuilder svg, Chart chart, ChartPlot plot, SvgLayout layout)
    {
        var frame = layout.Frame;
        var (grid, minor) = (new StringBuilder(), new StringBuilder());
        foreach (var tick in plot.X.Ticks)
            (tick.Label.Length > 0 ? grid : minor).Append($"M{Number(XOf(plot, frame, tick))} {Number(frame.Y)}V{Number(frame.Bottom)}");
        foreach (var tick in plot.Y.Ticks)
            (tick.Label.Length > 0 ? grid : minor).Append($"M{Number(frame.X)} {Number(YOf(plot, frame, tick))}H{Number(frame.Right)}");
        if (minor.Length > 0) svg.Append($"<path class=\"fc-minor\" d=\"{minor}\"/>\n");
        if (grid.Length > 0) svg.Append($"<path class=\"fc-grid\" d=\"{grid}\"/>\n");

        svg.Append($"<path class=\"fc-base\" d=\"M{Number(frame.X)} {Number(frame.Bottom)}H{Number(frame.Right)}");
        foreach (var tick in plot.X.Ticks.Where(tick => tick.Label.Length > 0))
            svg.Append($"M{Number(XOf(plot, frame, tick))} {Number(frame.Bottom)}v5");
        svg.Append("\"/>\n");

        DrawLabels(svg, plot, frame);
        if (chart.YLabel.Length > 0) svg.Append(Element("fc-name", SvgLayout.Margin, layout.NameLine, Name(chart.YLabel, layout)));
        if (chart.XLabel.Length > 0)
            svg.Append(Element("fc-name", frame.X + (frame.Width / 2), frame.Bottom + 41, Name(chart.XLabel, layout), "middle"));
    }

    /// <summary>How many labels there is room for side by side; the layout's frame is not known yet, the chart's size is.</summary>
    internal static int WantedAcross(Chart chart, int fewer) => Math.Max(1, ((Math.Max(320, chart.Width) - 100) / 105) - fewer);

    internal static int WantedUp(Chart chart) => Math.Clamp((chart.Height - 170) / 55, 2, 12);

    /// <summary>Whether no two labels under the frame touch.</summary>
    internal static bool LabelsFit(ChartPlot plot, Box frame)
    {
        var boxes = plot.X.Ticks.Where(tick => tick.Label.Length > 0).Select(tick => LabelBox(plot, frame, tick)).ToArray();
        return boxes.Zip(boxes.Skip(1)).All(pair => pair.Item1.Right + Gap <= pair.Item2.X);
    }

    private static void DrawLabels(StringBuilder svg, ChartPlot plot, Box frame)
    {
        var right = double.NegativeInfinity;
        foreach (var tick in plot.X.Ticks.Where(tick => tick.Label.Length > 0))
        {
            var box = LabelBox(plot, frame, tick);
            if (box.X < right + (Gap / 2)) continue;
            right = box.Right;
            svg.Append(Element("fc-tick", box.X + (box.Width / 2), frame.Bottom + 21, tick.Label, "middle"));
        }
        var top = double.PositiveInfinity;
        foreach (var tick in plot.Y.Ticks.Where(tick => tick.Label.Length > 0))
        {
            var y = YOf(plot, frame, tick);
            if (y > top - SvgStyle.LabelSize - 2) continue;
            top = y;
            svg.Append(Element("fc-tick", frame.X - 10, y + 4.2, tick.Label, "end"));
        }
    }

    /// <summary>A label is centred under its tick, or moved in so far that it stays on the card.</summary>
    private static Box LabelBox(ChartPlot plot, Box frame, AxisTick tick)
    {
        var width = SvgText.Width(tick.Label, SvgStyle.LabelSize);
        var left = Math.Min(XOf(plot, frame, tick) - (width / 2), frame.Right + SvgLayout.Margin - 4 - width);
        return new Box(left, frame.Bottom, width, SvgStyle.LabelSize);
    }

    private static string Name(string text, SvgLayout layout) =>
        Fitted(ChartText.Clean(text), SvgStyle.LabelSize, layout.Width - (2 * SvgLayout.Margin));

    private static double XOf(ChartPlot plot, Box frame, AxisTick tick) => frame.At(new PlotPoint(plot.X.Position(tick.Value), 0)).X;

    private static double YOf(ChartPlot plot, Box frame, AxisTick tick) => frame.At(new PlotPoint(0, plot.Y.Position(tick.Value))).Y;
}
