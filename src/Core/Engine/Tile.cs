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
        var three = 3 * aRow;
        var (c00, c01) = Load(start);
        start += startRow;
        var (c10, c11) = Load(start);
        start += startRow;
        var (c20, c21) = Load(start);
        start += startRow;
        var (c30, c31) = Load(start);
        start += startRow;
        var (c40, c41) = Load(start);
        start += startRow;
        var (c50, c51) = Load(start);
        start += startRow;
        var (c60, c61) = Load(start);
        start += startRow;
        var (c70, c71) = Load(start);
        var lower = a.From(4 * aRow);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = Load(b);
            Add(a.At(0), b0, b1, ref c00, ref c01);
            Add(a.At(aRow), b0, b1, ref c10, ref c11);
            Add(a.At(2 * aRow), b0, b1, ref c20, ref c21);
            Add(a.At(three), b0, b1, ref c30, ref c31);
            Add(lower.At(0), b0, b1, ref c40, ref c41);
            Add(lower.At(aRow), b0, b1, ref c50, ref c51);
            Add(lower.At(2 * aRow), b0, b1, ref c60, ref c61);
            Add(lower.At(three), b0, b1, ref c70, ref c71);
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
        var (c00, c01) = Load(start);
        start += startRow;
        var (c10, c11) = Load(start);
        start += startRow;
        var (c20, c21) = Load(start);
        start += startRow;
        var (c30, c31) = Load(start);
        start += startRow;
        var (c40, c41) = Load(start);
        start += startRow;
        var (c50, c51) = Load(start);
        var lower = a.From(3 * aRow);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = Load(b);
            Add(a.At(0), b0, b1, ref c00, ref c01);
            Add(a.At(aRow), b0, b1, ref c10, ref c11);
            Add(a.At(2 * aRow), b0, b1, ref c20, ref c21);
            Add(lower.At(0), b0, b1, ref c30, ref c31);
            Add(lower.At(aRow), b0, b1, ref c40, ref c41);
            Add(lower.At(2 * aRow), b0, b1, ref c50, ref c51);
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
        var three = 3 * aRow;
        var (c00, c01) = Load(start);
        start += startRow;
        var (c10, c11) = Load(start);
        start += startRow;
        var (c20, c21) = Load(start);
        start += startRow;
        var (c30, c31) = Load(start);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = Load(b);
            Add(a.At(0), b0, b1, ref c00, ref c01);
            Add(a.At(aRow), b0, b1, ref c10, ref c11);
            Add(a.At(2 * aRow), b0, b1, ref c20, ref c21);
            Add(a.At(three), b0, b1, ref c30, ref c31);
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
        var (c0, c1) = Load(start);
        for (nint k = 0; k < depth; k++)
        {
            var (b0, b1) = Load(b);
            Add(a.At(0), b0, b1, ref c0, ref c1);
            a = a.From(aStep);
            b += bRow;
        }

        Store(c0, c1, c);
    }

    /// <summary>One number of the left side, by a row of the right side, to the sums of its row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double a, TLanes b0, TLanes b1, ref TLanes left, ref TLanes right)
    {
        var x = TLanes.Of(a);
        TLanes.AddProduct(ref left, x, b0);
        TLanes.AddProduct(ref right, x, b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Left, TLanes Right) Load(double* numbers) => (TLanes.Load(in *numbers), TLanes.Load(in numbers[TLanes.Count]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes left, TLanes right, double* c)
    {
        TLanes.Store(left, ref *c);
        TLanes.Store(right, ref c[TLanes.Count]);
    }
}
