using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>A validated run document, composed: everything a training loop needs, and everything a run file keeps.</summary>
/// <param name="Name">The run's name, safe as a file name.</param>
/// <param name="Document">The document as compact JSON with every setting spelled out, so that it means the same for ever.</param>
/// <param name="Data">The rows it learns from.</param>
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
    /// <summary>Rows it never learns from, to try it on.</summary>
    public LanguageExt.Option<Dataset> Test { get; init; }

    /// <summary>What the numbers of the rows mean.</summary>
    public DataCard Card { get; init; } = DataCard.Plain(Data);

    /// <summary>The parameters that were changed by hand in its history, the oldest first.</summary>
    public ImmutableArray<ParameterEdit> Edits { get; init; } = [];

    /// <summary>At which state it ends before all its steps are done.</summary>
    public LanguageExt.Option<Until> Until { get; init; }

    /// <summary>All that a run file keeps of its data.</summary>
    public PreparedData Prepared => new(Data, Test, Card);

    /// <summary>How far apart the kept states lie; the last one is kept in any case.</summary>
    public long Spacing => Record.SpacingFor(Steps, Pipeline.Layout.ByteLength, Cores.Work(this));

    /// <summary>Whether a step between two kept states may take longer to get to than <see cref="RecordPolicy.SeekWork"/> does.</summary>
    public bool SeeksAreSlow => Math.Min(Spacing, Steps) > 1 && Math.Min(Spacing, Steps) * RecordPolicy.WorkOfAStep(Pipeline.Layout.ByteLength, Cores.Work(this)) > RecordPolicy.SeekWork;
}

/// <summary>A strategy of a run: what it is called, its canonical identity, and whose code it is.</summary>
public sealed record Stamp(string Kind, string Name, string Id, Origin Origin);
