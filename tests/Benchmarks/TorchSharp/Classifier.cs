using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Functional.Benchmarks.TorchSharp;

/// <summary>A hidden layer of ReLU under cross-entropy; a shuffled batch is gathered and the loss read every step.</summary>
internal sealed class Classifier
{
    private readonly Tensor _x, _labels;
    private readonly Module<Tensor, Tensor> _model;
    private readonly Loss<Tensor, Tensor, Tensor> _loss = CrossEntropyLoss();
    private readonly optim.Optimizer _optimizer;
    private readonly int _batch;
    private Tensor[] _order = [];
    private int _next;

    public Classifier(string job, string optimizer)
    {
        (_x, _labels) = job == "digits" ? Digits() : Pixels();
        var hidden = job == "digits" ? 32 : 128;
        _batch = job == "digits" ? 32 : 64;
        _model = Sequential(Linear(_x.shape[1], hidden), ReLU(), Linear(hidden, 10));
        _optimizer = optimizer == "adam" ? optim.Adam(_model.parameters(), 0.001) : optim.SGD(_model.parameters(), 0.01);
    }

    public double Run(int steps)
    {
        var last = 0.0;
        for (var i = 0; i < steps; i++)
        {
            var rows = Rows();
            using var step = NewDisposeScope();
            _optimizer.zero_grad();
            var loss = _loss.forward(_model.forward(_x.index_select(0, rows)), _labels.index_select(0, rows));
            loss.backward();
            _optimizer.step();
            last = loss.item<double>();
        }

        return last;
    }

    private Tensor Rows()
    {
        if (_next == _order.Length)
        {
            foreach (var batch in _order)
                batch.Dispose();
            using var all = randperm(_x.shape[0]);
            (_order, _next) = (all.split(_batch), 0);
        }

        return _order[_next++];
    }

    private static (Tensor X, Tensor Labels) Pixels()
    {
        using var bytes = randint(0, 256, [60_000, 784]);
        return (bytes.to(float64).div_(255), randint(0, 10, [60_000], dtype: int64));
    }

    private static (Tensor X, Tensor Labels) Digits()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "digits.csv")).Skip(1)
            .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var pixels = rows.SelectMany(row => row[..^1]).Select(pixel => pixel / 16).ToArray();
        return (tensor(pixels).reshape(rows.Length, 64), tensor(rows.Select(row => (long)row[^1]).ToArray()));
    }
}
