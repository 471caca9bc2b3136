using Functional.Core;

namespace Functional.Host;

/// <summary>
/// A small network as a picture: inputs on the left, a column a layer, and a line for each weight, as wide as the weight is large beside the
/// largest; blue and whole where it is positive, red and dashed where it is negative. A bias is the ring of its unit.
/// </summary>
internal static class NetworkDrawing
{
    private const int Radius = 17;
    private const int Across = 130;
    private const int Down = 52;
    private const int Margin = 34;
    private const int Top = 30;

    /// <summary>The widest line; the narrowest, of a weight near 0, can still be seen.</summary>
    private const double Widest = 6, Narrowest = 0.6;

    /// <summary>Up to so many weights each line bears its number.</summary>
    private const int Labelled = 4;

    /// <summary>Whether a network has few enough units to be drawn.</summary>
    public static bool Draws(Network network) =>
        network.Inputs <= Limits.DrawnUnits && network.Layers.Length <= Limits.DrawnLayers && network.Layers.All(l => l.Units <= Limits.DrawnUnits);

    /// <summary>The network with the weights of a state.</summary>
    /// <param name="network">One that <see cref="Draws"/>.</param>
    /// <param name="parameters">Its numbers.</param>
    /// <param name="largest">The size of the largest weight of all pictures that are to be compared.</param>
    /// <param name="what">What a reader who sees nothing is told.</param>
    public static Html Of(Network network, Reals parameters, double largest, string what)
    {
        int[] columns = [network.Inputs, .. network.Layers.Select(l => l.Units)];
        var (width, height) = (2 * Margin + Across * (columns.Length - 1), Top + Down * columns.Max() + 8);
        return Html.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="net" role="img" aria-label="{what}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
            {Enumerable.Range(0, network.Layers.Length).Select(l => Lines(l))}{columns.Select((_, c) => Column(c))}</svg>
            """);

        (double X, double Y) At(int column, int unit) =>
            (Margin + Across * column, Top + (height - Top) / 2.0 + Down * (unit - (columns[column] - 1) / 2.0) - 4);

        Html Lines(int l) => Html.Join(
            from i in Enumerable.Range(0, columns[l])
            from j in Enumerable.Range(0, columns[l + 1])
            select Line(At(l, i), At(l + 1, j), network.Layout.Weights(l).In(parameters.AsSpan())[i * columns[l + 1] + j]));

        Html Line((double X, double Y) from, (double X, double Y) to, double w)
        {
            var line = $"{SvgText.Number(from.X + Radius)} {SvgText.Number(from.Y)}L{SvgText.Number(to.X - Radius)} {SvgText.Number(to.Y)}";
            var (x, y) = (from.X + 0.42 * (to.X - from.X), from.Y + 0.42 * (to.Y - from.Y) - 5);
            var label = network.Layout.Length <= Labelled
                ? Html.Of($"""<text x="{SvgText.Number(x)}" y="{SvgText.Number(y)}" text-anchor="middle" class="w">{Typeset.Signed(w)}</text>""")
                : Html.Empty;
            return Html.Of($"""<path class="{Sign(w)}" stroke-width="{SvgText.Number(WidthOf(w))}" d="M{line}"><title>{NumberText.Exact(w)}</title></path>{label}""");
        }

        double WidthOf(double w) => double.IsFinite(w) && largest > 0 ? Narrowest + (Widest - Narrowest) * Math.Min(1, Math.Abs(w) / largest) : Narrowest;

        Html Column(int c)
        {
            var name = c == 0 ? "inputs" : Shown.Text(network.Layers[c - 1].Activation.Id.Split('(')[0]);
            var bias = c == 0 ? null : network.Layout.Bias(c - 1);
            return Html.Of($"""<text x="{SvgText.Number(At(c, 0).X)}" y="16" text-anchor="middle" class="name">{ChartText.Fitted(name, Across, t => SvgText.Width(t, 12), "…")}</text>{Enumerable.Range(0, columns[c]).Select(u => Unit(At(c, u), c, u, bias is { } b ? b.In(parameters.AsSpan())[u] : null))}""");
        }

        Html Unit((double X, double Y) at, int column, int unit, double? bias)
        {
            var (x, y) = (SvgText.Number(at.X), SvgText.Number(at.Y));
            var ring = bias is { } b ? Html.Of($""" class="unit {Sign(b)}" stroke-width="{SvgText.Number(WidthOf(b))}" """) : Html.Of($""" class="unit" """);
            var said = column == 0 ? $"input {unit}" : bias is { } value ? $"unit {unit} of layer {column - 1}, bias {NumberText.Exact(value)}" : $"unit {unit} of layer {column - 1}";
            return Html.Of($"""<circle{ring}cx="{x}" cy="{y}" r="{Radius}"><title>{said}</title></circle><text x="{x}" y="{SvgText.Number(at.Y + 4.5)}" text-anchor="middle">{(column == 0 ? "x" : "a")}<tspan class="sub" dy="3">{unit}</tspan></text>""");
        }
    }

    /// <summary>The size of the largest parameter of some states.</summary>
    public static double Largest(params ReadOnlySpan<Reals> states)
    {
        var largest = 0.0;
        foreach (var state in states)
            foreach (var x in state.AsSpan())
                largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }

    private static string Sign(double w) => w < 0 ? "minus" : "plus";
}
