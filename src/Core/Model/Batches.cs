using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>
/// Which rows each step sees: a pure function of the step number. No generator is carried along: the shuffle of an epoch is keyed
/// by (seed, epoch), so step one million is as near as step one. A closed union: all rows, mini-batches, lists of rows, and any of these
/// with less (see <see cref="LeavingOut"/>, <see cref="Without"/>).
/// </summary>
public abstract partial class Batches
{
    private Batches(Dataset data) => Data = data;

    /// <summary>Where the rows come from.</summary>
    public Dataset Data { get; }

    /// <summary>Steps that make one pass over the data.</summary>
    public abstract long StepsPerEpoch { get; }

    /// <summary>The most rows a step sees.</summary>
    public abstract int LargestBatch { get; }

    /// <summary>The batch of <paramref name="step"/>; the same batch for the same step, in whatever order one asks.</summary>
    public abstract Batch At(long step);

    /// <summary>The same rows step after step without an allocation: for one that goes forward and keeps nothing.</summary>
    internal abstract RowReader Read();

    /// <summary>Every step sees all rows, in order: the article's way.</summary>
    public static Batches Full(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new FullBatch(data, [.. Enumerable.Range(0, data.Rows)]);
    }

    /// <summary>
    /// <paramref name="size"/> rows a step, every row once an epoch; the last batch of an epoch may be smaller. Shuffled anew each
    /// epoch, or in order.
    /// </summary>
    public static Validation<Problem, Batches> Mini(Dataset data, int size, bool shuffle, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return size >= 1 && size <= data.Rows
            ? Success<Problem, Batches>(new MiniBatches(data, size, shuffle, seed))
            : Fail<Problem, Batches>(Seq1(new Problem(
                "batch.size", $"a batch of {size} rows cannot be made from {data.Rows}", $"Give a size from 1 to {data.Rows}.")));
    }

    /// <summary>All rows in order, <paramref name="size"/> at a time: a size from 1 to as many as there are.</summary>
    internal static Batches Chunks(Dataset data, int size) => size == data.Rows ? Full(data) : new MiniBatches(data, size, false, 0);

    /// <summary>The listed rows, a list a step, from the start again after the last list.</summary>
    public static Validation<Problem, Batches> Listed(Dataset data, ImmutableArray<ImmutableArray<int>> rows)
    {
        ArgumentNullException.ThrowIfNull(data);
        var problems = rows.IsEmpty
            ? Seq1(new Problem("batch.rows", "there are no batches", "List at least one batch of row numbers."))
            : toSeq(rows.SelectMany((batch, i) => ListProblems(data, batch, i)));
        return problems.IsEmpty
            ? Success<Problem, Batches>(new ListedBatches(data, rows))
            : Fail<Problem, Batches>(problems);
    }

    private static IEnumerable<Problem> ListProblems(Dataset data, ImmutableArray<int> batch, int index) =>
        batch.IsEmpty
            ? [new($"batch.rows[{index}]", "the batch is empty", "Give it at least one row number.")]
            : batch
                .Where(row => row < 0 || row >= data.Rows)
                .Select(row => new Problem($"batch.rows[{index}]", $"there is no row {row}", $"Rows go from 0 to {data.Rows - 1}."));

    /// <summary>All rows that are there.</summary>
    private sealed class FullBatch(Dataset data, ImmutableArray<int> rows) : Batches(data)
    {
        private readonly Batch _all = rows.Length == data.Rows ? new(rows, data.Inputs, data.Targets) : Batch.Of(data, rows);

        public override long StepsPerEpoch => 1;

        public override int LargestBatch => _all.Rows;

        public override ImmutableArray<int> Dropped => [.. Enumerable.Range(0, Data.Rows).Except(rows)];

        internal override Dataset Seen { get; } = rows.Length == data.Rows ? data : data.Of(rows);

        private protected override bool Sees(int row) => rows.Contains(row);

        public override Batch At(long step) => _all;

        private protected override Batches Dropping(ImmutableSortedSet<int> dropped) => new FullBatch(Data, rows.RemoveAll(dropped.Contains));

        internal override RowReader Read() => new RowReader.OfAll(_all.RowNumbers);
    }

    private sealed class MiniBatches(Dataset data, int size, bool shuffle, ulong seed) : Batches(data)
    {
        // The order of the epoch asked for last. A memo, not a state: it never changes what At returns.
        private System.Tuple<long, ImmutableArray<int>>? _last;

        public override long StepsPerEpoch => (Data.Rows + size - 1) / size;

        public override int LargestBatch => size;

        public override Batch At(long step)
        {
            var (epoch, batch) = Math.DivRem(step, StepsPerEpoch);
            var first = (int)batch * size;
            return Batch.Of(Data, OrderOf(epoch).Slice(first, Math.Min(size, Data.Rows - first)));
        }

        internal override RowReader Read() => new RowReader.OfEpochs(Data.Rows, size, StepsPerEpoch, shuffle ? seed : null);

        private ImmutableArray<int> OrderOf(long epoch)
        {
            if (_last is { } known && known.Item1 == epoch)
                return known.Item2;
            ImmutableArray<int> order = shuffle ? [.. Rng.Permutation(Data.Rows, seed, (ulong)epoch)] : [.. Enumerable.Range(0, Data.Rows)];
            _last = new(epoch, order);
            return order;
        }
    }

    private sealed class ListedBatches(Dataset data, ImmutableArray<ImmutableArray<int>> rows) : Batches(data)
    {
        public override long StepsPerEpoch => rows.Length;

        public override int LargestBatch { get; } = rows.Max(batch => batch.Length);

        private protected override bool Sees(int row) => rows.Any(batch => batch.Contains(row));

        public override Batch At(long step) => Batch.Of(Data, rows[(int)(step % rows.Length)]);

        internal override RowReader Read() => new RowReader.OfLists(rows);
    }
}
