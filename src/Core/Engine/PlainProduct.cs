using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// C = start + A·B, <c>[rows × columns]</c>, each element one ascending chain, by plain loops, four columns side by side where there are four:
/// for products so small that cutting tiles would take longer than the sums. Number (i, k) of A lies at <c>i · aRow + k · aStep</c>, number (k, j) of B at <c>k · bRow + j · bStep</c>.
/// </summary>
internal static unsafe class PlainProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Into<TOperand>(
        int rows, int depth, int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, nint bStep, double* start, double* c, nint cRow)
        where TOperand : struct, IOperand<TOperand>
    {
        if (columns == 1 && cRow == 1 && Lanes.Fill4(rows))
        {
            var done = Column(rows, depth, a, aRow, aStep, b, bRow, start, c);
            rows -= done;
            a = a.From(done * aRow);
            c += done;
        }

        var four = bStep == 1 && Lanes.Fill4(columns) ? columns / Lanes256.Count * Lanes256.Count : 0;
        for (var i = 0; i < rows; i++)
        {
            for (nint j = 0; j < four; j += Lanes256.Count)
            {
                var sums = start == null ? Lanes256.Of(0) : Lanes256.Load(in start[j]);
                for (nint k = 0; k < depth; k++)
                    sums = Lanes256.FusedMultiplyAdd(Lanes256.Of(a.At(k * aStep)), Lanes256.Load(in b[k * bRow + j]), sums);
                Lanes256.Store(sums, ref c[j]);
            }

            for (nint j = four; j < columns; j++)
            {
                var sum = start == null ? 0 : start[j];
                var (x, y) = (a, (nint)(b + j * bStep));
                for (var k = 0; k < depth; k++)
                {
                    sum = Math.FusedMultiplyAdd(x.At(0), *(double*)y, sum);
                    x = x.From(aStep);
                    y += bRow * sizeof(double);
                }

                c[j] = sum;
            }

            a = a.From(aRow);
            c += cRow;
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
            var x = a.From(done * aRow);
            for (nint k = 0; k < depth; k++)
                sums = Lanes256.FusedMultiplyAdd(
                    Lanes256.Of(x.At(k * aStep), x.At(aRow + k * aStep), x.At(2 * aRow + k * aStep), x.At(3 * aRow + k * aStep)), Lanes256.Of(b[k * bRow]), sums);
            Lanes256.Store(sums, ref c[done]);
        }

        return done;
    }
}
