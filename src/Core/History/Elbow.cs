namespace Functional.Core;

/// <summary>Where a falling curve stops paying: the point farthest from the straight line between its ends.</summary>
public static class Elbow
{
    /// <summary>
    /// The index with the largest perpendicular distance to the chord from the first to the last point of the curve
    /// (index, value), both axes normalised to [0, 1] by the chord's extents.
    /// <para>Normalised, the chord is the diagonal, and the perpendicular distance of a point is 1/√2 of its vertical one:
    /// one factor for all points. So the index sought is the one of the largest <em>vertical</em> distance to the chord, in
    /// any units, and that is what is computed: |(vᵢ − v₀)·(n−1) − (vₙ₋₁ − v₀)·i|, without a division. A level chord
    /// (vₙ₋₁ = v₀) needs no special case.</para>
    /// <para>Ties: the first. So a straight line, two points or one give the first index. Values that are not finite are
    /// passed over, at the ends too; without a finite value the answer is −1.</para>
    /// </summary>
    /// <param name="values">The curve, one value an index; read, not kept.</param>
    public static int Of(ReadOnlySpan<double> values)
    {
        var first = 0;
        while (first < values.Length && !double.IsFinite(values[first])) first++;
        if (first == values.Length) return -1;
        var last = values.Length - 1;
        while (!double.IsFinite(values[last])) last--;

        var scale = Scale(values);
        var start = values[first] * scale;
        var rise = (values[last] * scale) - start;
        var (elbow, farthest) = (first, 0.0);
        for (var i = first + 1; i < last; i++)
        {
            var distance = Math.Abs((((values[i] * scale) - start) * (last - first)) - (rise * (i - first)));
            if (!(distance > farthest) || !double.IsFinite(values[i])) continue;
            (elbow, farthest) = (i, distance);
        }
        return elbow;
    }

    /// <summary>
    /// A power of two by which to multiply first: 1, or 2⁻⁶⁴ for a curve that reaches beyond 2⁹⁵⁰, whose products with an
    /// index below 2³¹ would overflow. Exact but for values that do not matter beside such a height.
    /// </summary>
    private static double Scale(ReadOnlySpan<double> values)
    {
        const double high = 1e285;
        foreach (var value in values)
            if (double.IsFinite(value) && Math.Abs(value) > high) return 1.0 / 18446744073709551616.0;
        return 1.0;
    }
}
