using System.Globalization;
using System.Text;
using static Functional.Host.SvgText;

namespace Functional.Host;

/// <summary>A mark ready to draw: its dot, and its label's place, or a number where the label went below the chart.</summary>
internal sealed record PlacedMark((double X, double Y) Dot, string Label, string Full, LabelPlace? Place, int Number);

/// <summary>Dots, leaders and labels of the marks.</summary>
internal static class SvgMarks
{
    private const double LineHeight = 16;
    private const double DotRadius = 5.5;

    /// <summary>Every mark's place, one after another, so that labels avoid those before them.</summary>
    /// <param name="plot">The marks and where they lie in the plot.</param>
    /// <param name="frame">Where the plot lies.</param>
    /// <param name="lines">What the labels may not cover, in user units.</param>
    /// <param name="below">The marks, by index, whose labels are known to find no room.</param>
    internal static IReadOnlyList<PlacedMark> Place(
        ChartPlot plot, Box frame, IReadOnlyList<(double X, double Y)[]> lines, IReadOnlySet<int> below)
    {
        var dots = plot.Marks.Select(mark => frame.At(mark.At)).ToArray();
        var taken = dots.Select(dot => new Box(dot.X, dot.Y, 0, 0).Grown(DotRadius + 1)).ToList();
        var placed = new List<PlacedMark>();
        var numbers = 0;
        for (var i = 0; i < dots.Length; i++)
        {
            var full = ChartText.Clean(plot.Marks[i].Mark.Label);
            var label = Fitted(full, SvgStyle.TextSize, (frame.Width * 0.94) - 24);
            // Bold is wider than the measure knows.
            var width = Width(label, SvgStyle.TextSize) * 1.06;
            var place = label.Length > 0 && !below.Contains(i) ? LabelPlacer.Find(dots[i], width, LineHeight, frame, lines, taken) : null;
            if (place is not null) taken.Add(place.Box);
            placed.Add(new PlacedMark(dots[i], label, full, place, place is null && label.Length > 0 ? ++numbers : 0));
        }
        return placed;
    }

    /// <summary>The indices of the marks whose labels found no room.</summary>
    internal static IReadOnlySet<int> Below(IReadOnlyList<PlacedMark> marks) =>
        Enumerable.Range(0, marks.Count).Where(i => marks[i].Number > 0).ToHashSet();

    /// <summary>The labels that found no room, as lines for below the chart.</summary>
    internal static IEnumerable<string> Notes(IEnumerable<PlacedMark> marks) =>
        marks.Where(mark => mark.Number > 0).Select(mark => string.Create(CultureInfo.InvariantCulture, $"({mark.Number}) {mark.Full}"));

    internal static void Draw(StringBuilder svg, IEnumerable<PlacedMark> marks)
    {
        foreach (var mark in marks)
        {
            svg.Append(mark.Full.Length > 0 ? $"<g><title>{Escaped(mark.Full)}</title>\n" : "<g>\n");
            if (mark.Place is { } place)
            {
                var (from, to) = (place.From, place.To);
                svg.Append($"<path class=\"fc-lead\" d=\"M{Number(from.X)} {Number(from.Y)}L{Number(to.X)} {Number(to.Y)}\"/>\n");
                svg.Append(Text(place, mark));
            }
            var radius = mark.Number > 0 ? DotRadius + 2.5 : DotRadius;
            svg.Append($"<circle class=\"fc-dot\" cx=\"{Number(mark.Dot.X)}\" cy=\"{Number(mark.Dot.Y)}\" r=\"{Number(radius)}\"/>\n");
            if (mark.Number > 0)
                svg.Append(Element("fc-no", mark.Dot.X, mark.Dot.Y + 3.6, mark.Number.ToString(CultureInfo.InvariantCulture), "middle"));
            svg.Append("</g>\n");
        }
    }

    /// <summary>The text leans towards its leader, so that a font narrower than measured leaves no gap there.</summary>
    private static string Text(LabelPlace place, PlacedMark mark)
    {
        var box = place.Box;
        var baseline = box.Y + (LineHeight * 0.77);
        if (box.X >= place.To.X) return Element("fc-mark", box.X, baseline, mark.Label);
        return box.Right <= place.To.X
            ? Element("fc-mark", box.Right, baseline, mark.Label, "end")
            : Element("fc-mark", box.X + (box.Width / 2), baseline, mark.Label, "middle");
    }
}
