using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Functional.Core;

/// <summary>
/// C = start + A·B by tiles: <c>[rows × columns]</c> from <c>[rows × depth]</c> and <c>[depth × columns]</c>, where start is one row that
/// every row of C begins with. What a product of this size is worth is decided here; how it is done, in <see cref="Tiles{TLanes}"/>.
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
    public bool IsWorthCopying => !HasManyRegisters && IsWorthPanels;

    /// <summary>How many panels the columns make.</summary>
    public int Panels => (Columns + Panel - 1) / Panel;

    /// <summary>Columns of a part, where each of <paramref name="workers"/> does one: what is laid for the tiles, each lays once, for all of them.</summary>
    public int ColumnsOf(int workers) => (Panels + workers - 1) / workers * Panel;

    /// <summary>Multiplications and additions, two each.</summary>
    public double Work => 2.0 * Rows * Depth * Columns;

    /// <summary>
    /// How many rows the next tile has where so many are left: as many as the registers hold, and four where fewer are left, or where more would
    /// leave two or three to be done one by one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HeightOf(int left) => HasManyRegisters
        ? left >= 8 ? 8 : left >= 4 ? 4 : 1
        : left >= 6 && left is not (8 or 9) ? 6 : left >= 4 ? 4 : 1;

    /// <summary>
    /// Columns <paramref name="from"/> to below <paramref name="to"/> of C; from is a multiple of <see cref="Panel"/>. Number k of row i of A is
    /// <c>a.At(i · aRow + k · aStep)</c>, so the same text multiplies by A and by its transpose. C lies row by row without gaps; up to 15 numbers
    /// behind the end of B, of start and of C are read and have no effect.
    /// </summary>
    public unsafe void Into<TOperand>(int from, int to, TOperand a, nint aRow, nint aStep, RightSide b, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var columns = to - from;
        if (b.IsInRows && (columns < FewestColumns || Work < LeastWork))
        {
            PlainProduct.Into(Rows, Depth, columns, a, aRow, aStep, b.At(from), b.Row, 1, start == null ? null : start + from, c + from, Columns);
            return;
        }

        var left = LeftSide<TOperand>.AsItLies(a, aRow, aStep);
        if (Vector512.IsHardwareAccelerated && columns > Vector512<double>.Count)
            Tiles<Lanes512>.Into(this, from, to, left, b, start, c);
        else if (Vector256.IsHardwareAccelerated && columns > Vector256<double>.Count)
            Tiles<Lanes256>.Into(this, from, to, left, b, start, c);
        else if (Vector128.IsHardwareAccelerated && columns > Vector128<double>.Count)
            Tiles<Lanes128>.Into(this, from, to, left, b, start, c);
        else
            Tiles<Lanes64>.Into(this, from, to, left, b, start, c);
    }
}
