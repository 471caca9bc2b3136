using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The innermost loops: a few rows of a product by two vectors of its columns, all of it held in registers while the sum runs. Each
/// element is one ascending chain of fused multiply-adds that begins at <c>start</c>, at every width, so the tiles that a product is cut
/// into show in no bit. Eight rows by two vectors keep sixteen chains in flight, which hides the four cycles of a fused multiply-add
/// on two units and needs ten loads for sixteen of them.
/// <para>
/// Number k of row i of the operand is <c>a.At(i · aRow + k · aStep)</c>, row k of the right side begins at <c>b + k · bRow</c>, and
/// <c>start</c> holds as many numbers as the tile is wide, or is null for zeros. Never inlined: the vectors of a caller and those of a
/// tile would not find registers enough.
/// </para>
/// </summary>
internal static unsafe class Tile<TLanes, TOperand>
    where TLanes : struct, ILanes<TLanes>
    where TOperand : struct, IOperand<TOperand>
{
    /// <summary>Columns of a tile.</summary>
    public static int Width => 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eight(nint depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c, nint cRow)
    {
        var (w, three) = (TLanes.Count, 3 * aRow);
        var (c00, c01) = start == null ? (TLanes.Of(0), TLanes.Of(0)) : (TLanes.Load(in *start), TLanes.Load(in start[w]));
        TLanes c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
        TLanes c40 = c00, c41 = c01, c50 = c00, c51 = c01, c60 = c00, c61 = c01, c70 = c00, c71 = c01;
        var lower = a.From(4 * aRow);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = (TLanes.Load(in *b), TLanes.Load(in b[w]));
            var x = TLanes.Of(a.At(0));
            (c00, c01) = (TLanes.FusedMultiplyAdd(x, b0, c00), TLanes.FusedMultiplyAdd(x, b1, c01));
            x = TLanes.Of(a.At(aRow));
            (c10, c11) = (TLanes.FusedMultiplyAdd(x, b0, c10), TLanes.FusedMultiplyAdd(x, b1, c11));
            x = TLanes.Of(a.At(2 * aRow));
            (c20, c21) = (TLanes.FusedMultiplyAdd(x, b0, c20), TLanes.FusedMultiplyAdd(x, b1, c21));
            x = TLanes.Of(a.At(three));
            (c30, c31) = (TLanes.FusedMultiplyAdd(x, b0, c30), TLanes.FusedMultiplyAdd(x, b1, c31));
            x = TLanes.Of(lower.At(0));
            (c40, c41) = (TLanes.FusedMultiplyAdd(x, b0, c40), TLanes.FusedMultiplyAdd(x, b1, c41));
            x = TLanes.Of(lower.At(aRow));
            (c50, c51) = (TLanes.FusedMultiplyAdd(x, b0, c50), TLanes.FusedMultiplyAdd(x, b1, c51));
            x = TLanes.Of(lower.At(2 * aRow));
            (c60, c61) = (TLanes.FusedMultiplyAdd(x, b0, c60), TLanes.FusedMultiplyAdd(x, b1, c61));
            x = TLanes.Of(lower.At(three));
            (c70, c71) = (TLanes.FusedMultiplyAdd(x, b0, c70), TLanes.FusedMultiplyAdd(x, b1, c71));
            (a, lower) = (a.From(aStep), lower.From(aStep));
            b += bRow;
        }

        Store(c00, c01, c);
        Store(c10, c11, c + cRow);
        Store(c20, c21, c + 2 * cRow);
        Store(c30, c31, c + 3 * cRow);
        Store(c40, c41, c + 4 * cRow);
        Store(c50, c51, c + 5 * cRow);
        Store(c60, c61, c + 6 * cRow);
        Store(c70, c71, c + 7 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four(nint depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c, nint cRow)
    {
        var (w, three) = (TLanes.Count, 3 * aRow);
        var (c00, c01) = start == null ? (TLanes.Of(0), TLanes.Of(0)) : (TLanes.Load(in *start), TLanes.Load(in start[w]));
        TLanes c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = (TLanes.Load(in *b), TLanes.Load(in b[w]));
            var x = TLanes.Of(a.At(0));
            (c00, c01) = (TLanes.FusedMultiplyAdd(x, b0, c00), TLanes.FusedMultiplyAdd(x, b1, c01));
            x = TLanes.Of(a.At(aRow));
            (c10, c11) = (TLanes.FusedMultiplyAdd(x, b0, c10), TLanes.FusedMultiplyAdd(x, b1, c11));
            x = TLanes.Of(a.At(2 * aRow));
            (c20, c21) = (TLanes.FusedMultiplyAdd(x, b0, c20), TLanes.FusedMultiplyAdd(x, b1, c21));
            x = TLanes.Of(a.At(three));
            (c30, c31) = (TLanes.FusedMultiplyAdd(x, b0, c30), TLanes.FusedMultiplyAdd(x, b1, c31));
            a = a.From(aStep);
            b += bRow;
        }

        Store(c00, c01, c);
        Store(c10, c11, c + cRow);
        Store(c20, c21, c + 2 * cRow);
        Store(c30, c31, c + 3 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void One(nint depth, TOperand a, nint aStep, double* b, nint bRow, double* start, double* c)
    {
        var w = TLanes.Count;
        var (c0, c1) = start == null ? (TLanes.Of(0), TLanes.Of(0)) : (TLanes.Load(in *start), TLanes.Load(in start[w]));
        for (nint k = 0; k < depth; k++)
        {
            var x = TLanes.Of(a.At(0));
            (c0, c1) = (TLanes.FusedMultiplyAdd(x, TLanes.Load(in *b), c0), TLanes.FusedMultiplyAdd(x, TLanes.Load(in b[w]), c1));
            a = a.From(aStep);
            b += bRow;
        }

        Store(c0, c1, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes left, TLanes right, double* c)
    {
        TLanes.Store(left, ref *c);
        TLanes.Store(right, ref c[TLanes.Count]);
    }
}
