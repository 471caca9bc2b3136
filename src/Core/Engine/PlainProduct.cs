using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>
/// C = start + A·B, <c>[rows × columns]</c>, each element one ascending chain, by plain loops, four columns side by side: for products so
/// small that cutting tiles would take longer than the sums. Number (i, k) of A lies at <c>i · aRow + k · aStep</c>, number (k, j) of B at
/// <c>k · bRow + j · bStep</c>. Up to 3 numbers behind the end of B and of start are read and have no effect.
/// </summary>
internal static unsafe class PlainProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Into<TOperand>(
        int rows, int depth, int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, nint bStep, double* start, double* c, nint cRow)
        where TOperand : struct, IOperand<TOperand>
    {
        var done = columns == 1 && cRow == 1 && Lanes.Fill4(rows) ? Column(rows, depth, a, aRow, aStep, b, bRow, start, c) : 0;
        for (var i = done; i < rows; i++)
        {
            if (bStep == 1 && Vector256.IsHardwareAccelerated)
                Row(depth, columns, a.From(i * aRow), aStep, b, bRow, start, c + i * cRow);
            else
                for (nint j = 0; j < columns; j++)
                    c[i * cRow + j] = Sum(depth, a.From(i * aRow), aStep, b + j * bStep, bRow, start == null ? 0 : start[j]);
        }
    }

    /// <summary>
    /// A single column, four rows side by side; how many rows that were. Whoever reads the column next reads four numbers at once, and a
    /// processor that has just written them one by one makes it wait: that costs the article's step a twentieth.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Column<TOperand>(int rows, int depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var done = 0;
        for (; done <= rows - Lanes256.Count; done += Lanes256.Count)
        {
            var sums = Lanes256.Of(start == null ? 0 : *start);
            TOperand x0 = a.From(done * aRow), x1 = x0.From(aRow), x2 = x1.From(aRow), x3 = x2.From(aRow);
            var w = b;
            nint at = 0;
            for (var k = 0; k < depth; k++)
            {
                sums = Lanes256.FusedMultiplyAdd(Lanes256.Of(x0.At(at), x1.At(at), x2.At(at), x3.At(at)), Lanes256.Of(*w), sums);
                at += aStep;
                w += bRow;
            }

            Lanes256.Store(sums, ref c[done]);
        }

        return done;
    }

    /// <summary>One row, four columns side by side, and at its end as many as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TOperand>(int depth, int columns, TOperand a, nint aStep, double* b, nint bRow, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        for (nint j = 0; j < columns; j += Lanes256.Count)
        {
            var sums = start == null ? Lanes256.Of(0) : Lanes256.Load(in start[j]);
            var (x, w) = (a, (nint)(b + j));
            for (var k = 0; k < depth; k++)
            {
                sums = Lanes256.FusedMultiplyAdd(Lanes256.Of(x.At(0)), Lanes256.Load(in *(double*)w), sums);
                x = x.From(aStep);
                w += bRow * sizeof(double);
            }

            Lanes256.Store(sums, c + j, columns - (int)j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum<TOperand>(int depth, TOperand a, nint aStep, double* b, nint bRow, double sum)
        where TOperand : struct, IOperand<TOperand>
    {
        for (nint k = 0; k < depth; k++)
            sum = Math.FusedMultiplyAdd(a.At(k * aStep), b[k * bRow], sum);
        return sum;
    }
}
