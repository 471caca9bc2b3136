using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The innermost loops: a few rows of a product by two vectors of its columns, all of it held in registers while the sum runs. Each
/// element is one ascending chain of fused multiply-adds that begins at <c>start</c>, at every width, so the tiles that a product is cut
/// into show in no bit. Eight rows by two vectors keep sixteen chains in flight, which hides the four cycles of a fused multiply-add
/// on two units and needs ten loads for sixteen of them.
/// <para>
/// Number k of row i of the operand is <c>a.At(i · aRow + k · aStep)</c>, row k of the right side begins at <c>b + k · bRow</c>, and what
/// row i of the result begins with at <c>start + i · startRow</c>. Never inlined: the vectors of a caller and those of a
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
    public static void Eight(nint depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
    {
        var (w, three) = (TLanes.Count, 3 * aRow);
        var (c00, c01) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c10, c11) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c20, c21) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c30, c31) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c40, c41) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c50, c51) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c60, c61) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c70, c71) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        var lower = a.From(4 * aRow);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = (TLanes.Load(in *b), TLanes.Load(in b[w]));
            var x = TLanes.Of(a.At(0));
            TLanes.AddProduct(ref c00, x, b0);
            TLanes.AddProduct(ref c01, x, b1);
            x = TLanes.Of(a.At(aRow));
            TLanes.AddProduct(ref c10, x, b0);
            TLanes.AddProduct(ref c11, x, b1);
            x = TLanes.Of(a.At(2 * aRow));
            TLanes.AddProduct(ref c20, x, b0);
            TLanes.AddProduct(ref c21, x, b1);
            x = TLanes.Of(a.At(three));
            TLanes.AddProduct(ref c30, x, b0);
            TLanes.AddProduct(ref c31, x, b1);
            x = TLanes.Of(lower.At(0));
            TLanes.AddProduct(ref c40, x, b0);
            TLanes.AddProduct(ref c41, x, b1);
            x = TLanes.Of(lower.At(aRow));
            TLanes.AddProduct(ref c50, x, b0);
            TLanes.AddProduct(ref c51, x, b1);
            x = TLanes.Of(lower.At(2 * aRow));
            TLanes.AddProduct(ref c60, x, b0);
            TLanes.AddProduct(ref c61, x, b1);
            x = TLanes.Of(lower.At(three));
            TLanes.AddProduct(ref c70, x, b0);
            TLanes.AddProduct(ref c71, x, b1);
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

    /// <summary>For processors of sixteen registers: twelve sums, two vectors of the right side and a number of the left one fill them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Six(nint depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
    {
        var w = TLanes.Count;
        var (c00, c01) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c10, c11) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c20, c21) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c30, c31) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c40, c41) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c50, c51) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        var lower = a.From(3 * aRow);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = (TLanes.Load(in *b), TLanes.Load(in b[w]));
            var x = TLanes.Of(a.At(0));
            TLanes.AddProduct(ref c00, x, b0);
            TLanes.AddProduct(ref c01, x, b1);
            x = TLanes.Of(a.At(aRow));
            TLanes.AddProduct(ref c10, x, b0);
            TLanes.AddProduct(ref c11, x, b1);
            x = TLanes.Of(a.At(2 * aRow));
            TLanes.AddProduct(ref c20, x, b0);
            TLanes.AddProduct(ref c21, x, b1);
            x = TLanes.Of(lower.At(0));
            TLanes.AddProduct(ref c30, x, b0);
            TLanes.AddProduct(ref c31, x, b1);
            x = TLanes.Of(lower.At(aRow));
            TLanes.AddProduct(ref c40, x, b0);
            TLanes.AddProduct(ref c41, x, b1);
            x = TLanes.Of(lower.At(2 * aRow));
            TLanes.AddProduct(ref c50, x, b0);
            TLanes.AddProduct(ref c51, x, b1);
            (a, lower) = (a.From(aStep), lower.From(aStep));
            b += bRow;
        }

        Store(c00, c01, c);
        Store(c10, c11, c + cRow);
        Store(c20, c21, c + 2 * cRow);
        Store(c30, c31, c + 3 * cRow);
        Store(c40, c41, c + 4 * cRow);
        Store(c50, c51, c + 5 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four(nint depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c, nint cRow)
    {
        var (w, three) = (TLanes.Count, 3 * aRow);
        var (c00, c01) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c10, c11) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c20, c21) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        start += startRow;
        var (c30, c31) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = (TLanes.Load(in *b), TLanes.Load(in b[w]));
            var x = TLanes.Of(a.At(0));
            TLanes.AddProduct(ref c00, x, b0);
            TLanes.AddProduct(ref c01, x, b1);
            x = TLanes.Of(a.At(aRow));
            TLanes.AddProduct(ref c10, x, b0);
            TLanes.AddProduct(ref c11, x, b1);
            x = TLanes.Of(a.At(2 * aRow));
            TLanes.AddProduct(ref c20, x, b0);
            TLanes.AddProduct(ref c21, x, b1);
            x = TLanes.Of(a.At(three));
            TLanes.AddProduct(ref c30, x, b0);
            TLanes.AddProduct(ref c31, x, b1);
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
        var (c0, c1) = (TLanes.Load(in *start), TLanes.Load(in start[w]));
        for (nint k = 0; k < depth; k++)
        {
            var x = TLanes.Of(a.At(0));
            TLanes.AddProduct(ref c0, x, TLanes.Load(in *b));
            TLanes.AddProduct(ref c1, x, TLanes.Load(in b[w]));
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
