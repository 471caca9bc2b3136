using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The left side of a product, A, <c>[rows × depth]</c>, laid as the tiles that pass over it read it: strip by strip of a tile's height, each of
/// them <c>[depth × height]</c> in one piece. What is stored as bytes or singles becomes doubles on the way, once for all columns.
/// </summary>
internal static unsafe class Strips
{
    /// <summary>Lays A in strips.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="depth">Numbers a row.</param>
    /// <param name="a">Number k of row i is <c>a.At(i · row + k · step)</c>.</param>
    /// <param name="row">See <paramref name="a"/>.</param>
    /// <param name="step">See <paramref name="a"/>.</param>
    /// <param name="strips">Where the strips go, rows · depth numbers.</param>
    public static void Lay<TOperand>(int rows, nint depth, TOperand a, nint row, nint step, double* strips)
        where TOperand : struct, IOperand<TOperand>
    {
        for (int i = 0, height; i < rows; i += height)
        {
            height = Product.HeightOf(rows - i);
            for (int r = 0, some; r < height; r += some)
            {
                some = height == 6 ? 3 : Math.Min(height, 4);
                var from = a.From((i + r) * row);
                var to = strips + i * depth + r;
                if (some == 4)
                    Four(depth, from, row, step, to, height);
                else if (some == 3)
                    Three(depth, from, row, step, to, height);
                else
                    One(depth, from, step, to, height);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TOperand>(nint depth, TOperand a, nint row, nint step, double* to, nint height)
        where TOperand : struct, IOperand<TOperand>
    {
        for (var three = 3 * row; depth > 0; depth--, to += height)
        {
            to[0] = a.At(0);
            to[1] = a.At(row);
            to[2] = a.At(2 * row);
            to[3] = a.At(three);
            a = a.From(step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<TOperand>(nint depth, TOperand a, nint row, nint step, double* to, nint height)
        where TOperand : struct, IOperand<TOperand>
    {
        for (; depth > 0; depth--, to += height)
        {
            to[0] = a.At(0);
            to[1] = a.At(row);
            to[2] = a.At(2 * row);
            a = a.From(step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TOperand>(nint depth, TOperand a, nint step, double* to, nint height)
        where TOperand : struct, IOperand<TOperand>
    {
        for (; depth > 0; depth--, to += height)
        {
            *to = a.At(0);
            a = a.From(step);
        }
    }
}
