using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>
/// A refuted case as numbers instead of a sentence: enough to stage it as a training that somebody can walk through. Not every case
/// has one: a NaN that comes in as a gradient, or a name that is missing, is no moment of a training. A closed union.
/// </summary>
public abstract record Scene
{
    private Scene()
    {
    }

    /// <summary>An activation asked about one row.</summary>
    /// <param name="PreActivations">z, <c>[units]</c>; not always finite.</param>
    /// <param name="ActivationGradients">∂L/∂a, <c>[units]</c>; finite.</param>
    public sealed record OfLayer(Reals PreActivations, Reals ActivationGradients) : Scene;

    /// <summary>A loss asked about batches of rows.</summary>
    /// <param name="Width">Numbers a row.</param>
    /// <param name="Outputs"><c>[rows × width]</c>; finite.</param>
    /// <param name="Targets"><c>[rows × width]</c>; finite.</param>
    /// <param name="Batches">Which rows it is asked about, one batch after the other; the last is the one that refutes.</param>
    public sealed record OfLoss(int Width, Reals Outputs, Reals Targets, ImmutableArray<ImmutableArray<int>> Batches) : Scene;

    /// <summary>An optimizer given gradients, whatever the parameters; the last update is the one that refutes.</summary>
    /// <param name="Start">Parameters before the first, <c>[n]</c>.</param>
    /// <param name="LearningRate">The rate of every update.</param>
    /// <param name="Gradients"><c>[n]</c> an update; finite.</param>
    /// <param name="FirstStep">The number of the run's step at the first update.</param>
    public sealed record OfUpdates(Reals Start, double LearningRate, ImmutableArray<Reals> Gradients, long FirstStep = 0) : Scene;

    /// <summary>An optimizer on the bowl ½ Σ curvature · (θ − center)².</summary>
    /// <param name="Start">θ before the first update, <c>[n]</c>.</param>
    /// <param name="Center"><c>[n]</c>.</param>
    /// <param name="Curvature"><c>[n]</c>, powers of two.</param>
    /// <param name="LearningRate">One of the rates that did not help.</param>
    /// <param name="Updates">How many it was given.</param>
    public sealed record OfBowl(Reals Start, Reals Center, Reals Curvature, double LearningRate, int Updates) : Scene;

    /// <summary>A schedule asked about one step.</summary>
    /// <param name="Step">Which.</param>
    /// <param name="LearningRate">The base rate.</param>
    public sealed record OfRate(long Step, double LearningRate) : Scene;

    internal static Scene At(double[] z, double[]? gradients = null) =>
        new OfLayer(Reals.Of(z), Reals.Of(gradients ?? [.. z.Select(_ => 1.0)]));

    internal static Scene Of(Sample sample) => Of(sample, [.. Enumerable.Range(0, sample.Rows)]);

    internal static Scene Of(Sample sample, params ImmutableArray<int>[] batches) =>
        new OfLoss(sample.Width, Reals.Of(sample.AllOutputs), Reals.Of(sample.AllTargets), [.. batches]);

    internal static Scene Of(Work work, IEnumerable<double[]> gradients, long firstStep = 0) =>
        new OfUpdates(Reals.Of(work.Start), work.Rate, [.. gradients.Select(g => Reals.Of(g))], firstStep);
}
