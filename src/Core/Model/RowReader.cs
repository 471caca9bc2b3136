using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Which rows each step sees, as <see cref="Batches"/> says, in memory that is used again: the rows of a step are lent until the next
/// is asked for. A closed union of three cases.
/// </summary>
internal abstract class RowReader
{
    private RowReader()
    {
    }

    /// <summary>Whether every step sees all rows of the data, in order.</summary>
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
}
