using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Conditions on a random run, and where they hold by the states and steps of the specification alone.</summary>
internal sealed record AskedRun(Experiment Experiment, ImmutableArray<Moment> Moments, ImmutableArray<Trace> Traces)
{
    public static AskedRun Of(Experiment experiment)
    {
        var moments = Runs.Truth(experiment);
        return new(experiment, moments, [.. moments.Select(m => Training.Explain(experiment.Pipeline, State(m), experiment.Batches.At(m.Step)))]);
    }

    public int Last => Moments.Length - 1;

    public double Weight(int i) => State(Moments[i]).Parameters[0];

    /// <summary>The length of the weights of the first layer, added up in the plain way.</summary>
    public double Norm(int i) => Length(Experiment.Pipeline.Layout.Parameters[0].In(State(Moments[i]).Parameters).ToArray());

    public double Steepest(int i) => Traces[i].Gradients.ToArray().Max(Math.Abs);

    /// <summary>A condition of every kind, with a threshold some states of the run are on either side of.</summary>
    public IEnumerable<(string Text, Func<int, bool> Holds)> Conditions(int place)
    {
        var at = place % Moments.Length;
        string Number(double x) => x.ToString("R", CultureInfo.InvariantCulture);
        yield return ($"step == {at}", i => i == at);
        yield return ("loss > prev.loss", i => i > 0 && Moments[i].Loss > Moments[i - 1].Loss);
        yield return ($"loss <= {Number(Moments[at].Loss)}", i => Moments[i].Loss <= Moments[at].Loss);
        yield return ($"loss <= {Number(Moments[at].Loss)} changes", i => i > 0 && Moments[i].Loss <= Moments[at].Loss != Moments[i - 1].Loss <= Moments[at].Loss);
        yield return ($"sign(layer0.weights[0,0] - {Number(Weight(at))}) changes", i => i > 0 && Sign(Weight(i) - Weight(at)) != Sign(Weight(i - 1) - Weight(at)));
        yield return ("layer0.weights[0,0] < prev.prev.layer0.weights[0,0]", i => i > 1 && Weight(i) < Weight(i - 2));
        yield return ($"norm(layer0.weights) >= {Number(Norm(at))}", i => Norm(i) >= Norm(at));
        yield return ($"max(abs(gradients)) > {Number(Steepest(at))} and step != {at + 1}", i => Steepest(i) > Steepest(at) && i != at + 1);
        yield return ($"max(abs(prev.gradients)) < {Number(Steepest(at))}", i => i > 0 && Steepest(i - 1) < Steepest(at));
        yield return ("not (updates[0] > 0)", i => i < Last && !(Traces[i].Updates[0] > 0));
        yield return ($"error > {Number(double.MaxValue)}", _ => false);
    }

    private static double Length(double[] numbers) => Math.Sqrt(numbers.Aggregate(0.0, (sum, x) => Math.FusedMultiplyAdd(x, x, sum)));

    private static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    private static TrainingState State(Moment moment) => (TrainingState)moment.State;
}
