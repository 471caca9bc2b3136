using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The innermost loop: a few rows of a product by two vectors of its columns, all of it held in registers while the sum runs. Each
/// element is one ascending chain of fused multiply-adds that begins at <c>start</c>, at every width, so the tiles that a product is cut
/// into show in no bit.
/// </summary>
internal static unsafe partial class Tile<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Columns of a tile.</summary>
    public static int Width => 2 * TLanes.Count;

    /// <summary>A tile of one, four, six or eight rows.</summary>
    /// <param name="height">How many rows.</param>
    /// <param name="depth">Numbers in each sum.</param>
    /// <param name="left">Number k of row i is <c>left.At(i · row + k · step)</c>.</param>
    /// <param name="row">See <paramref name="left"/>.</param>
    /// <param name="step">See <paramref name="left"/>.</param>
    /// <param name="right">Row k from <c>right + k · rightRow</c> on.</param>
    /// <param name="rightRow">See <paramref name="right"/>.</param>
    /// <param name="start">What row i begins with from <c>start + i · startRow</c> on.</param>
    /// <param name="startRow">See <paramref name="start"/>.</param>
    /// <param name="c">Row i of the result from <c>c + i · cRow</c> on.</param>
    /// <param name="cRow">See <paramref name="c"/>.</param>
    public static void Of<TOperand>(
        int height, nint depth, TOperand left, nint row, nint step, double* right, nint rightRow, double* start, nint startRow, double* c, nint cRow)
        where TOperand : struct, IOperand<TOperand>
    {
        if (row == 1)
            Of<TOperand, SideBySide>(height, depth, left, default, step, right, rightRow, start, startRow, c, cRow);
        else
            Of<TOperand, RowsApart>(height, depth, left, new(row), step, right, rightRow, start, startRow, c, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Of<TOperand, TRow>(
        int height, nint depth, TOperand left, TRow row, nint step, double* right, nint rightRow, double* start, nint startRow, double* c, nint cRow)
        where TOperand : struct, IOperand<TOperand>
        where TRow : struct, IRow
    {
        switch (height)
        {
            case 8: Of<Twice<Twice<Twice<One>>>, TOperand, TRow>(depth, left, row, step, right, rightRow, start, startRow, c, cRow); break;
            case 6: Of<Twice<Thrice<One>>, TOperand, TRow>(depth, left, row, step, right, rightRow, start, startRow, c, cRow); break;
            case 4: Of<Twice<Twice<One>>, TOperand, TRow>(depth, left, row, step, right, rightRow, start, startRow, c, cRow); break;
            default: Of<One, TOperand, TRow>(depth, left, row, step, right, rightRow, start, startRow, c, cRow); break;
        }
    }

    /// <summary>
    /// Four numbers a turn: a second program on the same core leaves half of what can be begun in a cycle, and then whatever a loop does besides
    /// counts. Never inlined: the vectors of a caller and those of a tile would not find registers enough.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Of<TSums, TOperand, TRow>(
        nint depth, TOperand left, TRow row, nint step, double* right, nint rightRow, double* start, nint startRow, double* c, nint cRow)
        where TSums : struct, ISums<TSums>
        where TOperand : struct, IOperand<TOperand>
        where TRow : struct, IRow
    {
        var sums = TSums.From(start, startRow);
        for (; depth >= 4; depth -= 4)
        {
            Add(ref sums);
            Add(ref sums);
            Add(ref sums);
            Add(ref sums);
        }

        for (; depth > 0; depth--)
            Add(ref sums);
        sums.Store(c, cRow);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Add(ref TSums sums)
        {
            sums.Add(left, row, 0, ((TLanes*)right)[0], ((TLanes*)right)[1]);
            left = left.From(step);
            right += rightRow;
        }
    }
}
