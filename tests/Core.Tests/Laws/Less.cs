using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>Runs that do without some of their updates, or of their rows.</summary>
internal static class Less
{
    /// <summary>Some of the first nine steps.</summary>
    public static readonly Gen<StepRanges> Steps =
        from ranges in (from first in Gen.Long[0, 7] from more in Gen.Long[0, 2] select new StepRange(first, first + more)).Array[0, 3]
        select StepRanges.Of(ranges);

    /// <summary>Some of the rows, so that at least one stays that a batch has.</summary>
    public static Gen<ImmutableArray<int>> Rows(Batches batches) =>
        from rows in Gen.Int[0, batches.Data.Rows - 1].Array[0, 4]
        select batches.Without([.. rows]).IsSuccess ? rows.ToImmutableArray() : [];

    /// <summary>A case, some of its steps, some of its rows, and its batches without them.</summary>
    public static Gen<(Case Case, StepRanges Steps, ImmutableArray<int> Rows, Batches Batches)> Of(Gen<Case> cases) =>
        from c in cases
        from steps in Steps
        from rows in Rows(c.Batches)
        from order in Gen.Bool
        select (c, steps, rows, order ? c.Batches.LeavingOut(steps).Without(rows).Valid() : c.Batches.Without(rows).Valid().LeavingOut(steps));

    /// <summary>The states S_0 … S_n by the plain meaning: a step that is left out passes its numbers on.</summary>
    public static TrainingState[] States(Case c, Func<long, Batch> batch, Func<long, bool> isLeftOut, int steps)
    {
        var states = new List<TrainingState> { c.Start };
        for (var t = 0L; t < steps; t++)
        {
            var s = states[^1];
            states.Add(isLeftOut(t)
                ? new(t + 1, s.Parameters, s.Slots, Fingerprint.Chain(s.Fingerprint, t + 1, s.Parameters))
                : Training.Step(c.Pipeline, s, batch(t)).Next);
        }

        return [.. states];
    }
}
