using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>
/// C = start + A·B, <c>[rows × columns]</c>, each element one ascending chain, by plain loops, four of them side by side: for products so
/// small that cutting tiles would take longer than the sums. Number (i, k) of A lies at <c>i · aRow + k · aStep</c>, number (k, j) of B at
/// <c>k · bRow + j · bStep</c>. Up to 3 numbers behind the end of B and of start are read and have no effect.
/// <para>
/// Where C lies without gaps, eight numbers are written at once wherever there are eight: whoever reads them next reads as many, and a
/// processor that has just written them in smaller parts makes it wait until all parts have reached the cache.
/// </para>
/// </summary>
internal static unsafe class PlainProduct
{
    private const int Four = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Into<TOperand>(
        int rows, int depth, int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, nint bStep, double* start, double* c, nint cRow)
        where TOperand : struct, IOperand<TOperand>
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated && columns == 1 && cRow == 1)
        {
            for (; Vector512.IsHardwareAccelerated && i <= rows - 2 * Four; i += 2 * Four)
                Lanes512.Store(Down(depth, a.From(i * aRow), aRow, aStep, b, bRow, start), Down(depth, a.From((i + Four) * aRow), aRow, aStep, b, bRow, start), ref c[i]);
            for (; i <= rows - Four; i += Four)
                Lanes256.Store(Down(depth, a.From(i * aRow), aRow, aStep, b, bRow, start), ref c[i]);
        }
        else if (Vector512.IsHardwareAccelerated && columns == Four && cRow == Four && bStep == 1)
        {
            for (; i <= rows - 2; i += 2)
                AcrossTwo(depth, a.From(i * aRow), a.From((i + 1) * aRow), aStep, b, bRow, start, c + i * cRow);
        }

        for (; i < rows; i++)
            if (Vector256.IsHardwareAccelerated && bStep == 1)
                for (nint j = 0; j < columns; j += Four)
                    Lanes256.Store(Across(depth, a.From(i * aRow), aStep, b + j, bRow, start == null ? null : start + j), c + i * cRow + j, columns - (int)j);
            else
                for (nint j = 0; j < columns; j++)
                    c[i * cRow + j] = Sum(depth, a.From(i * aRow), aStep, b + j * bStep, bRow, start == null ? 0 : start[j]);
    }

    /// <summary>Four rows of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256 Down<TOperand>(int depth, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start)
        where TOperand : struct, IOperand<TOperand>
    {
        var sums = Lanes256.Of(start == null ? 0 : *start);
        TOperand x1 = a.From(aRow), x2 = x1.From(aRow), x3 = x2.From(aRow);
        nint at = 0;
        for (var k = 0; k < depth; k++)
        {
            Lanes256.AddProduct(ref sums, Lanes256.Of(a.At(at), x1.At(at), x2.At(at), x3.At(at)), Lanes256.Of(*b));
            at += aStep;
            b += bRow;
        }

        return sums;
    }

    /// <summary>Four columns of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256 Across<TOperand>(int depth, TOperand a, nint aStep, double* b, nint bRow, double* start)
        where TOperand : struct, IOperand<TOperand>
    {
        var sums = start == null ? Lanes256.Of(0) : Lanes256.Load(in *start);
        for (var k = 0; k < depth; k++)
        {
            Lanes256.AddProduct(ref sums, Lanes256.Of(a.At(0)), Lanes256.Load(in *b));
            a = a.From(aStep);
            b += bRow;
        }

        return sums;
    }

    /// <summary>Four columns of two rows, which are all they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AcrossTwo<TOperand>(int depth, TOperand a0, TOperand a1, nint aStep, double* b, nint bRow, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var first = start == null ? Lanes256.Of(0) : Lanes256.Load(in *start);
        var second = first;
        nint at = 0;
        for (var k = 0; k < depth; k++)
        {
            var right = Lanes256.Load(in *b);
            Lanes256.AddProduct(ref first, Lanes256.Of(a0.At(at)), right);
            Lanes256.AddProduct(ref second, Lanes256.Of(a1.At(at)), right);
            at += aStep;
            b += bRow;
        }

        Lanes512.Store(first, second, ref *c);
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
