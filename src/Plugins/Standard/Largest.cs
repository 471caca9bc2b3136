using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>The largest number of a row.</summary>
internal static class Largest
{
    /// <summary>Where it is: the first, if there are several. A NaN counts as the largest, so that it reaches the result instead of being lost.</summary>
    /// <param name="row">A row, <c>[units]</c>, one unit at least.</param>
    public static int IndexIn(ReadOnlySpan<double> row)
    {
        var largest = 0;
        for (var i = 1; i < row.Length; i++)
            if (row[i] > row[largest] || double.IsNaN(row[i]))
                largest = i;
        return largest;
    }

    /// <summary>The same of several rows, one in each lane: where the largest is, and what it is.</summary>
    /// <param name="rows">Rows, <c>[units × rows]</c>, one unit at least.</param>
    public static (T Index, T Value) In<T>(ReadOnlySpan<T> rows)
        where T : struct, ILanes<T>
    {
        var (index, largest) = (T.Of(0), rows[0]);
        for (var i = 1; i < rows.Length; i++)
        {
            var larger = (rows[i] > largest) | ~(rows[i] <= rows[i]);
            (index, largest) = (T.Select(larger, i, index), T.Select(larger, rows[i], largest));
        }

        return (index, largest);
    }
}
