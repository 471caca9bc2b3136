namespace Functional.Host;

/// <summary>The rows of a file that were asked for last, up to so many bytes: whoever jumps about in a history mostly comes back.</summary>
internal sealed class BlockCache<T>(long capacity)
    where T : class
{
    private readonly Dictionary<long, LinkedListNode<(long First, T Block, long Bytes)>> _known = [];
    private readonly LinkedList<(long First, T Block, long Bytes)> _byUse = [];
    private long _bytes;

    /// <summary>The row that begins at <paramref name="first"/>, if it is here.</summary>
    public T? Find(long first)
    {
        if (_byUse.First is { } newest && newest.Value.First == first)
            return newest.Value.Block;
        if (!_known.TryGetValue(first, out var node))
            return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Block;
    }

    /// <summary>Keeps a row; the ones not asked for longest go. One is kept in any case.</summary>
    public T Keep(long first, T block, long bytes)
    {
        while (_bytes + bytes > capacity && _byUse.Last is { } oldest)
        {
            _byUse.RemoveLast();
            _known.Remove(oldest.Value.First);
            _bytes -= oldest.Value.Bytes;
        }

        _known[first] = _byUse.AddFirst((first, block, bytes));
        _bytes += bytes;
        return block;
    }
}
