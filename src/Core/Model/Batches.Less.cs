using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>
/// What a run may do without: some of its updates, some of its rows. Nothing else moves: every step keeps its number, its place in
/// the order of the data and its learning rate, so that a run and the one it was taken from can be compared step by step.
/// </summary>
public abstract partial class Batches
{
    /// <summary>The steps whose updates are left out whatever their rows.</summary>
    public virtual StepRanges LeftOut => StepRanges.None;

    /// <summary>The rows that no step sees because they were taken out, in ascending order.</summary>
    public virtual ImmutableArray<int> Dropped => [];

    /// <summary>Whether there may be a step without an update.</summary>
    internal virtual bool MayLeaveOut => false;

    /// <summary>The rows that <see cref="Read"/> speaks of where it sees them all; else <see cref="Data"/>.</summary>
    internal virtual Dataset Seen => Data;

    /// <summary>The same batches; at <paramref name="steps"/>, and where it was so before, nothing is learned from them.</summary>
    public Batches LeavingOut(StepRanges steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.IsEmpty ? this : new Paused(Whole, LeftOut.And(steps));
    }

    /// <summary>
    /// The same batches as if <paramref name="rows"/> had never been in them: each batch has its other rows, in their order and under their
    /// numbers. A batch that has none left is a step without an update.
    /// </summary>
    public Validation<Problem, Batches> Without(ImmutableArray<int> rows)
    {
        var dropped = rows.Where(row => row >= 0 && row < Data.Rows).ToImmutableSortedSet();
        var problems = toSeq(rows
            .Select((row, i) => (Row: row, Index: i))
            .Where(r => !dropped.Contains(r.Row))
            .Select(r => new Problem($"dropRows[{r.Index}]", $"there is no row {r.Row}", $"Rows go from 0 to {Data.Rows - 1}."))
            .ToList());
        if (!problems.IsEmpty)
            return Fail<Problem, Batches>(problems);
        if (dropped.IsEmpty)
            return Success<Problem, Batches>(this);
        return Enumerable.Range(0, Data.Rows).Any(row => !dropped.Contains(row) && Whole.Sees(row))
            ? Success<Problem, Batches>(Whole.Dropping(dropped).LeavingOut(LeftOut))
            : Fail<Problem, Batches>(Seq1(new Problem("dropRows", "no row is left to learn from", "Leave at least one that a batch has.")));
    }

    /// <summary>The batches without what <see cref="LeavingOut"/> has done.</summary>
    private protected virtual Batches Whole => this;

    /// <summary>Whether any step sees <paramref name="row"/>, one of the data's.</summary>
    private protected virtual bool Sees(int row) => true;

    private protected virtual Batches Dropping(ImmutableSortedSet<int> rows) => new Thinned(this, rows);

    /// <summary>Updates left out: the rows are seen, and nothing comes of it.</summary>
    private sealed class Paused(Batches whole, StepRanges leftOut) : Batches(whole.Data)
    {
        public override long StepsPerEpoch => whole.StepsPerEpoch;

        public override int LargestBatch => whole.LargestBatch;

        public override StepRanges LeftOut => leftOut;

        public override ImmutableArray<int> Dropped => whole.Dropped;

        internal override bool MayLeaveOut => true;

        internal override Dataset Seen => whole.Seen;

        private protected override Batches Whole => whole;

        public override Batch At(long step)
        {
            var batch = whole.At(step);
            return leftOut.Contains(step) ? batch with { IsLeftOut = true } : batch;
        }

        internal override RowReader Read() => whole.Read();
    }

    /// <summary>Batches that go through the rows as if all were there, and see those that are.</summary>
    private sealed class Thinned : Batches
    {
        private readonly Batches _all;
        private readonly ImmutableSortedSet<int> _dropped;

        public Thinned(Batches all, ImmutableSortedSet<int> dropped)
            : base(all.Data) => (_all, _dropped) = (all, dropped);

        public override long StepsPerEpoch => _all.StepsPerEpoch;

        public override int LargestBatch => _all.LargestBatch;

        public override ImmutableArray<int> Dropped => [.. _dropped];

        internal override bool MayLeaveOut => true;

        public override Batch At(long step)
        {
            var rows = _all.At(step).RowNumbers.RemoveAll(_dropped.Contains);
            return Batch.Of(Data, rows) with { IsLeftOut = rows.IsEmpty };
        }

        internal override RowReader Read() => new RowReader.OfFewer(_all.Read(), Data.Rows, _dropped, LargestBatch);

        private protected override bool Sees(int row) => !_dropped.Contains(row) && _all.Sees(row);

        private protected override Batches Dropping(ImmutableSortedSet<int> rows) => new Thinned(_all, _dropped.Union(rows));
    }
}
