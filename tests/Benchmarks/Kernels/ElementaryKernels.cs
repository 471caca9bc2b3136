using BenchmarkDotNet.Attributes;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>Our own elementary functions, one number after the other, beside the platform's exp.</summary>
public class ElementaryKernels
{
    private const int Length = 8192;

    private readonly double[] _x = Numbers.Between(-10, 10, Length), _positive = Numbers.Between(1e-3, 10, Length), _y = new double[Length];

    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public double PlatformExp() => Each(_x, Math.Exp);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Exp() => Each(_x, Elementary.Exp);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Log() => Each(_positive, Elementary.Log);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Tanh() => Each(_x, Elementary.Tanh);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Sigmoid() => Each(_x, Elementary.Sigmoid);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Erf() => Each(_x, Elementary.Erf);

    [Benchmark(OperationsPerInvoke = Length)]
    public double Sin() => Each(_x, Elementary.Sin);

    private double Each(double[] x, Func<double, double> f)
    {
        for (var i = 0; i < x.Length; i++)
            _y[i] = f(x[i]);
        return _y[^1];
    }
}
