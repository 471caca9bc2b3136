namespace Functional.Benchmarks;

/// <summary>What kernels work on: evenly random numbers, the same every time.</summary>
internal static class Numbers
{
    public static double[] Between(double low, double high, int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => low + (high - low) * random.NextDouble())];
    }
}
