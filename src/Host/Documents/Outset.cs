using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>Where a training that is about to begin begins.</summary>
/// <param name="Step">The step of its first state.</param>
/// <param name="Inherited">The steps that the run it comes from leaves out.</param>
/// <param name="IsFork">Whether it comes from another run.</param>
/// <param name="Edits">The parameters that were changed by hand in the history it comes from.</param>
public sealed record Outset(long Step, StepRanges Inherited, bool IsFork, ImmutableArray<ParameterEdit> Edits)
{
    /// <summary>A run that is no fork.</summary>
    public static Outset Zero { get; } = new(0, StepRanges.None, IsFork: false, []);

    /// <summary>A fork of <paramref name="parent"/> at <paramref name="step"/>.</summary>
    internal static Outset Of(Experiment parent, long step) => new(step, parent.Batches.LeftOut, IsFork: true, parent.Edits);
}
