namespace Functional.Host;

/// <summary>
/// One curve: the points (X[i], Y[i]) in their order, joined by a line. Where the two lengths differ the shorter counts.
/// A point that cannot be drawn (not finite, beyond ±1e300, or not above zero on a logarithmic axis) leaves a gap. The
/// memory stays the caller's and is only read.
/// </summary>
/// <param name="Name">What the legend calls it; not shown where the chart has one curve.</param>
/// <param name="X">Horizontal values, in the unit of <see cref="Chart.XLabel"/>.</param>
/// <param name="Y">Vertical values, in the unit of <see cref="Chart.YLabel"/>.</param>
public sealed record ChartSeries(string Name, ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y);

/// <summary>A point worth a word, such as the elbow: a dot, and a label that covers no curve and stays in the frame.</summary>
/// <param name="X">Horizontal place, in the unit of the axis.</param>
/// <param name="Y">Vertical place, in the unit of the axis.</param>
/// <param name="Label">One line of text.</param>
public sealed record ChartMark(double X, double Y, string Label);

/// <summary>
/// What a picture says, not how: <see cref="Svg"/> and <see cref="TerminalChart"/> draw the same chart. Any text is safe
/// here (it is escaped, and control characters are dropped) and any numbers are (see <see cref="ChartSeries"/>).
/// </summary>
public sealed record Chart
{
    /// <summary>The headline: what the reader should see.</summary>
    public required string Title { get; init; }

    /// <summary>A quieter second line; may be empty.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The horizontal quantity, with its unit.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>The vertical quantity, with its unit.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>The curves, the most important first (it gets the strongest colour). May be empty.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>The marks; the axes stretch to show them all.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Whether the horizontal axis is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool LogY { get; init; }

    /// <summary>Small print; what could not be drawn is said after it. May be empty.</summary>
    public string Footnote { get; init; } = "";

    /// <summary>Width of the SVG in user units (CSS pixels); less than 320 is drawn as 320.</summary>
    public int Width { get; init; } = 860;

    /// <summary>Height of the SVG in user units (CSS pixels); it grows where the texts leave the curves under 96.</summary>
    public int Height { get; init; } = 480;
}
