using Functional.Core;

namespace Functional.Host;

/// <summary>A small picture of an activation and its slope. A function of whole rows is drawn for the rows (z, 0): their first unit.</summary>
internal static class ActivationCurve
{
    private const int Points = 161;

    private const int Height = 14;

    /// <summary>From −4 to 4 every activation on the shelf shows what it is.</summary>
    private const double Reach = 4;

    public static IReadOnlyList<string> Render(IActivation f, int width)
    {
        double[] z = [.. Enumerable.Range(0, Points).Select(i => Reach * (2.0 * i / (Points - 1) - 1))];
        var seen = z.Select(x => At(f, x)).ToList();
        var label = f.ActsOnRows ? "first of the row (z, 0)" : "value";
        double[] values = [.. seen.Select(s => s.Value)], slopes = [.. seen.Select(s => s.Slope)];
        var chart = new Chart { Title = "", XLabel = "z", YLabel = "", Series = [new(label, z, values), new("slope", z, slopes)] };
        return ["", .. TerminalChart.Render(chart, width, Height, unicode: true).Select(line => "  " + line)];
    }

    private static (double Value, double Slope) At(IActivation f, double x)
    {
        double[] z = f.ActsOnRows ? [x, 0] : [x], first = f.ActsOnRows ? [1, 0] : [1];
        double[] a = new double[z.Length], slope = new double[z.Length];
        f.Forward(z, a);
        f.Backward(z, a, first, slope);
        return (a[0], slope[0]);
    }
}
