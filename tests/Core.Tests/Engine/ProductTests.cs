namespace Functional.Core.Tests;

/// <summary>A product cut into tiles of any width, or into panels, has the bits of the plain sums.</summary>
[TestFixture]
internal sealed unsafe class ProductTests
{
    [Test]
    public void Tiles_of_every_width_have_the_bits_of_the_plain_sums() => Law.Holds(Products(Gen.Int[1, 21], Gen.Int[0, 20], Gen.Int[1, 45]), p =>
    {
        var expected = Plain(p);
        Law.Same(expected, Cut<Lanes512>(p), "eight lanes");
        Law.Same(expected, Cut<Lanes256>(p), "four lanes");
        Law.Same(expected, Cut<Lanes128>(p), "two lanes");
        Law.Same(expected, Cut<Lanes64>(p), "one lane");
        Law.Same(expected, Made(p, AsItChooses), "as it chooses itself");
        Law.Same(expected, Made(p, InStrips), "the left side in strips");
        Law.Same(expected, Made(p, Panels), "panel by panel");
        Law.Same(expected, Made(p, FromPanels), "the right side in panels");
        Law.Same(expected, Made(p, Plainly), "by plain loops");
        Law.Same(expected, Made(p, AcrossTheGrain), "by plain loops, the right side turned");
    });

    /// <summary>Those, too, that the registers of this processor do not call for.</summary>
    [Test]
    public void Tiles_of_every_height_have_the_bits_of_the_plain_sums() => Law.Holds(
        Products(Gen.Int[0, 3].Select(i => ((int[])[1, 4, 6, 8])[i]), Gen.Int[0, 20], Gen.Int[1, 4].Select(i => 1 << i)),
        p => Law.Same(Plain(p), Made(p, p.Columns switch { 16 => One<Lanes512>, 8 => One<Lanes256>, 4 => One<Lanes128>, _ => One<Lanes64> }), "one tile"));

    /// <summary>More rows than are laid in strips at once, a depth of more than one chunk, a right side no near cache holds.</summary>
    [Test]
    public void What_is_laid_for_the_tiles_part_by_part_gives_the_bits_of_the_plain_sums() => Products(Gen.Int[1, 160], Gen.Int[100, 300], Gen.Int[1, 80]).Sample(
        p =>
        {
            var expected = Plain(p);
            Law.Same(expected, InParts<Lanes512>(p), "eight lanes");
            Law.Same(expected, InParts<Lanes256>(p), "four lanes");
            Law.Same(expected, InParts<Lanes128>(p), "two lanes");
            Law.Same(expected, InParts<Lanes64>(p), "one lane");
            Law.Same(expected, Made(p, InStrips), "the left side in strips");
            Law.Same(expected, Made(p, AsItChooses), "as it chooses itself");
            Law.Same(expected, Made(p, FromPanels), "the right side in panels");
        },
        iter: 60);

    /// <summary>However the left side is stored: the numbers of a tile's rows side by side, tile after tile, as doubles.</summary>
    [Test]
    public void Strips_hold_the_numbers_of_a_tile_s_rows_side_by_side() => Law.Holds(
        from rows in Gen.Int[1, 30]
        from depth in Gen.Int[1, 12]
        from turned in Gen.Bool
        from codes in Gen.Byte.Array[rows * depth]
        from table in Gens.Wild.Array[256]
        from singles in Gen.Single.Array[rows * depth]
        select (rows, depth, turned, codes, table, singles),
        p =>
        {
            fixed (byte* codes = p.codes)
            fixed (double* table = p.table)
            fixed (float* singles = p.singles)
            {
                var (row, step) = p.turned ? (1, p.rows) : (p.depth, 1);
                Law.Same(Expected((i, k) => p.table[p.codes[i * row + k * step]]), Laid(Codes.Over(codes, table), row, step), "codes");
                Law.Same(Expected((i, k) => p.singles[i * row + k * step]), Laid(Singles.Over(singles, null), row, step), "singles");
            }

            Reals Laid<TOperand>(TOperand a, nint row, nint step)
                where TOperand : struct, IOperand<TOperand> => Reals.Build(p.rows * p.depth, strips =>
            {
                fixed (double* to = strips)
                    Strips.Lay(p.rows, p.depth, a, row, step, to);
            });

            Reals Expected(Func<int, int, double> number) => Reals.Build(p.rows * p.depth, strips =>
            {
                var at = 0;
                for (int i = 0, height; i < p.rows; i += height)
                {
                    height = Product.HeightOf(p.rows - i);
                    for (var k = 0; k < p.depth; k++)
                        for (var r = 0; r < height; r++)
                            strips[at++] = number(i + r, k);
                }
            });
        });

    [Test]
    public void Sums_down_columns_are_those_of_the_rows_in_order() => Law.Holds(
        from rows in Gen.Int[0, 20] from columns in Gen.Int[1, 30] from numbers in Gens.Wild.Array[rows * columns] select (rows, columns, numbers),
        p =>
        {
            var memory = new Workspace(p.numbers.Length, p.columns);
            var (x, sums) = (memory.Take(p.numbers.Length), memory.Take(p.columns));
            p.numbers.CopyTo(x.Span);
            ColumnSums.Into(p.rows, p.columns, x.Start, sums.Start);
            Law.Same(Reals.Build(p.columns, plain => Affine.BiasGradients(p.rows, p.columns, p.numbers, plain)), Reals.Of(sums.Span), "sums");
            GC.KeepAlive(memory);
        });

    private static Gen<(int Rows, int Depth, int Columns, bool Transposed, bool Start, double[] Numbers)> Products(Gen<int> heights, Gen<int> depths, Gen<int> widths) =>
        from rows in heights
        from depth in depths
        from columns in widths
        from transposed in Gen.Bool
        from start in Gen.Bool
        from numbers in Gens.Wild.Array[rows * depth + depth * columns + columns]
        select (rows, depth, columns, transposed, start, numbers);

    private static void AsItChooses(Product product, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c) =>
        product.Into(0, product.Columns, a, aRow, aStep, Rows(product, b), start, c);

    /// <summary>A product that is one tile.</summary>
    private static void One<TLanes>(Product p, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Tile<TLanes>.Of(p.Rows, p.Depth, a, aRow, aStep, b, p.Columns, Beginning.Of(start).At(0, 0), 0, c, p.Columns);
    }

    private delegate void Multiply(Product product, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c);

    private static void Panels(Product product, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c)
    {
        for (var panel = product.Panels - 1; panel >= 0; panel--)
            product.Into(panel * Product.Panel, Math.Min(product.Columns, (panel + 1) * Product.Panel), a, aRow, aStep, Rows(product, b), start, c);
    }

    private static void FromPanels(Product product, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c)
    {
        var memory = new Workspace(RightSide.Length(product.Depth, product.Columns));
        var room = memory.Take(RightSide.Length(product.Depth, product.Columns));
        product.Into(0, product.Columns, a, aRow, aStep, RightSide.InPanels(product.Depth, product.Columns, b, room.Start), start, c);
        GC.KeepAlive(memory);
    }

    private static RightSide Rows(Product product, double* b) => RightSide.InRows(b, product.Columns);

    /// <summary>Both sides laid for the tiles, whether that is worth it or not.</summary>
    private static Reals InParts<TLanes>((int, int, int, bool, bool, double[]) p)
        where TLanes : unmanaged, ILanes<TLanes> => Made(p, (product, a, aRow, aStep, b, start, c) =>
    {
        for (var j = 0; j < product.Columns; j += Product.Panel)
            Tiles<TLanes>.Copied(product, Math.Min(Product.Panel, product.Columns - j), LeftSide<Doubles>.AsItLies(a, aRow, aStep), b + j, product.Columns, Beginning.Of(start).From(j), c + j);
    });

    private static void InStrips(Product product, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c) =>
        Tiles<Lanes256>.InStrips(product, 0, product.Columns, LeftSide<Doubles>.AsItLies(a, aRow, aStep), Rows(product, b), Beginning.Of(start), c);

    private static void Plainly(Product p, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c) =>
        PlainProduct.Into(p.Rows, p.Depth, p.Columns, a, aRow, aStep, b, p.Columns, 1, start, c, p.Columns);

    private static void AcrossTheGrain(Product p, Doubles a, nint aRow, nint aStep, double* b, double* start, double* c)
    {
        var turned = new Workspace(p.Depth * p.Columns);
        var room = turned.Take(p.Depth * p.Columns);
        for (var k = 0; k < p.Depth; k++)
            for (var j = 0; j < p.Columns; j++)
                room.Start[j * p.Depth + k] = b[k * p.Columns + j];
        PlainProduct.Into(p.Rows, p.Depth, p.Columns, a, aRow, aStep, room.Start, 1, p.Depth, start, c, p.Columns);
        GC.KeepAlive(turned);
    }

    private static Reals Cut<TLanes>((int, int, int, bool, bool, double[]) p)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Made(p, (product, a, aRow, aStep, b, start, c) =>
            Tiles<TLanes>.Into(product, 0, product.Columns, LeftSide<Doubles>.AsItLies(a, aRow, aStep), Rows(product, b), start, c));

    private static Reals Made((int Rows, int Depth, int Columns, bool Transposed, bool Start, double[] Numbers) p, Multiply multiply)
    {
        var (left, right) = (p.Rows * p.Depth, p.Depth * p.Columns);
        var memory = new Workspace(left, right, p.Columns, p.Rows * p.Columns);
        var (a, b, start, c) = (memory.Take(left), memory.Take(right), memory.Take(p.Columns), memory.Take(p.Rows * p.Columns));
        foreach (var room in new[] { a, b, start })
            new Span<double>(room.Start + room.Span.Length, Workspace.Slack).Fill(double.NaN); // what lies behind the ends has no effect
        p.Numbers.AsSpan(0, left).CopyTo(a.Span);
        p.Numbers.AsSpan(left, right).CopyTo(b.Span);
        p.Numbers.AsSpan(left + right).CopyTo(start.Span);
        var (row, step) = p.Transposed ? (1, p.Rows) : (p.Depth, 1);
        multiply(new(p.Rows, p.Depth, p.Columns), new(a.Start), row, step, b.Start, p.Start ? start.Start : null, c.Start);
        var result = Reals.Of(c.Span);
        GC.KeepAlive(memory);
        return result;
    }

    private static Reals Plain((int Rows, int Depth, int Columns, bool Transposed, bool Start, double[] Numbers) p) =>
        Reals.Build(p.Rows * p.Columns, c =>
        {
            var (left, right) = (p.Rows * p.Depth, p.Depth * p.Columns);
            for (var i = 0; i < p.Rows; i++)
                for (var j = 0; j < p.Columns; j++)
                {
                    var sum = p.Start ? p.Numbers[left + right + j] : 0;
                    for (var k = 0; k < p.Depth; k++)
                        sum = Math.FusedMultiplyAdd(p.Numbers[p.Transposed ? k * p.Rows + i : i * p.Depth + k], p.Numbers[left + k * p.Columns + j], sum);
                    c[i * p.Columns + j] = sum;
                }
        });
}
