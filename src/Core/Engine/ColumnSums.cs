namespace Functional.Core;

/// <summary>
/// The sums of <see cref="Affine.BiasGradients"/>, each down its column in order of the rows, as many columns side by side as there are
/// lanes.
/// </summary>
internal static unsafe class ColumnSums
{
    /// <summary>Writes the sum of each of <paramref name="columns"/> columns of <c>[rows × columns]</c>.</summary>
    public static void Into(int rows, int columns, double* x, double* sums)
    {
        var column = 0;
        if (Lanes.Fill8(columns))
            column = Whole<Lanes512>(rows, columns, column, x, sums);
        if (Lanes.Fill4(columns - column))
            column = Whole<Lanes256>(rows, columns, column, x, sums);
        for (; column < columns; column++)
            Of<Lanes64>(rows, columns, x + column, sums + column);
    }

    /// <summary>As many columns from <paramref name="column"/> on as make whole vectors; where the rest begins.</summary>
    private static int Whole<T>(int rows, int columns, int column, double* x, double* sums)
        where T : struct, ILanes<T>
    {
        for (; column <= columns - T.Count; column += T.Count)
            Of<T>(rows, columns, x + column, sums + column);
        return column;
    }

    private static void Of<T>(int rows, int columns, double* x, double* sums)
        where T : struct, ILanes<T>
    {
        T sum = 0;
        for (var i = 0; i < rows; i++)
            sum += T.Load(in x[(nint)i * columns]);
        T.Store(sum, ref *sums);
    }
}
