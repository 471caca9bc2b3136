using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>Rows that were never there: all others keep their order, their batches and their numbers.</summary>
[TestFixture]
internal sealed class DroppedRowsTests
{
    private static readonly Gen<(Case Case, ImmutableArray<int> Rows)> Cases =
        from c in Gens.AnyCase from rows in Less.Rows(c.Batches) select (c, rows);

    [Test]
    public void Each_batch_has_its_other_rows_in_their_order() => Law.Holds(Gen.Select(Cases, Gen.Long[0, 40]), (chosen, step) =>
    {
        var (c, rows) = chosen;
        var (before, after) = (c.Batches.At(step), c.Batches.Without(rows).Valid().At(step));
        var expected = before.RowNumbers.RemoveAll(rows.Contains);
        Law.That(after.RowNumbers.SequenceEqual(expected), $"rows {string.Join(",", after.RowNumbers)} of step {step}");
        Law.Same(Batch.Of(c.Data, expected).Inputs, after.Inputs, "inputs");
        Law.Same(Batch.Of(c.Data, expected).Targets, after.Targets, "targets");
        Law.That(after.IsLeftOut == expected.IsEmpty, "a step without rows is left out, no other is");
    });

    [Test]
    public void All_rows_but_some_at_once_are_the_smaller_data() => Law.Holds(Cases, chosen =>
    {
        var (c, rows) = chosen;
        var all = Batches.Full(c.Data);
        var kept = Batch.Of(c.Data, [.. Enumerable.Range(0, c.Data.Rows).Where(row => !rows.Contains(row))]);
        if (kept.Rows == 0)
            return;
        var smaller = Batches.Full(Dataset.Create(kept.Rows, kept.Inputs, kept.Targets).Valid());
        var (fork, other) = (all.Without(rows).Valid(), Training.Run(c.Pipeline, c.State, smaller, 4));
        Law.Same(other, Training.Run(c.Pipeline, c.State, fork, 4), "four steps without the rows");
        Law.That(fork.LargestBatch == kept.Rows && fork.StepsPerEpoch == 1, "the size of a batch");
        Law.That(fork.At(7).RowNumbers.SequenceEqual(kept.RowNumbers), "rows lost their numbers");
    });

    [Test]
    public void Dropped_at_once_or_one_after_the_other_is_the_same() => Law.Holds(Cases, chosen =>
    {
        var (c, rows) = chosen;
        var (once, singly) = (c.Batches.Without(rows).Valid(), rows.Aggregate(c.Batches, (batches, row) => batches.Without([row]).Valid()));
        for (var step = 0; step < 12; step++)
            Law.That(once.At(step).RowNumbers.SequenceEqual(singly.At(step).RowNumbers), $"batch {step}");
        Law.Same(Training.Run(c.Pipeline, c.State, once, 5), Training.Run(c.Pipeline, c.State, singly, 5), "five steps");
        Law.That(ReferenceEquals(c.Batches, c.Batches.Without([]).Valid()), "nothing dropped makes other batches");
    });

    [Test]
    public void A_row_that_is_not_there_is_refused_by_its_place() => Law.Holds(Gens.TameCase, c =>
    {
        var problems = c.Batches.Without([0, c.Data.Rows, -1]).Problems();
        Law.That(problems.Length == 2, $"{problems.Length} problems");
        Law.That(problems[0].ToString() == $"dropRows[1]: there is no row {c.Data.Rows}. Rows go from 0 to {c.Data.Rows - 1}.", problems[0].ToString());
        Law.That(problems[1].Where == "dropRows[2]", problems[1].Where);
    });

    [Test]
    public void Something_must_be_left_to_learn_from()
    {
        var data = Edit.Data(3, [1, 2, 3], [4, 5, 6]);
        Assert.Multiple(() =>
        {
            Refused(Batches.Full(data).Without([2, 0, 1]));
            Refused(Batches.Full(data).Without([2]).Valid().Without([0, 1]));
            Refused(Batches.Mini(data, 2, shuffle: true, seed: 3).Valid().Without([0, 1]).Valid().LeavingOut(StepRanges.Of([new(0, 1)])).Without([2]));
            Refused(Batches.Listed(data, [[1], [1, 1]]).Valid().Without([1]));
            Assert.That(Batches.Listed(data, [[1], [2]]).Valid().Without([1]).Valid().At(2).IsLeftOut);
        });

        static void Refused(LanguageExt.Validation<Problem, Batches> batches) =>
            Assert.That(batches.Problems().Single().ToString(), Is.EqualTo("dropRows: no row is left to learn from. Leave at least one that a batch has."));
    }
}
