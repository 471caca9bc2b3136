using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core.Tests;

/// <summary>One random run: what learns, from what, in which order, from which numbers on, and how many steps it has already made.</summary>
internal sealed record Case(Pipeline Pipeline, Dataset Data, Batches Batches, string Order, Reals Parameters, int Warm)
{
    public Network Network => Pipeline.Network;

    public TrainingState Start => Training.Init(Pipeline, Parameters);

    /// <summary>A state in the middle of a run: the optimizer remembers something and the step is not 0.</summary>
    public TrainingState State { get; } = Training.Run(Pipeline, Training.Init(Pipeline, Parameters), Batches, Warm);

    /// <summary>The rows the next step would see.</summary>
    public Batch Batch => Batches.At(Warm);

    /// <summary>All rows, in order.</summary>
    public Batch Everything => Batch.Of(Data, [.. Enumerable.Range(0, Data.Rows)]);

    public Batch Row(int row) => Batch.Of(Data, [row]);

    public Reals Gradients(Batch batch) => Training.Explain(Pipeline, State, batch).Gradients;

    public override string ToString() =>
        $"""

          network     {Network.Inputs} → {string.Join(" → ", Network.Layers.Select(l => $"{l.Units} {l.Activation.Id}{(l.Bias ? "" : " without bias")}"))}
          loss        {Pipeline.Loss.Id}
          optimizer   {Pipeline.Optimizer.Id}, learning rate {Reals.Of(Pipeline.LearningRate)}
          schedule    {Pipeline.Schedule.Id}
          rows        {Data.Rows}, {Order}
          parameters  {Parameters}
          inputs      {Data.Inputs}
          targets     {Data.Targets}
          after       {Warm} steps

        """;
}

/// <summary>Small changes to immutable things, and the contents of a <see cref="Validation{FAIL, SUCCESS}"/>.</summary>
internal static class Edit
{
    public static T Valid<T>(this Validation<Problem, T> validation) =>
        validation.Match(value => value, problems => throw new BrokenLawException(string.Join(Environment.NewLine, problems)));

    public static Problem[] Problems<T>(this Validation<Problem, T> validation) =>
        validation.Match(_ => [], problems => problems.ToArray());

    public static Network Network(int inputs, params Layer[] layers) => Core.Network.Create(inputs, toSeq(layers)).Valid();

    public static Dataset Data(int rows, ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) =>
        Dataset.Create(rows, Reals.Of(inputs), Reals.Of(targets)).Valid();

    public static Pipeline With(
        this Pipeline p, Network? network = null, ILoss? loss = null, IOptimizer? optimizer = null, ISchedule? schedule = null, double? rate = null) =>
        Pipeline.Create(
            network ?? p.Network, loss ?? p.Loss, optimizer ?? p.Optimizer, schedule ?? p.Schedule, rate ?? p.LearningRate).Valid();

    /// <summary>The same network with another activation in one layer.</summary>
    public static Network With(this Network network, int layer, IActivation activation) =>
        Network(network.Inputs, [.. network.Layers.Select((l, i) => i == layer ? l with { Activation = activation } : l)]);

    public static T? OrNull<T>(this Option<T> option)
        where T : class => option.MatchUnsafe(value => (T?)value, () => null);
}
