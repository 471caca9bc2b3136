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

    /// <summary>More rows than any tile has, a depth of more than one chunk, a right side no near cache holds.</summary>
    [Test]
    public void A_right_side_laid_side_by_side_in_chunks_gives_the_bits_of_the_plain_sums() => Products(Gen.Int[1, 40], Gen.Int[100, 300], Gen.Int[1, 40]).Sample(
        p =>
        {
            var expected = Plain(p);
            Law.Same(expected, InChunks<Lanes512>(p), "eight lanes");
            Law.Same(expected, InChunks<Lanes256>(p), "four lanes");
            Law.Same(expected, InChunks<Lanes128>(p), "two lanes");
            Law.Same(expected, InChunks<Lanes64>(p), "one lane");
            Law.Same(expected, Made(p, AsItChooses), "as it chooses itself");
            Law.Same(expected, Made(p, FromPanels), "the right side in panels");
        },
        iter: 60);

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
        where TLanes : struct, ILanes<TLanes>
    {
        var zeros = stackalloc double[Product.Panel];
        start = start == null ? zeros : start;
        switch (p.Rows)
        {
            case 8: Tile<TLanes, Doubles>.Eight(p.Depth, a, aRow, aStep, b, p.Columns, start, 0, c, p.Columns); break;
            case 6: Tile<TLanes, Doubles>.Six(p.Depth, a, aRow, aStep, b, p.Columns, start, 0, c, p.Columns); break;
            case 4: Tile<TLanes, Doubles>.Four(p.Depth, a, aRow, aStep, b, p.Columns, start, 0, c, p.Columns); break;
            default: Tile<TLanes, Doubles>.One(p.Depth, a, aStep, b, p.Columns, start, c); break;
        }
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

    private static Reals InChunks<TLanes>((int, int, int, bool, bool, double[]) p)
        where TLanes : struct, ILanes<TLanes> =>
        Made(p, (product, a, aRow, aStep, b, start, c) => product.Chunks<TLanes, Doubles>(0, product.Columns, a, aRow, aStep, Rows(product, b), start, c));

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
        where TLanes : struct, ILanes<TLanes> =>
        Made(p, (product, a, aRow, aStep, b, start, c) => product.Tiles<TLanes, Doubles>(0, product.Columns, a, aRow, aStep, Rows(product, b), start, c));

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
