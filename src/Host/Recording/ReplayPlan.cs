using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>A part of a history, from one recorded state to a later one.</summary>
/// <param name="Number">Counted from zero.</param>
/// <param name="From">The step it begins with; only the first stretch compares that state too.</param>
/// <param name="To">The step it ends with; only the last stretch compares what the batch there shows too, which the others leave to the next.</param>
/// <param name="IsFirst">Whether nothing lies before it.</param>
/// <param name="IsLast">Whether nothing lies behind it.</param>
internal sealed record Stretch(int Number, long From, long To, bool IsFirst, bool IsLast);

/// <summary>Who does what in a replay.</summary>
/// <param name="Stretches">The history in parts, in order.</param>
/// <param name="AtOnce">How many of them are worked on at once, by a core each.</param>
/// <param name="InEachStep">How many cores work on each step where it is one at once.</param>
internal sealed record ReplayPlan(ImmutableArray<Stretch> Stretches, int AtOnce, int InEachStep)
{
    /// <summary>Stretches a core: enough that nobody waits long for the last one.</summary>
    private const int Share = 8;

    /// <summary>Multiplications and additions of a stretch: to start an engine and to find the state are not worth less than a fraction of a millisecond.</summary>
    public const double LeastWork = 5e7;

    /// <summary>What the engines may take together: each has a state, its gradients and the activations of a batch.</summary>
    private const double MostBytes = 1L << 30;

    /// <summary>
    /// Stretches side by side scale with the cores and wait for nobody, so they come first. Where there are fewer recorded states than
    /// cores, or engines so large that memory is short, and a step is worth sharing, all cores work on one step after the other instead.
    /// </summary>
    public static ReplayPlan For(OpenedRun run, long from, long to, double leastWork = LeastWork)
    {
        var (experiment, cores) = (run.Experiment, run.Experiment.Threads > 0 ? run.Experiment.Threads : Math.Min(Cores.Most, Environment.ProcessorCount));
        var able = (int)Math.Clamp(MostBytes / BytesOfAnEngine(experiment), 1, cores);
        var wanted = able == 1 ? 1 : (int)Math.Clamp((to - from) * Cores.LeastWorkOf(experiment) / leastWork, 1, able * Share);
        var cuts = Cuts(run.File, from, to, wanted);
        ImmutableArray<Stretch> stretches = [.. Enumerable.Range(0, cuts.Length - 1).Select(i => new Stretch(i, cuts[i], cuts[i + 1], i == 0, i == cuts.Length - 2))];
        return stretches.Length < cores && Cores.AreWorthIt(experiment)
            ? new([new(0, from, to, true, true)], 1, cores)
            : new(stretches, Math.Min(able, stretches.Length), Cores.For(experiment));
    }

    /// <summary>The ends, and between them recorded states about equally far apart, each once. Where the file cannot say what it keeps, whoever gets there will tell.</summary>
    private static ImmutableArray<long> Cuts(RunFile file, long from, long to, int stretches) =>
    [
        from,
        .. Enumerable.Range(1, stretches - 1)
            .Select(i => file.KeptAround(from + (long)((Int128)(to - from) * i / stretches)).Match(kept => kept.At, _ => from))
            .Where(step => step > from && step < to)
            .Distinct(),
        to,
    ];

    private static double BytesOfAnEngine(Experiment experiment) =>
        2.0 * experiment.Pipeline.Layout.ByteLength
        + 4.0 * sizeof(double) * experiment.Batches.LargestBatch * experiment.Pipeline.Network.Layers.Sum(layer => layer.Units);
}
