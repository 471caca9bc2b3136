namespace Functional.Core;

/// <summary>
/// One layer at work: where its numbers lie, and the products and sums of <see cref="Affine"/> over them, to the same bits. What is long
/// enough goes to the crew in parts: panels of columns on the way forward, bands of weights' rows on the way back.
/// </summary>
internal sealed unsafe class EngineLayer
{
    private readonly Layer _layer;
    private readonly int _width;
    private readonly LayerInputs _inputs;
    private readonly Room _weights;
    private readonly Room _bias;
    private readonly Room _transposed;
    private readonly Updater _updater;
    private readonly ParameterTensor _tensor;
    private readonly ParameterTensor? _biasTensor;
    private readonly Action<int, int> _forwardPart;
    private readonly Action<int, int> _updateBand;
    private readonly int _band;
    private readonly Room _panels;
    private RightSide _right;
    private int _columns;
    private int _rows;

    public EngineLayer(Network network, int index, LayerInputs inputs, Room parameters, EngineRooms rooms, Updater updater)
    {
        (_layer, _width, _inputs, _updater) = (network.Layers[index], network.InputsOf(index), inputs, updater);
        (_tensor, _biasTensor) = (network.Layout.Weights(index), network.Layout.Bias(index));
        _weights = parameters.Part(_tensor.Offset, _tensor.Length);
        _bias = _biasTensor is { } bias ? parameters.Part(bias.Offset, bias.Length) : default;
        (PreActivations, Activations) = (rooms.Take(_layer.Units), rooms.Take(_layer.Units));
        (ActivationGradients, PreActivationGradients) = (rooms.Take(_layer.Units), rooms.Take(_layer.Units));
        _transposed = index == 0 ? default : rooms.TakeExactly(_tensor.Length);
        _panels = rooms.TakePanels(network, index);
        _band = Updater.BandOf(_tensor);
        (_forwardPart, _updateBand) = (ForwardPart, UpdateBand);
    }

    /// <summary>z, a, ∂L/∂a and ∂L/∂z, <c>[rows × units]</c> each.</summary>
    public Room PreActivations { get; }

    /// <inheritdoc cref="PreActivations"/>
    public Room Activations { get; }

    /// <inheritdoc cref="PreActivations"/>
    public Room ActivationGradients { get; }

    /// <inheritdoc cref="PreActivations"/>
    public Room PreActivationGradients { get; }

    /// <summary>z = x·W + b and a = f(z).</summary>
    public void Forward(int rows, ICrew crew)
    {
        _rows = rows;
        var product = new Product(rows, _width, _layer.Units);
        if (crew.Workers > 1 && product.Work >= crew.LeastWork)
            Share(product, crew);
        else
            _inputs.Times(product, 0, _layer.Units, RightSide.InRows(_weights.Start, _layer.Units), _bias.Start, PreActivations.Start);
        var length = rows * _layer.Units;
        Activating.Forward(_layer, PreActivations.First(length), Activations.First(length));
    }

    private void Share(in Product product, ICrew crew)
    {
        _columns = product.ColumnsOf(crew.Workers);
        crew.Do((product.Columns + _columns - 1) / _columns, _forwardPart);
    }

    /// <summary>∂L/∂z from ∂L/∂a.</summary>
    public void Differentiate()
    {
        var length = _rows * _layer.Units;
        Activating.Backward(
            _layer, PreActivations.First(length), Activations.First(length), ActivationGradients.First(length), PreActivationGradients.First(length));
    }

    /// <summary>∂L/∂x = ∂L/∂z·Wᵀ, which is the layer before's ∂L/∂a. Before this layer's weights change.</summary>
    public void PassBack(Room inputGradients)
    {
        Transpose();
        var product = new Product(_rows, _layer.Units, _width);
        product.Into(0, _width, new Doubles(PreActivationGradients.Start), _layer.Units, 1, RightSide.InRows(_transposed.Start, _width), null, inputGradients.Start);
    }

    /// <summary>∂L/∂W = xᵀ·∂L/∂z and ∂L/∂b = Σ ∂L/∂z, and what the updater makes of them.</summary>
    public void Update(ICrew crew)
    {
        var bands = (_width + _band - 1) / _band;
        _right = RightSide.Over(_rows, _layer.Units, PreActivationGradients.Start, _panels);
        if (crew.Workers > 1 && new Product(_width, _rows, _layer.Units).Work >= crew.LeastWork)
            crew.Do(bands, _updateBand);
        else
            for (var i = 0; i < bands; i++)
                UpdateBand(i, 0);
        if (_biasTensor is not { } bias)
            return;
        var gradients = _updater.GradientsOf(0, bias.Offset);
        ColumnSums.Into(_rows, _layer.Units, PreActivationGradients.Start, gradients);
        _updater.Update(0, bias.Offset, bias.Length);
    }

    private void ForwardPart(int part, int worker)
    {
        var from = part * _columns;
        var to = Math.Min(from + _columns, _layer.Units);
        _inputs.Times(new(_rows, _width, _layer.Units), from, to, RightSide.InRows(_weights.Start, _layer.Units), _bias.Start, PreActivations.Start);
    }

    private void UpdateBand(int band, int worker)
    {
        var (first, units) = (band * _band, _layer.Units);
        var count = Math.Min(_band, _width - first);
        var (offset, length) = (_tensor.Offset + first * units, count * units);
        // The weights of the band are wanted when its gradients are there: they come while those are computed.
        Prefetch.Now(_weights.Start + first * units, length * sizeof(double));
        _inputs.TransposedTimes(new(count, _rows, units), first, _right, _updater.GradientsOf(worker, offset));
        _updater.Update(worker, offset, length);
    }

    /// <summary>Wᵀ, <c>[units × inputs]</c>, in blocks of rows, so that what is read across lies in few lines at once.</summary>
    private void Transpose()
    {
        const int Block = 8;
        var (width, units) = (_width, _layer.Units);
        for (var first = 0; first < width; first += Block)
        {
            double* w = _weights.Start + (nint)first * units, t = _transposed.Start + first;
            var rows = Math.Min(Block, width - first);
            for (var j = 0; j < units; j++, w++, t += width)
                for (var i = 0; i < rows; i++)
                    t[i] = w[(nint)i * units];
        }
    }
}
