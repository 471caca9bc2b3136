using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// A product cut into tiles of one width. What many tiles read is laid for them first, a part of the product at a time, so that it stays
/// near: the left side in strips where there are columns enough, the right side in panels where there are rows enough. A part that does not
/// begin the sums goes on with what the part before it has written.
/// </summary>
internal static unsafe class Tiles<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Numbers of each sum in a part: 16 KB of a panel, half of the nearest cache, usually.</summary>
    private const int Chunk = 128;

    /// <summary>Rows in a part, at most: 72 KB of strips, a small part of a second cache, and a whole number of tiles of every height.</summary>
    private const int MostRows = 72;

    /// <summary>Columns from which on strips save more than they cost.</summary>
    private const int ColumnsWorthStrips = 64;

    /// <summary>Numbers of a cache line.</summary>
    private const int Line = 8;

    /// <inheritdoc cref="Product.Into"/>
    public static void Into<TOperand>(Product product, int from, int to, LeftSide<TOperand> a, RightSide b, double* start, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var begin = Beginning.Of(start);
        if (to - from >= ColumnsWorthStrips && !a.LiesWell)
            InStrips(product, from, to, a, b, begin, c);
        else
            InPanels(product, from, to, a, b, begin, c);
    }

    /// <summary>With A laid in strips.</summary>
    [SkipLocalsInit]
    internal static void InStrips<TOperand>(Product product, int from, int to, LeftSide<TOperand> a, RightSide b, Beginning begin, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var strips = stackalloc double[Math.Min(MostRows, product.Rows) * Math.Min(Chunk, product.Depth)];
        for (var i = 0; i < product.Rows; i += MostRows)
        {
            var result = c + i * product.Columns;
            var k = 0;
            do
            {
                var part = product with { Rows = Math.Min(MostRows, product.Rows - i), Depth = Math.Min(Chunk, product.Depth - k) };
                Strips.Lay(part.Rows, part.Depth, a.From(k).At(i), a.Row, a.Step, strips);
                InPanels(
                    part, from, to, LeftSide<Doubles>.InStrips(new(strips), part.Depth), b.From(k),
                    k == 0 ? begin : Beginning.SoFar(result, product.Columns), result);
                k += Chunk;
            }
            while (k < product.Depth);
        }
    }

    /// <summary>With A as it lies, and B laid in panels where it does not lie so and is worth it.</summary>
    internal static void InPanels<TOperand>(Product product, int from, int to, LeftSide<TOperand> a, RightSide b, Beginning begin, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var copied = b.IsInRows && product.IsWorthCopying;
        for (var j = from; j < to; j += Product.Panel)
        {
            var columns = Math.Min(Product.Panel, to - j);
            if (copied)
                Copied(product, columns, a, b.At(j), b.Row, begin.From(j), c + j);
            else
                Panel(product, columns, a, b.At(j), b.Row, begin.From(j), c + j);
        }
    }

    /// <summary>One panel, of which a copy is made, chunk by chunk.</summary>
    [SkipLocalsInit]
    internal static void Copied<TOperand>(Product product, int columns, LeftSide<TOperand> a, double* b, nint bRow, Beginning begin, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        var room = stackalloc double[Chunk * Product.Panel + Line];
        var near = (double*)(((nint)room + Line * sizeof(double) - 1) & -(Line * sizeof(double)));
        var k = 0;
        do
        {
            var part = product with { Depth = Math.Min(Chunk, product.Depth - k) };
            RightSide.CopyPanel(part.Depth, b + k * bRow, bRow, near);
            Panel(part, columns, a.From(k), near, Product.Panel, k == 0 ? begin : Beginning.SoFar(c, product.Columns), c);
            k += Chunk;
        }
        while (k < product.Depth);
    }

    /// <summary>The tiles of one panel: what a tile's width reads of the right side stays in the nearest cache while all rows pass.</summary>
    private static void Panel<TOperand>(Product product, int columns, LeftSide<TOperand> a, double* b, nint bRow, Beginning begin, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        for (var j = 0; j < columns; j += Tile<TLanes>.Width)
            for (int i = 0, height; i < product.Rows; i += height)
            {
                height = Product.HeightOf(product.Rows - i);
                double* start = begin.At(i, j), end = c + i * product.Columns + j;
                if (columns - j >= Tile<TLanes>.Width)
                    Tile<TLanes>.Of(height, product.Depth, a.At(i), a.Row, a.StepOf(height), b + j, bRow, start, begin.Row, end, product.Columns);
                else
                    Edge(product, height, columns - j, a.At(i), a.Row, a.StepOf(height), b + j, bRow, start, begin.Row, end);
            }
    }

    /// <summary>A tile of which only the first columns are meant: it is made whole in scratch memory, and they are copied out.</summary>
    [SkipLocalsInit]
    private static void Edge<TOperand>(
        Product product, int height, int columns, TOperand a, nint aRow, nint aStep, double* b, nint bRow, double* start, nint startRow, double* c)
        where TOperand : struct, IOperand<TOperand>
    {
        const int Tallest = 8;
        var scratch = stackalloc double[Tallest * Product.Panel];
        Tile<TLanes>.Of(height, product.Depth, a, aRow, aStep, b, bRow, start, startRow, scratch, Product.Panel);
        for (var i = 0; i < height; i++)
            for (var j = 0; j < columns; j++)
                c[i * product.Columns + j] = scratch[i * Product.Panel + j];
    }
}
