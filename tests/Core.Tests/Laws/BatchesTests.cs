using System.Collections.Immutable;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class BatchesTests
{
    private static readonly Gen<Dataset> Data =
        from rows in Gen.Int[1, 12]
        from inputs in Gens.Wild.Array[rows * 2]
        from targets in Gens.Wild.Array[rows]
        select Edit.Data(rows, inputs, targets);

    private static readonly Gen<(Dataset, Batches)> Any =
        from data in Data from batches in Gens.Batching(data) select (data, batches.Batches);

    [Test]
    public void Every_epoch_visits_each_row_exactly_once() =>
        Law.Holds(
            from data in Data
            from size in Gen.Int[1, data.Rows]
            from shuffle in Gen.Bool
            from seed in Gen.ULong
            from epoch in Gen.Frequency((3, Gen.Long[0, 5]), (1, Gen.Long[0, 1L << 40]))
            select (Batches.Mini(data, size, shuffle, seed).Valid(), size, epoch),
            (batches, size, epoch) =>
            {
                var epochs = Enumerable.Range(0, (int)batches.StepsPerEpoch).Select(i => batches.At(epoch * batches.StepsPerEpoch + i)).ToArray();
                var rows = epochs.SelectMany(b => b.RowNumbers).Order();
                Law.That(rows.SequenceEqual(Enumerable.Range(0, batches.Data.Rows)), "some row is missing or comes twice");
                Law.That(epochs[..^1].All(b => b.Rows == size) && epochs[^1].Rows <= size, "a batch has another size");
            });

    [Test]
    public void A_batch_depends_on_its_step_and_not_on_what_was_asked_before() =>
        Law.Holds(
            from data in Data
            from size in Gen.Int[1, data.Rows]
            from seed in Gen.ULong
            from steps in Gen.Long[0, 30].Array[1, 12]
            select (data, (size, seed), steps),
            (data, kind, steps) =>
            {
                Batches Fresh() => Batches.Mini(data, kind.size, shuffle: true, kind.seed).Valid();
                var asked = Fresh();
                foreach (var step in steps)
                    Law.That(asked.At(step).RowNumbers.SequenceEqual(Fresh().At(step).RowNumbers), $"batch {step} depends on the past");
            });

    [Test]
    public void A_batch_holds_the_numbers_of_its_rows() => Law.Holds(from pair in Any from step in Gen.Long[0, 30] select (pair.Item1, pair.Item2, step), (data, batches, step) =>
    {
        var batch = batches.At(step);
        for (var i = 0; i < batch.Rows; i++)
        {
            var row = batch.RowNumbers[i];
            Law.Same(Reals.Of(data.Inputs.AsSpan(row * 2, 2)), Reals.Of(batch.Inputs.AsSpan(i * 2, 2)), $"inputs of row {row}");
            Law.SameBits(data.Targets[row], batch.Targets[i], $"target of row {row}");
        }

        Law.That(batch.Inputs.Length == 2 * batch.Rows && batch.Targets.Length == batch.Rows, "numbers of other rows");
    });

    [Test]
    public void Unshuffled_batches_go_through_the_rows_in_order() => Law.Holds(from d in Data from size in Gen.Int[1, d.Rows] select (d, size), (data, size) =>
    {
        var batches = Batches.Mini(data, size, shuffle: false, seed: 9).Valid();
        var rows = Enumerable.Range(0, (int)batches.StepsPerEpoch).SelectMany(i => batches.At(i).RowNumbers);
        Law.That(rows.SequenceEqual(Enumerable.Range(0, data.Rows)), "another order");
        Law.That(Batches.Full(data).At(size).RowNumbers.SequenceEqual(Enumerable.Range(0, data.Rows)), "all rows at once, in another order");
    });

    [Test]
    public void Listed_batches_come_in_their_order_and_then_again() =>
        Law.Holds(
            from data in Data
            from lists in Gen.Int[0, data.Rows - 1].Array[1, 4].Array[1, 5]
            from step in Gen.Long[0, 1L << 40]
            select (Batches.Listed(data, [.. lists.Select(l => l.ToImmutableArray())]).Valid(), lists, step),
            (batches, lists, step) =>
            {
                Law.That(batches.StepsPerEpoch == lists.Length, "another number of steps an epoch");
                Law.That(batches.At(step).RowNumbers.SequenceEqual(lists[step % lists.Length]), $"batch {step}");
            });

    [Test]
    public void Shuffles_of_different_epochs_and_seeds_differ_and_are_remembered_by_nobody()
    {
        var data = Edit.Data(60, new double[60], new double[60]);
        Batches Shuffled(ulong seed) => Batches.Mini(data, 60, shuffle: true, seed).Valid();
        var orders = Enumerable.Range(0, 50).SelectMany(i => new[] { Shuffled(1).At(i), Shuffled((ulong)i + 2).At(0) });
        Assert.That(orders.Select(b => string.Join(",", b.RowNumbers)).Distinct().Count(), Is.EqualTo(100));
        var (asked, fresh) = (Shuffled(7), Shuffled(7));
        asked.At(30);
        Assert.That(asked.At(31).RowNumbers, Is.EqualTo(fresh.At(31).RowNumbers).AsCollection);
    }

    [Test]
    public void A_constant_schedule_is_no_schedule() => Law.Holds(Gen.Select(Gen.Long[0, long.MaxValue], Gens.AnyBits), (step, rate) =>
        Law.SameBits(rate, new Constant().At(step, rate), "rate"));
}
