namespace Functional.Host;

/// <summary>
/// Fewer points, the same picture. Of the points of a run that follow one another within one pixel column only the first,
/// the lowest, the highest and the last are kept, in their order. A line through those covers the same pixels as the line
/// through all of them (Jugel et al. 2014, "M4"), so no peak, however thin, is lost, and 100,000 points become at most
/// four a column.
/// </summary>
internal static class Thinning
{
    /// <summary>The points of <paramref name="run"/> worth drawing in so many columns.</summary>
    internal static List<PlotPoint> Of(ReadOnlySpan<PlotPoint> run, int columns)
    {
        var kept = new List<PlotPoint>();
        for (var start = 0; start < run.Length;)
        {
            var column = Math.Floor(run[start].X * columns);
            var (lowest, highest, end) = (start, start, start + 1);
            for (; end < run.Length && Math.Floor(run[end].X * columns) == column; end++)
            {
                if (run[end].Y < run[lowest].Y) lowest = end;
                if (run[end].Y > run[highest].Y) highest = end;
            }
            var (early, late) = (Math.Min(lowest, highest), Math.Max(lowest, highest));
            kept.Add(run[start]);
            if (early > start) kept.Add(run[early]);
            if (late > early) kept.Add(run[late]);
            if (end - 1 > late) kept.Add(run[end - 1]);
            start = end;
        }
        return kept;
    }
}
