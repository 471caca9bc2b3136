using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>
/// C = start + A·B by tiles: <c>[rows × columns]</c> from <c>[rows × depth]</c> and <c>[depth × columns]</c>, where start is one row that
/// every row of C begins with. Row i of A lies <c>ARow</c> places behind row i − 1 and number k of a row <c>AStep</c> behind number k − 1,
/// so the same text multiplies by A and by its transpose.
/// </summary>
/// <param name="Rows">Rows of A and of C.</param>
/// <param name="Depth">Numbers in each sum.</param>
/// <param name="Columns">Columns of B and of C.</param>
internal readonly record struct Product(int Rows, int Depth, int Columns)
{
    /// <summary>Columns that are worth a worker's while, and a whole number of tiles of every width.</summary>
    public const int Panel = 16;

    /// <summary>Fewer columns than these leave most of a tile unused.</summary>
    private const int FewestColumns = 3;

    /// <summary>Multiplications and additions below which plain loops are done before a tile is set up.</summary>
    private const double LeastWork = 200;

    /// <summary>How many panels the columns make.</summary>
    public int Panels => (Columns + Panel - 1) / Panel;

    /// <summary>Multiplications and additions, two each.</summary>
    public double Work => 2.0 * Rows * Depth * Columns;

    /// <summary>
    /// Columns <paramref name="from"/> to below <paramref name="to"/> of C; from is a multiple of <see cref="Panel"/>. B and C lie row by
    /// row without gaps; up to 15 numbers behind the end of B and of start are read and have no effect.
    /// </summary>
    public unsafe void Into<TOperand>(
        int from, int to, TOperand a, nint aRow, nint aStep, double* b, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var (columns, stride) = (to - from, (nint)Columns);
        b += from;
        c += from;
        start = start == null ? null : start + from;
        if (columns < FewestColumns || Work < LeastWork)
            PlainProduct.Into(Rows, Depth, columns, a, aRow, aStep, b, stride, 1, start, c, stride);
        else if (Vector512.IsHardwareAccelerated && columns > Vector512<double>.Count)
            Tiles<Lanes512, TOperand>(columns, a, aRow, aStep, b, stride, start, c, stride);
        else if (Vector256.IsHardwareAccelerated && columns > Vector256<double>.Count)
            Tiles<Lanes256, TOperand>(columns, a, aRow, aStep, b, stride, start, c, stride);
        else if (Vector128.IsHardwareAccelerated && columns > Vector128<double>.Count)
            Tiles<Lanes128, TOperand>(columns, a, aRow, aStep, b, stride, start, c, stride);
        else
            Tiles<Lanes64, TOperand>(columns, a, aRow, aStep, b, stride, start, c, stride);
    }

    /// <summary>The same at one width of lanes.</summary>
    internal unsafe void Tiles<TLanes, TOperand>(
        int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var width = Tile<TLanes, TOperand>.Width;
        var whole = columns / width * width;
        for (var j = 0; j < whole; j += width)
            Strip<TLanes, TOperand>(a, aRow, aStep, b + j, bRow, start == null ? null : start + j, c + j, cRow);
        if (whole < columns)
            Edge<TLanes, TOperand>(columns - whole, a, aRow, aStep, b + whole, bRow, start == null ? null : start + whole, c + whole, cRow);
    }

    /// <summary>All rows of one tile's width: the right side stays in the nearest cache while the rows pass.</summary>
    private unsafe void Strip<TLanes, TOperand>(TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var i = 0;
        for (; i <= Rows - 8; i += 8)
            Tile<TLanes, TOperand>.Eight(Depth, a.From(i * aRow), aRow, aStep, b, bRow, start, c + i * cRow, cRow);
        for (; i <= Rows - 4; i += 4)
            Tile<TLanes, TOperand>.Four(Depth, a.From(i * aRow), aRow, aStep, b, bRow, start, c + i * cRow, cRow);
        for (; i < Rows; i++)
            Tile<TLanes, TOperand>.One(Depth, a.From(i * aRow), aStep, b, bRow, start, c + i * cRow);
    }

    /// <summary>The last columns, fewer than a tile has: it is made whole in scratch memory, and what was meant is copied out.</summary>
    [SkipLocalsInit]
    private unsafe void Edge<TLanes, TOperand>(
        int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var scratch = stackalloc double[8 * Panel];
        for (var i = 0; i < Rows; i += 8)
        {
            var rows = Math.Min(8, Rows - i);
            new Product(rows, Depth, columns).Strip<TLanes, TOperand>(a.From(i * aRow), aRow, aStep, b, bRow, start, scratch, Panel);
            for (var r = 0; r < rows; r++)
                for (var j = 0; j < columns; j++)
                    c[(i + r) * cRow + j] = scratch[r * Panel + j];
        }
    }
}
