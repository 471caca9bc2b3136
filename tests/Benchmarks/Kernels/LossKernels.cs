using BenchmarkDotNet.Attributes;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>Losses with their gradients over a batch of 64 rows of 10; the time is that of the batch.</summary>
public class LossKernels
{
    private const int Rows = 64, Classes = 10;

    private readonly double[] _outputs = Numbers.Between(0.01, 0.99, Rows * Classes), _targets = new double[Rows * Classes], _gradients = new double[Rows * Classes];
    private ILoss _loss = null!;

    [Params("half-sse", "mse", "mae", "huber", "cross-entropy", "binary-cross-entropy", "binary-cross-entropy-logits", "hinge")]
    public string Name { get; set; } = "half-sse";

    [GlobalSetup]
    public void Setup()
    {
        _loss = Shelves.Loss(Name);
        for (var row = 0; row < Rows; row++)
            _targets[row * Classes + row % Classes] = 1;
    }

    [Benchmark]
    public double Evaluate() => _loss.Evaluate(Rows, _outputs, _targets, _gradients);
}
