using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>A validated run document, composed: everything a training loop needs, and everything a run file keeps.</summary>
/// <param name="Name">The run's name, safe as a file name.</param>
/// <param name="Document">The document as compact JSON with every setting spelled out, so that it means the same for ever.</param>
/// <param name="Data">The rows.</param>
/// <param name="Pipeline">The program.</param>
/// <param name="Batches">Which rows each step sees.</param>
/// <param name="Initial">S₀.</param>
/// <param name="Steps">How many steps are planned.</param>
/// <param name="Record">Which states are kept.</param>
/// <param name="Stamps">Who made the strategies.</param>
/// <param name="Warnings">What is allowed but probably not meant.</param>
/// <param name="Threads">How many cores a step may use; 0 where its size decides. No bit depends on it, so no document says it.</param>
/// <param name="Durable">Whether what is recorded shall outlive a loss of power, block by block. No bit depends on it either.</param>
public sealed record Experiment(
    string Name,
    string Document,
    Dataset Data,
    Pipeline Pipeline,
    Batches Batches,
    TrainingState Initial,
    long Steps,
    RecordPolicy Record,
    ImmutableArray<Stamp> Stamps,
    ImmutableArray<Problem> Warnings,
    int Threads = 0,
    bool Durable = false)
{
    /// <summary>How far apart the kept states lie; the last one is kept in any case.</summary>
    public long Spacing => Record.SpacingFor(Steps, Pipeline.Layout.ByteLength, Cores.Work(this));
}

/// <summary>A strategy of a run: what it is called, its canonical identity, and whose code it is.</summary>
public sealed record Stamp(string Kind, string Name, string Id, Origin Origin);

/// <summary>Which states a run file keeps; fingerprints and losses are kept for every step in any case.</summary>
/// <param name="Every">Keep every K-th state; 1 keeps all; 0 means: as many as the budget and the time allow.</param>
/// <param name="BudgetBytes">What the states may take.</param>
public sealed record RecordPolicy(long Every, long BudgetBytes)
{
    /// <summary>256 MB: all 100,001 states of the article take 2.4 MB of it, and a laptop does not notice the file.</summary>
    public const long DefaultBudgetBytes = 256L << 20;

    public static RecordPolicy Default => new(0, DefaultBudgetBytes);

    /// <summary>Whole histories up to this size are kept without a second thought: 16 MB are written in some hundredths of a second.</summary>
    private const double SmallBytes = 16 << 20;

    /// <summary>
    /// Multiplications and additions that a core does while a byte of a state is copied, hashed and written: a hundred thousand million
    /// against six hundred million a second, measured.
    /// </summary>
    private const double WorkAByte = 1e11 / 6e8;

    /// <summary>The least a step costs, however little there is to multiply: what 50 ns would do.</summary>
    private const double LeastWork = 5e3;

    /// <summary>Keeping states may cost as much as this share of the training.</summary>
    private const double Share = 1 / 25.0;

    /// <summary>
    /// How far apart states are kept in a run of <paramref name="steps"/> steps whose states take <paramref name="stateBytes"/> and whose
    /// steps take <paramref name="work"/> multiplications and additions: as near as the budget allows; and where states are so large, or
    /// steps so short, that writing each would be most of the work, as near as <see cref="Share"/> allows. What lies between is computed
    /// again when it is asked for. It follows from the document alone, never from a clock: the same run keeps the same states anywhere.
    /// </summary>
    public long SpacingFor(long steps, int stateBytes, double work)
    {
        if (Every > 0)
            return Every;
        var bytes = (double)(steps + 1) * stateBytes;
        var budget = Math.Ceiling(bytes / Math.Max(1, BudgetBytes));
        var time = bytes <= SmallBytes ? 1 : Math.Ceiling(stateBytes * WorkAByte / (Share * Math.Max(LeastWork, work)));
        return (long)Math.Max(1, Math.Max(budget, time));
    }
}
