using BenchmarkDotNet.Attributes;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>
/// One update of a layer with 100,000 weights; the time is that of one parameter. Gradients go in and updates come out in the same memory,
/// so each call starts from a copy of the gradients: <see cref="Copy"/> is what of it is the copy.
/// </summary>
public class OptimizerKernels
{
    private const int Length = 100_000;

    private readonly ParameterLayout _layout = ParameterLayout.Of([(1_000, 100, false)]);
    private readonly double[] _parameters = Numbers.Between(-1, 1, Length), _gradients = Numbers.Between(-1, 1, Length), _updates = new double[Length];
    private IOptimizer _optimizer = null!;
    private double[] _slots = [];
    private long _step;

    [Params("sgd", "adam", "adamw", "lion", "rmsprop", "adagrad", "nadam")]
    public string Name { get; set; } = "sgd";

    [GlobalSetup]
    public void Setup()
    {
        _optimizer = Shelves.Optimizer(Name);
        _slots = new double[Slots.LengthFor(_optimizer, Length)];
        _optimizer.Init(_layout, Slots.For(_optimizer, Length, _slots));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public void Copy() => _gradients.CopyTo(_updates, 0);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Update()
    {
        _gradients.CopyTo(_updates, 0);
        _optimizer.Update(_step++, 0.001, _layout, _parameters, _updates, Slots.For(_optimizer, Length, _slots));
    }
}
