using Functional.Core;

namespace Functional.Host;

/// <summary>How many cores a step is worth.</summary>
internal static class Cores
{
    /// <summary>
    /// Multiplications and additions a step from which a second core pays: some 80 µs of work on one. Below, calling a worker, and the
    /// misfortune of one that the system has put aside, cost more than the half that is saved.
    /// </summary>
    private const double WorthSharing = 1e7;

    /// <summary>The most workers anybody may ask for.</summary>
    public const int Most = 64;

    /// <summary>Calls <paramref name="use"/> with the workers a step of <paramref name="experiment"/> gets; they go home afterwards.</summary>
    public static T With<T>(Experiment experiment, Func<ICrew, T> use) => With(For(experiment), ICrew.UsualLeastWork, use);

    /// <summary>The same with so many workers, who share whatever is at least <paramref name="leastWork"/>.</summary>
    public static T With<T>(int workers, double leastWork, Func<ICrew, T> use)
    {
        if (workers < 2)
            return use(Alone.Instance);
        using var crew = new Crew(workers, leastWork);
        return use(crew);
    }

    /// <summary>As many as a person has said; else all cores for a long step, and one for a short one.</summary>
    public static int For(Experiment experiment) =>
        experiment.Threads > 0 ? experiment.Threads : AreWorthIt(experiment) ? Math.Min(Most, Environment.ProcessorCount) : 1;

    /// <summary>Whether a step is long enough for a second core.</summary>
    public static bool AreWorthIt(Experiment experiment) => Work(experiment) >= WorthSharing;

    /// <summary>The same, but never less than what the least step costs in time.</summary>
    public static double LeastWorkOf(Experiment experiment) => Math.Max(RecordPolicy.LeastWork, Work(experiment));

    /// <summary>Multiplications and additions of a step: two for every weight and row, forward, back to the weights, and back to the inputs of all layers but the first.</summary>
    public static double Work(Experiment experiment)
    {
        var (network, rows) = (experiment.Pipeline.Network, experiment.Batches.LargestBatch);
        return network.Layers.Select((layer, i) => (i == 0 ? 4.0 : 6.0) * network.InputsOf(i) * layer.Units * rows).Sum();
    }
}
