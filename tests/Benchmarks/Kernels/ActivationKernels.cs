using BenchmarkDotNet.Attributes;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>Activations of the shelf over 8192 numbers, as a layer calls them; the time is that of one number.</summary>
public class ActivationKernels
{
    private const int Length = 8192;

    private readonly double[] _z = Numbers.Between(-6, 6, Length), _a = new double[Length], _gradients = Numbers.Between(-1, 1, Length), _dz = new double[Length];
    private IActivation _activation = null!;

    [Params("relu", "leaky-relu", "sigmoid", "tanh", "softplus", "elu", "silu", "gelu", "gelu-tanh", "mish", "softsign")]
    public string Name { get; set; } = "relu";

    [GlobalSetup]
    public void Setup()
    {
        _activation = Shelves.Activation(Name);
        _activation.Forward(_z, _a);
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Forward() => _activation.Forward(_z, _a);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Backward() => _activation.Backward(_z, _a, _gradients, _dz);
}
