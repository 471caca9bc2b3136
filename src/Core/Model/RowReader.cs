using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Which rows each step sees, as <see cref="Batches"/> says, in memory that is used again: the rows of a step are lent until the next
/// is asked for. A closed union.
/// </summary>
internal abstract class RowReader
{
    private RowReader()
    {
    }

    /// <summary>Whether every step sees all rows of <see cref="Batches.Seen"/>, in order.</summary>
    public virtual bool IsAll => false;

    /// <summary>The rows of <paramref name="step"/>.</summary>
    public abstract ReadOnlySpan<int> At(long step);

    /// <summary>The rows of <paramref name="step"/> if they are known without further ado, else none; for whoever wants to be early.</summary>
    public virtual ReadOnlySpan<int> Soon(long step) => [];

    /// <summary>All rows, always.</summary>
    public sealed class OfAll(ImmutableArray<int> rows) : RowReader
    {
        public override bool IsAll => true;

        public override ReadOnlySpan<int> At(long step) => rows.AsSpan();
    }

    /// <summary>So many rows a step, in the order of the epoch, or as they lie where there is no seed.</summary>
    public sealed class OfEpochs(int rows, int size, long stepsPerEpoch, ulong? seed) : RowReader
    {
        private readonly int[] _order = [.. Enumerable.Range(0, rows)];
        private long _epoch = -1;

        public override ReadOnlySpan<int> At(long step)
        {
            var epoch = step / stepsPerEpoch;
            if (seed is { } key && epoch != _epoch)
                Rng.Permute(_order, key, (ulong)epoch);
            _epoch = epoch;
            return Soon(step);
        }

        public override ReadOnlySpan<int> Soon(long step)
        {
            var (epoch, batch) = Math.DivRem(step, stepsPerEpoch);
            var first = (int)batch * size;
            return epoch == _epoch ? _order.AsSpan(first, Math.Min(size, _order.Length - first)) : [];
        }
    }

    /// <summary>Lists of rows, one after the other, over and over.</summary>
    public sealed class OfLists(ImmutableArray<ImmutableArray<int>> lists) : RowReader
    {
        public override ReadOnlySpan<int> At(long step) => lists[(int)(step % lists.Length)].AsSpan();
    }

    /// <summary>The rows of another reader that are not dropped.</summary>
    /// <param name="all">Who knows all of them.</param>
    /// <param name="rows">How many rows the data have.</param>
    /// <param name="dropped">Those to be passed over.</param>
    /// <param name="most">The most rows a step sees.</param>
    public sealed class OfFewer(RowReader all, int rows, ImmutableSortedSet<int> dropped, int most) : RowReader
    {
        private readonly bool[] _isDropped = [.. Enumerable.Range(0, rows).Select(dropped.Contains)];
        private readonly int[] _kept = new int[most];

        public override ReadOnlySpan<int> At(long step)
        {
            var count = 0;
            foreach (var row in all.At(step))
                if (!_isDropped[row])
                    _kept[count++] = row;
            return _kept.AsSpan(0, count);
        }

        /// <summary>The dropped ones too: to be early for a row in vain does no harm.</summary>
        public override ReadOnlySpan<int> Soon(long step) => all.Soon(step);
    }
}
