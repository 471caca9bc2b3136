using Functional.Core;
using Functional.Host;

namespace Functional.Benchmarks;

/// <summary>
/// One product of a training step on numbers of its own, by the engine's tiles, on one thread or shared as the engine shares it:
/// columns forward and back to the inputs, bands of rows back to the weights, whose right side is laid in panels first where the engine does so.
/// The weights' transpose, which the engine makes once a step, lies ready.
/// </summary>
internal sealed unsafe class GemmWork : IDisposable
{
    private const int Band = 16;

    private readonly Product _product;
    private readonly bool _transposed;
    private readonly Workspace _memory;
    private readonly Room _a;
    private readonly Room _b;
    private readonly Room _c;
    private readonly Room _panels;
    private readonly Crew? _crew;
    private readonly Action<int, int> _part;
    private RightSide _right;

    public GemmWork(GemmShape shape, int threads)
    {
        var (m, k, n) = shape.Product;
        (_product, _transposed) = (new(m, k, n), shape.Pass == GemmPass.Weights);
        var panels = _transposed ? _product.PanelsWanted : 0;
        _memory = new(m * k, k * n, m * n, panels);
        (_a, _b, _c, _panels) = (_memory.Take(m * k), _memory.Take(k * n), _memory.Take(m * n), _memory.Take(panels));
        var random = new Random(m);
        foreach (ref var x in _a.Span)
            x = random.NextDouble();
        foreach (ref var x in _b.Span)
            x = random.NextDouble();
        _crew = threads > 1 ? new(threads) : null;
        _part = _transposed ? Rows : Columns;
    }

    /// <summary>The product, once.</summary>
    public void Multiply()
    {
        _right = RightSide.Over(_product.Depth, _product.Columns, _b.Start, _panels);
        if (_crew is null && !_transposed)
            Multiply(_product, 0, _product.Columns, 0);
        else if (_crew is null)
            for (var band = 0; band < Bands; band++)
                Rows(band, 0);
        else
            _crew.Do(_transposed ? Bands : _crew.Workers, _part);
    }

    public void Dispose()
    {
        _crew?.Dispose();
        GC.KeepAlive(_memory);
    }

    private int Bands => (_product.Rows + Band - 1) / Band;

    private void Columns(int part, int worker)
    {
        var columns = _product.ColumnsOf(_crew!.Workers);
        var from = part * columns;
        if (from < _product.Columns)
            Multiply(_product, from, Math.Min(_product.Columns, from + columns), 0);
    }

    private void Rows(int band, int worker) =>
        Multiply(_product with { Rows = Math.Min(Band, _product.Rows - band * Band) }, 0, _product.Columns, band * Band);

    private void Multiply(Product product, int from, int to, int firstRow) => product.Into(
        from, to, new Doubles(_transposed ? _a.Start + firstRow : _a.Start), _transposed ? 1 : _product.Depth, _transposed ? _product.Rows : 1,
        _right, null, _c.Start + firstRow * _product.Columns);
}
