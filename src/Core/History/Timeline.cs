using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// A history as snapshots and the fold between them: any state is the nearest snapshot before it, trained on. Going to a step
/// twice, or from anywhere, gives the same bits, because nothing here remembers where one was.
/// </summary>
public sealed class Timeline
{
    private readonly ImmutableArray<TrainingState> _snapshots;
    private readonly ICrew? _crew;

    /// <summary>A history of <paramref name="snapshots"/> in ascending order of their steps; at least one. A crew may help to train on.</summary>
    public Timeline(Pipeline pipeline, Batches batches, ImmutableArray<TrainingState> snapshots, ICrew? crew = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(snapshots.Length, nameof(snapshots));
        (Pipeline, Batches, _snapshots, _crew) = (pipeline, batches, snapshots, crew);
    }

    /// <summary>What ran.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>What it saw.</summary>
    public Batches Batches { get; }

    /// <summary>S_step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step lies before the first snapshot.</exception>
    public TrainingState At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, _snapshots[0].Step);
        var nearest = Nearest(step);
        return Training.Run(Pipeline, nearest, Batches, step - nearest.Step, _crew);
    }

    /// <summary>Every number of the step from S_step to the next.</summary>
    public Trace Explain(long step) => Training.Explain(Pipeline, At(step), Batches.At(step));

    private TrainingState Nearest(long step)
    {
        var (low, high) = (0, _snapshots.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _snapshots[middle].Step <= step ? (middle, high) : (low, middle - 1);
        }

        return _snapshots[low];
    }
}
