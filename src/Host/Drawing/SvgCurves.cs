using System.Text;
using static Functional.Host.SvgText;

namespace Functional.Host;

/// <summary>The curves as paths.</summary>
internal static class SvgCurves
{
    /// <summary>Up to so many points each also gets a dot: a reader can then tell measured points from the line between.</summary>
    private const int Dotted = 24;

    /// <summary>How far outside the frame the fill's own edges run, out of the clip's sight.</summary>
    private const double Outside = 40;

    /// <summary>One column a unit: as fine as a screen shows the picture at its own size.</summary>
    internal static IReadOnlyList<(double X, double Y)[]> Lines(PlotCurve curve, Box frame) =>
        [.. curve.Runs.Select(run => Thinning.Of(run, (int)frame.Width).Select(frame.At).ToArray())];

    internal static void Draw(StringBuilder svg, IReadOnlyList<IReadOnlyList<(double X, double Y)[]>> curves, SvgLayout layout, string id)
    {
        var frame = layout.Frame;
        // The first curve is drawn last, on top of the others.
        for (var i = curves.Count - 1; i >= 0; i--)
        {
            var isFilled = curves.Count == 1 && curves[i].Count == 1 && curves[i][0].Length > 1;
            var path = string.Concat(curves[i].Where(line => line.Length > 1).Select(Path));
            if (isFilled) svg.Append(Filled(path, curves[i][0], frame, id));
            else if (path.Length > 0) svg.Append($"<path class=\"fc-line {SvgStyle.Colour(i)}\"{SvgStyle.Dashes(i)} d=\"{path}\"/>\n");
            var isDotted = curves[i].Sum(line => line.Length) <= Dotted;
            foreach (var (x, y) in curves[i].Where(line => isDotted || line.Length == 1).SelectMany(line => line))
                svg.Append($"<circle class=\"fc-p{i % SvgStyle.Colours}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"3\"/>\n");
        }
    }

    /// <summary>
    /// A single curve gets a soft fill down to the frame's foot. Fill and line are one path, which halves the file: the path
    /// is closed around the frame, where the clip hides its line.
    /// </summary>
    private static string Filled(string path, (double X, double Y)[] line, Box frame, string id)
    {
        var (left, right, foot) = (Number(line[0].X - Outside), Number(line[^1].X + Outside), Number(frame.Bottom + Outside));
        var (start, end) = (line[0].X, line[^1].X);
        // A curve that turns back has no "below".
        if (line.Any(point => point.X < start || point.X > end) || end - start < 1)
            return $"<path class=\"fc-line {SvgStyle.Colour(0)}\" d=\"{path}\"/>\n";
        var top = line.Min(point => point.Y);
        return $"""
            <defs><linearGradient id="{id}-g" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{Number(top)}" y2="{Number(frame.Bottom)}">
            <stop class="fc-top" offset="0"/><stop class="fc-foot" offset="1"/></linearGradient>
            <clipPath id="{id}-c"><rect x="{Number(start)}" y="{Number(frame.Y - 3)}"
             width="{Number(end - start)}" height="{Number(frame.Height + 4)}"/></clipPath></defs>
            <path class="fc-line {SvgStyle.Colour(0)}" style="fill:url(#{id}-g)" clip-path="url(#{id}-c)"
             d="{path}H{right}V{foot}H{left}V{Number(line[0].Y)}Z"/>

            """;
    }

    /// <summary>A path in tenths of a unit, each move relative to the place already rounded, so that no rounding adds up.</summary>
    private static string Path((double X, double Y)[] line)
    {
        var path = new StringBuilder();
        var (lastX, lastY) = (0L, 0L);
        for (var i = 0; i < line.Length; i++)
        {
            var (x, y) = ((long)Math.Round(line[i].X * 10), (long)Math.Round(line[i].Y * 10));
            if (i == 0) path.Append($"M{Tenths(x)} {Tenths(y)}l");
            else if (i + 1 == line.Length || x != lastX || y != lastY) AppendPair(path, x - lastX, y - lastY);
            (lastX, lastY) = (x, y);
        }
        return path.ToString();
    }

    private static void AppendPair(StringBuilder path, long x, long y)
    {
        var (across, down) = (Tenths(x), Tenths(y));
        if (path[^1] != 'l' && across[0] != '-') path.Append(' ');
        path.Append(across);
        if (down[0] != '-') path.Append(' ');
        path.Append(down);
    }
}
