namespace Functional.Benchmarks;

/// <summary>Us against peers on one job: starts them, measures in turns, says who is missing.</summary>
internal static class Contest
{
    /// <param name="Spec">How it is started.</param>
    /// <param name="Steps">Steps a round: fewer where a step is slow.</param>
    /// <param name="AtLeast">How many times as fast we must be.</param>
    internal sealed record Entry(PeerSpec Spec, int Steps, double? AtLeast);

    public static IEnumerable<Line> Of(Bench bench, string job, Func<double> ours, IReadOnlyList<Entry> entries)
    {
        var peers = entries.Select(entry => Peer.Start(entry.Spec)).ToList();
        try
        {
            var here = Enumerable.Range(0, peers.Count).Where(i => peers[i].Works()).ToList();
            var comparisons = Interleaved.Compare(bench.Rounds, ours, [.. here.Select(i => (Func<double>)(() => peers[i].Go(bench.Steps(entries[i].Steps)).Seconds))]);
            return
            [
                .. peers.Select((peer, i) => here.IndexOf(i) is >= 0 and var at
                    ? Line.Faster(job, peer.Card.ToString(), comparisons[at], entries[i].AtLeast)
                    : Line.Missing(job, peer.Card, entries[i].AtLeast)),
            ];
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }
}
