using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>How the error fell, at several zooms; and what the weights did meanwhile.</summary>
internal static class CurveSection
{
    /// <summary>At the size at which it stands in the page, and on a telephone, its letters can be read.</summary>
    private const int SmallWidth = 440, SmallHeight = 330;

    private const int WideWidth = 700, WideHeight = 420;

    /// <summary>The fewest iterations that make a picture of their own.</summary>
    private const int Shortest = 100;

    /// <summary>A run longer than this has its weights drawn over the logarithm of the step.</summary>
    private const int Long = 1000;

    /// <summary>The error.</summary>
    public static Html Of(Report r)
    {
        if (r.Steps < 2)
            return Html.Empty;
        var (name, values) = r.Curve;
        var horizons = Horizons(r.Steps);
        var charts = horizons.Select(h => RunCharts.Error($"The first {NumberText.Count(h)} iterations", name, r.First.State.Step, values[..(int)h], log: false) with { Subtitle = "", Width = SmallWidth, Height = SmallHeight }).ToList();
        return Html.Of($"""
            <section id="error"><h2>How the error falls</h2>
            <p>{Words(r, name, horizons)}</p>
            <figure class="wide grid">{charts.Select(Html.Of)}<figcaption>The {name} at {Wording.Of(charts.Count, "zoom")}{(r.IsFullBatch ? "" : "; each step’s own rows")}. The dot is the elbow, the point farthest from the straight line between the ends: from there on patience buys less.</figcaption></figure>
            {Table(r)}{LogLog(r, name, values)}</section>

            """);
    }

    /// <summary>The weights.</summary>
    public static Html Weights(Report r)
    {
        if (r.Path.Steps.Length < 3)
            return Html.Empty;
        var log = r.Steps >= Long && r.First.State.Step == 0;
        var from = log ? r.Path.Steps.TakeWhile(s => s < 1).Count() : 0;
        double[] steps = [.. r.Path.Steps.Skip(from)];
        var all = r.Network.Layout.Length;
        var chart = new Chart
        {
            Title = r.Path.IsOfNorms ? "The length of each tensor" : all <= Limits.Curves ? "Every parameter" : $"The {Limits.Curves} parameters that moved most",
            XLabel = "step",
            YLabel = r.Path.IsOfNorms ? "√Σ θ²" : "value",
            Series = [.. r.Path.Curves.Select(c => new ChartSeries(c.Name, steps, c.Values.AsMemory(from)))],
            LogX = log,
            Width = WideWidth,
            Height = WideHeight,
        };
        return Html.Of($"""
            <section id="weights"><h2>What the weights did</h2>
            <figure class="wide big">{Html.Of(chart)}<figcaption>{(r.Path.IsOfNorms ? $"{NumberText.Count(all)} parameters are too many to draw, so each tensor is drawn as one number." : all <= Limits.Curves ? "Each curve is one number of the network." : $"They are {Limits.Curves} of {NumberText.Count(all)}; functional probe tells of any other.")}{(log ? " The steps are spaced by their logarithm: most happens early." : "")}</figcaption></figure></section>

            """);
    }

    /// <summary>100, 1,000, … below the length of the run, and that length; four at most.</summary>
    internal static IReadOnlyList<long> Horizons(long steps) =>
    [
        .. Enumerable.Range(0, 18).Select(i => Shortest * (long)Math.Pow(10, i)).TakeWhile(h => h <= steps * 2 / 3).Append(Math.Min(steps, Array.MaxLength)).TakeLast(4),
    ];

    private static string Words(Report r, string name, IReadOnlyList<long> horizons)
    {
        var elbows = horizons.Select(h => $"{NumberText.Count(Functional.Core.Elbow.Of(r.Curve.Values.AsSpan(0, (int)h)))} of {NumberText.Count(h)}").ToList();
        var last = r.Curve.Values[(int)Math.Min(r.Steps - 1, int.MaxValue - 1)];
        var (start, tenth) = (r.Curve.Values[0], r.Curve.Values[(int)(r.Steps / 10)]);
        return $"It begins at {NumberText.Compact(start)} and after {NumberText.Count(r.Steps)} iterations stands at {NumberText.Compact(last)}. "
            + (elbows.Count > 1 ? $"The elbow moves with the zoom: {string.Join(", ", elbows)}. There is no one place where it bends; where it bends depends on how far one looks. " : $"The elbow is at iteration {elbows[0]}. ")
            + (last > 0 && tenth > last && r.Steps >= 1000 ? $"The last nine tenths of the work divided the {name} by {(tenth / last).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)}." : "");
    }

    /// <summary>The error after 0, 1, 10, 100, … iterations and at the end.</summary>
    private static Html Table(Report r) => Tables.Of(
        "Milestones",
        [Head("after iterations"), Head("loss"), Head("sum |error|")],
        Enumerable.Range(0, 18).Select(i => (long)Math.Pow(10, i)).TakeWhile(s => s < r.Steps).Prepend(0).Append(r.Steps).Select(s => Html.Of(
            $"""<tr data-step="{r.First.State.Step + s}">{Side(NumberText.Count(s))}{Cell(r.Losses[s], "/loss", NumberText.Compact)}{Cell(r.Errors[s], "/sumAbsoluteError", NumberText.Compact)}</tr>""")),
        "numbers");

    private static Html LogLog(Report r, string name, double[] values)
    {
        if (r.Steps < Shortest)
            return Html.Empty;
        double[] x = [.. Enumerable.Range(1, values.Length - 1).Select(i => (double)i)];
        var chart = new Chart
        {
            Title = "The same on logarithmic axes",
            XLabel = "iterations",
            YLabel = name,
            LogX = true,
            LogY = true,
            Width = WideWidth,
            Height = WideHeight,
            Series = [new(name, x, values.AsMemory(1))],
        };
        return Html.Of($"""<figure class="wide big">{Html.Of(chart)}<figcaption>Here a straight line means a power: so many times as many iterations, so many times less error, at every scale alike.</figcaption></figure>""");
    }
}
