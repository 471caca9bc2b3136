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
}
