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
    int Threads = 0);

/// <summary>A strategy of a run: what it is called, its canonical identity, and whose code it is.</summary>
public sealed record Stamp(string Kind, string Name, string Id, Origin Origin);

/// <summary>Which states a run file keeps; fingerprints and losses are kept for every step in any case.</summary>
/// <param name="Every">Keep every K-th state; 1 keeps all; 0 means: as many as the budget allows.</param>
/// <param name="BudgetBytes">What the states may take.</param>
public sealed record RecordPolicy(long Every, long BudgetBytes)
{
    /// <summary>256 MB: all 100,001 states of the article take 2.4 MB of it, and a laptop does not notice the file.</summary>
    public const long DefaultBudgetBytes = 256L << 20;

    public static RecordPolicy Default => new(0, DefaultBudgetBytes);

    /// <summary>The spacing of kept states for a run of <paramref name="steps"/> steps whose states take <paramref name="stateBytes"/>.</summary>
    public long SpacingFor(long steps, int stateBytes) =>
        Every > 0 ? Every : Math.Max(1, (long)Math.Ceiling((double)(steps + 1) * stateBytes / Math.Max(1, BudgetBytes)));
}
