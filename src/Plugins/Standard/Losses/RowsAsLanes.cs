using System.Buffers;
using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Rows turned so that each lies in a lane of its own: what is done along a row, sums and all, is then done for several rows side by side,
/// in each row's own order.
/// </summary>
internal static class RowsAsLanes
{
    /// <summary>Number j of every row goes into lane after lane of element j; lanes without a row are 0.</summary>
    /// <param name="rows">Up to as many rows as there are lanes, <c>[rows × units]</c>.</param>
    /// <param name="lanes">Receives them, <c>[units]</c>.</param>
    public static void Load<T>(ReadOnlySpan<double> rows, Span<T> lanes)
        where T : struct, ILanes<T>
    {
        if (rows.Length == T.Count * lanes.Length)
        {
            for (var j = 0; j < lanes.Length; j++)
                lanes[j] = T.Gather(in rows[j], lanes.Length);
            return;
        }

        var numbers = MemoryMarshal.Cast<T, double>(lanes);
        numbers.Clear();
        for (var lane = 0; lane * lanes.Length < rows.Length; lane++)
        {
            var row = rows.Slice(lane * lanes.Length, lanes.Length);
            for (var j = 0; j < row.Length; j++)
                numbers[j * T.Count + lane] = row[j];
        }
    }

    /// <summary>The way back.</summary>
    public static void Store<T>(ReadOnlySpan<T> lanes, Span<double> rows)
        where T : struct, ILanes<T>
    {
        if (rows.Length == T.Count * lanes.Length)
        {
            for (var j = 0; j < lanes.Length; j++)
                T.Scatter(lanes[j], ref rows[j], lanes.Length);
            return;
        }

        var numbers = MemoryMarshal.Cast<T, double>(lanes);
        for (var lane = 0; lane * lanes.Length < rows.Length; lane++)
        {
            var row = rows.Slice(lane * lanes.Length, lanes.Length);
            for (var j = 0; j < row.Length; j++)
                row[j] = numbers[j * T.Count + lane];
        }
    }
}

/// <summary>Lanes for a while, borrowed from the pool all threads share: nothing is allocated once it is warm.</summary>
internal readonly ref struct Scratch<T>(int length) : IDisposable
    where T : struct, ILanes<T>
{
    private readonly T[] _lanes = ArrayPool<T>.Shared.Rent(length);

    /// <summary>Part number <paramref name="index"/> of those that have <paramref name="length"/> elements each.</summary>
    public Span<T> Part(int index, int length) => _lanes.AsSpan(index * length, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(_lanes);
}
