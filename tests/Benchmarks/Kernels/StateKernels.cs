using BenchmarkDotNet.Attributes;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>What a step does besides arithmetic: the fingerprint of 101,770 parameters, and 64 rows of 784 gathered from 60,000.</summary>
public class StateKernels
{
    private readonly Reals _parameters = Reals.Of(Numbers.Between(-1, 1, 101_770));
    private Batches _batches = null!;
    private long _step;

    [GlobalSetup]
    public void Setup() => _batches = Experiments.Pixels("sgd", Data.Pixels()).Batches;

    [Benchmark]
    public Fingerprint Chain() => Fingerprint.Chain(Fingerprint.Genesis, 1, _parameters);

    [Benchmark]
    public Batch Gather() => _batches.At(_step++ % _batches.StepsPerEpoch);
}
