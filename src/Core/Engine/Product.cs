using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>Rows of B in a chunk: 16 KB a panel, half of the nearest cache, usually.</summary>
    private const int Chunk = 128;

    /// <summary>Rows of C below which laying B side by side takes longer than it saves.</summary>
    private const int FewestRows = 32;

    /// <summary>Numbers in half of the nearest cache, usually.</summary>
    private const int Near = 2048;

    /// <summary>Thirty-two vectors at once, not sixteen.</summary>
    private static bool HasManyRegisters => Avx512F.VL.IsSupported || AdvSimd.IsSupported;

    /// <summary>Numbers of memory for B in panels; none where the nearest cache holds it as it is, or few rows pass over it.</summary>
    public int PanelsWanted => IsWorthPanels ? RightSide.Length(Depth, Columns) : 0;

    private bool IsWorthPanels => Rows >= FewestRows && (long)Depth * Columns > Near;

    /// <summary>
    /// Whether B is worth laying side by side for this product alone. Processors of 32 wide registers have a second cache that holds it, and
    /// brings it as quickly as it would be laid anew.
    /// </summary>
    private bool IsWorthChunks => !HasManyRegisters && IsWorthPanels;

    /// <summary>How many panels the columns make.</summary>
    public int Panels => (Columns + Panel - 1) / Panel;

    /// <summary>Multiplications and additions, two each.</summary>
    public double Work => 2.0 * Rows * Depth * Columns;

    /// <summary>
    /// Columns <paramref name="from"/> to below <paramref name="to"/> of C; from is a multiple of <see cref="Panel"/>. C lies row by
    /// row without gaps; up to 15 numbers behind the end of B, of start and of C are read and have no effect.
    /// </summary>
    public unsafe void Into<TOperand>(int from, int to, TOperand a, nint aRow, nint aStep, RightSide b, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var columns = to - from;
        if (b.IsInRows && (columns < FewestColumns || Work < LeastWork))
            PlainProduct.Into(Rows, Depth, columns, a, aRow, aStep, b.At(from), b.Row, 1, start == null ? null : start + from, c + from, Columns);
        else if (Vector512.IsHardwareAccelerated && columns > Vector512<double>.Count)
            Tiles<Lanes512, TOperand>(from, to, a, aRow, aStep, b, start, c);
        else if (Vector256.IsHardwareAccelerated && columns > Vector256<double>.Count && b.IsInRows && IsWorthChunks)
            Chunks<Lanes256, TOperand>(from, to, a, aRow, aStep, b, start, c);
        else if (Vector256.IsHardwareAccelerated && columns > Vector256<double>.Count)
            Tiles<Lanes256, TOperand>(from, to, a, aRow, aStep, b, start, c);
        else if (Vector128.IsHardwareAccelerated && columns > Vector128<double>.Count)
            Tiles<Lanes128, TOperand>(from, to, a, aRow, aStep, b, start, c);
        else
            Tiles<Lanes64, TOperand>(from, to, a, aRow, aStep, b, start, c);
    }

    /// <summary>The same at one width of lanes.</summary>
    internal unsafe void Tiles<TLanes, TOperand>(int from, int to, TOperand a, nint aRow, nint aStep, RightSide b, double* start, double* c)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var together = b.IsInRows ? to - from : Panel;
        for (var j = from; j < to; j += together)
            Strips<TLanes, TOperand>(
                Math.Min(together, to - j), a, aRow, aStep, b.At(j), b.Row, start == null ? null : start + j, 0, c + j, Columns);
    }

    /// <summary>
    /// The same for a right side that no near cache holds: panel by panel and chunk by chunk of the depth it is laid side by side, and all rows
    /// pass over it there. A chunk goes on with the sums that the one before it has written.
    /// </summary>
    [SkipLocalsInit]
    internal unsafe void Chunks<TLanes, TOperand>(int from, int to, TOperand a, nint aRow, nint aStep, RightSide b, double* start, double* c)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        const int Line = 64;
        var room = stackalloc double[Chunk * Panel + Line / sizeof(double)];
        var near = (double*)(((nint)room + Line - 1) & -Line);
        for (var j = from; j < to; j += Panel)
            for (var k = 0; k < Depth; k += Chunk)
            {
                var part = this with { Depth = Math.Min(Chunk, Depth - k) };
                RightSide.CopyPanel(part.Depth, b.At(j) + k * b.Row, b.Row, near);
                var begin = k > 0 ? c + j : start == null ? null : start + j;
                part.Strips<TLanes, TOperand>(
                    Math.Min(Panel, to - j), a.From(k * aStep), aRow, aStep, near, Panel, begin, k > 0 ? Columns : 0, c + j, Columns);
            }
    }

    /// <summary>Some columns that lie side by side.</summary>
    private unsafe void Strips<TLanes, TOperand>(
        int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var width = Tile<TLanes, TOperand>.Width;
        var whole = columns / width * width;
        for (var j = 0; j < whole; j += width)
            Strip<TLanes, TOperand>(a, aRow, aStep, b + j, bRow, start == null ? null : start + j, startRow, c + j, cRow);
        if (whole < columns)
            Edge<TLanes, TOperand>(columns - whole, a, aRow, aStep, b + whole, bRow, start == null ? null : start + whole, startRow, c + whole, cRow);
    }

    /// <summary>All rows of one tile's width: the right side stays in the nearest cache while the rows pass.</summary>
    private unsafe void Strip<TLanes, TOperand>(
        TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        var zeros = stackalloc double[Panel];
        if (start == null)
            start = zeros; // and the row of zeros is every row's: startRow is 0
        var i = 0;
        for (; HasManyRegisters && i <= Rows - 8; i += 8)
            Tile<TLanes, TOperand>.Eight(Depth, a.From(i * aRow), aRow, aStep, b, bRow, start + i * startRow, startRow, c + i * cRow, cRow);
        for (; !HasManyRegisters && i <= Rows - 6 && Rows - i is not (8 or 9); i += 6)
            Tile<TLanes, TOperand>.Six(Depth, a.From(i * aRow), aRow, aStep, b, bRow, start + i * startRow, startRow, c + i * cRow, cRow);
        for (; i <= Rows - 4; i += 4)
            Tile<TLanes, TOperand>.Four(Depth, a.From(i * aRow), aRow, aStep, b, bRow, start + i * startRow, startRow, c + i * cRow, cRow);
        for (; i < Rows; i++)
            Tile<TLanes, TOperand>.One(Depth, a.From(i * aRow), aStep, b, bRow, start + i * startRow, c + i * cRow);
    }

    /// <summary>The last columns, fewer than a tile has: it is made whole in scratch memory, and what was meant is copied out.</summary>
    [SkipLocalsInit]
    private unsafe void Edge<TLanes, TOperand>(
        int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
        where TLanes : struct, ILanes<TLanes>
        where TOperand : struct, IOperand<TOperand>
    {
        const int Together = 24; // a whole number of tiles of every height
        var scratch = stackalloc double[Together * Panel];
        for (var i = 0; i < Rows; i += Together)
        {
            var rows = Math.Min(Together, Rows - i);
            var begin = start == null ? null : start + i * startRow;
            new Product(rows, Depth, columns).Strip<TLanes, TOperand>(a.From(i * aRow), aRow, aStep, b, bRow, begin, startRow, scratch, Panel);
            for (var r = 0; r < rows; r++)
                for (var j = 0; j < columns; j++)
                    c[(i + r) * cRow + j] = scratch[r * Panel + j];
        }
    }
}
