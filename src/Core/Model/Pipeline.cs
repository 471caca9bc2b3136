using System.Runtime.CompilerServices;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>
/// Everything a step needs besides the state and the batch: the network and the strategies. Nothing in it changes while a run
/// goes on, so it is the <i>program</i> whose execution a history records.
/// </summary>
public sealed class Pipeline
{
    private readonly ILossSchedule? _listening;

    private Pipeline(Network network, ILoss loss, IOptimizer optimizer, ISchedule schedule, double learningRate)
    {
        (Network, Loss, Optimizer, Schedule, LearningRate) = (network, loss, optimizer, schedule, learningRate);
        _listening = schedule as ILossSchedule;
        Layout = new(network.Layout, optimizer, schedule);
    }

    /// <summary>The architecture.</summary>
    public Network Network { get; }

    /// <summary>What is made small.</summary>
    public ILoss Loss { get; }

    /// <summary>How gradients become updates.</summary>
    public IOptimizer Optimizer { get; }

    /// <summary>How the learning rate changes with the step, or with the losses before it.</summary>
    public ISchedule Schedule { get; }

    /// <summary>The base learning rate, finite and not negative.</summary>
    public double LearningRate { get; }

    /// <summary>Names and places of every number in a state of this pipeline.</summary>
    public StateLayout Layout { get; }

    /// <summary>The learning rate of the step that leads on from <paramref name="state"/>.</summary>
    public double LearningRateAt(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return LearningRateAt(state.Step, state.Slots.AsSpan());
    }

    /// <summary>The same, from the step and the slots of a state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double LearningRateAt(long step, ReadOnlySpan<double> slots) => _listening is { } listening
        ? listening.At(step, LearningRate, slots[Layout.OptimizerLength..])
        : Schedule.At(step, LearningRate);

    /// <summary>The slots of S_t become those of S_{t+1}, as far as the schedule keeps them: it hears the loss of step t.</summary>
    internal void Observe(double loss, Span<double> slots)
    {
        if (_listening is { } listening)
            listening.Observe(loss, slots[Layout.OptimizerLength..]);
    }

    /// <summary>A pipeline, or every reason why there is none.</summary>
    public static Validation<Problem, Pipeline> Create(
        Network network, ILoss loss, IOptimizer optimizer, ISchedule schedule, double learningRate) =>
        double.IsFinite(learningRate) && learningRate >= 0
            ? Success<Problem, Pipeline>(new Pipeline(network, loss, optimizer, schedule, learningRate))
            : Fail<Problem, Pipeline>(Seq1(new Problem(
                "optimizer.learningRate", $"{RealText.Of(learningRate)} is no learning rate", "Give a finite number, 0 or larger.")));

    /// <summary>Why <paramref name="data"/> cannot be learned by this pipeline; empty where it can.</summary>
    public Seq<Problem> Misfits(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = data.InputWidth == Network.Inputs
            ? Empty
            : Seq1(new Problem("data", $"a row has {data.InputWidth} inputs and the network takes {Network.Inputs}", "Make them equal."));
        var targets = data.TargetWidth == Network.Outputs
            ? Empty
            : Seq1(new Problem(
                $"network.layers[{Network.Layers.Length - 1}].units",
                $"the last layer has {Network.Outputs} units and a row has {data.TargetWidth} targets",
                $"Give the last layer {data.TargetWidth} units."));
        return inputs + targets;
    }
}
