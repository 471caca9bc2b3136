using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The hash of all parameters, leaf by leaf (see <see cref="Fingerprint"/>), made while they are updated: whoever brings the last numbers of
/// a leaf hashes it, when they are still in the cache. Each step includes every parameter once, in any order, from any thread.
/// </summary>
internal sealed class ParameterHash
{
    private readonly Room _parameters;
    private readonly Room _link;
    private readonly UInt128[] _leaves;
    private readonly int[] _missing;
    private readonly bool _shared;
    private readonly bool _few;
    private bool _known;

    /// <summary>A hash of parameters that have <see cref="Fingerprint.LinkHead"/> numbers of room before them.</summary>
    public ParameterHash(Room parameters, bool shared)
    {
        var length = parameters.Span.Length;
        (_parameters, _shared, _few) = (parameters, shared, length <= Fingerprint.FewNumbers);
        _link = parameters.Part(-Fingerprint.LinkHead, Fingerprint.LinkHead + length);
        _leaves = new UInt128[Fingerprint.LeavesOf(length)];
        _missing = new int[_leaves.Length];
        for (var leaf = 0; leaf < _leaves.Length; leaf++)
            _missing[leaf] = LengthOf(leaf);
    }

    /// <summary>The fingerprint of the state that follows <paramref name="previous"/>, once all parameters are included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fingerprint Chain(Fingerprint previous, long step)
    {
        if (_few)
            return Fingerprint.ChainFewInPlace(previous, step, _link.Span);
        _known = true;
        return Fingerprint.Chain(previous, step, Fingerprint.Root(_leaves));
    }

    /// <summary>All parameters have the values they had before: their leaves are as they were, once they have been made.</summary>
    public void Keep()
    {
        if (!_known)
            Include(0, _parameters.Span.Length);
    }

    /// <summary>So many parameters from <paramref name="offset"/> on have their new values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Include(int offset, int length)
    {
        if (!_few)
            IncludeLeaves(offset, length);
    }

    private void IncludeLeaves(int offset, int length)
    {
        var end = offset + length;
        for (var leaf = offset / Fingerprint.LeafLength; leaf * Fingerprint.LeafLength < end; leaf++)
        {
            var start = leaf * Fingerprint.LeafLength;
            var included = Math.Min(end, start + Fingerprint.LeafLength) - Math.Max(offset, start);
            if (_shared ? Interlocked.Add(ref _missing[leaf], -included) == 0 : (_missing[leaf] -= included) == 0)
            {
                _leaves[leaf] = Fingerprint.Leaf(_parameters.Span, leaf);
                _missing[leaf] = LengthOf(leaf);
            }
        }
    }

    private int LengthOf(int leaf) => Math.Min(Fingerprint.LeafLength, _parameters.Span.Length - leaf * Fingerprint.LeafLength);
}
