namespace Functional.Benchmarks;

/// <summary>Two ways measured side by side.</summary>
/// <param name="Ours">Our median.</param>
/// <param name="Theirs">The other's median.</param>
/// <param name="Ratio">Median over the rounds of theirs / ours, each of two neighbours in time.</param>
internal sealed record Comparison(double Ours, double Theirs, double Ratio);

/// <summary>
/// The same machine runs faster or slower from minute to minute, so nothing is compared with what was measured earlier: each round
/// measures us and then a peer, the next round the peer and then us, and only neighbours make a ratio.
/// </summary>
internal static class Interleaved
{
    /// <summary>Threads of a BLAS that has just worked spin for a while before they sleep; nobody pays for that but themselves.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Compares <paramref name="ours"/> with each of <paramref name="others"/>, all in the same rounds; the first go of each does not count.</summary>
    public static IReadOnlyList<Comparison> Compare(int rounds, Func<double> ours, IReadOnlyList<Func<double>> others)
    {
        ours();
        foreach (var other in others)
            other();
        var pairs = others.Select(_ => new List<(double Ours, double Theirs)>()).ToList();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < others.Count; i++)
                pairs[i].Add(Pair(ours, others[i], oursFirst: round % 2 == 0));
        return [.. pairs.Select(Of)];
    }

    public static Comparison Compare(int rounds, Func<double> ours, Func<double> other) => Compare(rounds, ours, [other])[0];

    private static (double Ours, double Theirs) Pair(Func<double> ours, Func<double> other, bool oursFirst)
    {
        var first = Measured(oursFirst ? ours : other);
        var second = Measured(oursFirst ? other : ours);
        return oursFirst ? (first, second) : (second, first);
    }

    private static double Measured(Func<double> way)
    {
        Thread.Sleep(Pause);
        return way();
    }

    private static Comparison Of(IReadOnlyList<(double Ours, double Theirs)> pairs) => new(
        Statistics.Median(pairs.Select(p => p.Ours)),
        Statistics.Median(pairs.Select(p => p.Theirs)),
        Statistics.Median(pairs.Select(p => p.Theirs / p.Ours)));
}
