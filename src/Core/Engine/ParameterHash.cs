namespace Functional.Core;

/// <summary>The hash of all parameters as they stand, leaf by leaf (see <see cref="Fingerprint"/>), by the crew where they are many.</summary>
internal sealed class ParameterHash
{
    private readonly Room _parameters;
    private readonly ICrew _crew;
    private readonly UInt128[] _leaves;
    private readonly Action<int, int> _leaf;

    public ParameterHash(int length, Room parameters, ICrew crew)
    {
        (_parameters, _crew) = (parameters, crew);
        _leaves = new UInt128[Fingerprint.LeavesOf(length)];
        _leaf = (leaf, _) => _leaves[leaf] = Fingerprint.Leaf(_parameters.Span, leaf);
    }

    /// <summary>The hash of the parameters now.</summary>
    public UInt128 Now()
    {
        _crew.Do(_leaves.Length, _leaf);
        return Fingerprint.Root(_leaves);
    }
}
