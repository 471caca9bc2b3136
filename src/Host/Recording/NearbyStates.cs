using Functional.Core;

namespace Functional.Host;

/// <summary>
/// States that were computed on the way to one that was asked for, up to so many bytes: whoever goes to a step mostly goes to its
/// neighbours next. Between two recorded states about √n of n stay as anchors, so that a later visit there has about √n steps to go; and
/// once somebody comes back, the last √n before where he is, so that going back step by step computes each step about once more, not the
/// whole stretch each time. Those not visited longest go first. Several threads may ask at once.
/// </summary>
internal sealed class NearbyStates(long capacity)
{
    /// <summary>More states of one stretch than this are not worth their number, however small they are.</summary>
    private const int MostOfAStretch = 4096;

    /// <summary>What a state takes beside its numbers, about.</summary>
    private const int Overhead = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, LinkedListNode<Stay>> _known = [];
    private readonly LinkedList<Stay> _byUse = [];
    private long _bytes;

    /// <summary>Bytes that all states take now.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>The way to <paramref name="step"/> from the recorded state before it.</summary>
    /// <param name="at">The step of that state.</param>
    /// <param name="next">The step of the next recorded one.</param>
    /// <param name="step">A step between them.</param>
    /// <param name="stateBytes">What the numbers of a state take.</param>
    public Way To(long at, long next, long step, long stateBytes)
    {
        var most = (int)Math.Min(MostOfAStretch, capacity / (stateBytes + Overhead));
        var length = next - at;
        var gap = Math.Max((long)Math.Ceiling(Math.Sqrt(length)), length / Math.Max(1, most / 2) + 1);
        lock (_lock)
        {
            var stay = Find(at);
            return new(at, gap, most < 1 ? 0 : stay is null ? 1 : Math.Clamp(most / 4, 1, gap), step, stateBytes + Overhead, stay?.AtOrBefore(step));
        }
    }

    /// <summary>Keeps what was met on the way, in ascending order.</summary>
    public void Keep(Way way, IReadOnlyList<TrainingState> met)
    {
        lock (_lock)
        {
            var stay = Find(way.At) ?? Enter(way.At);
            _bytes -= stay.Bytes;
            stay.Add(way, met);
            _bytes += stay.Bytes;
            while (_bytes > capacity && _byUse.Last is { } oldest && oldest.Value != stay)
                Leave(oldest);
        }
    }

    private Stay? Find(long at)
    {
        if (!_known.TryGetValue(at, out var node))
            return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    private Stay Enter(long at)
    {
        var stay = new Stay(at);
        _known[at] = _byUse.AddFirst(stay);
        return stay;
    }

    private void Leave(LinkedListNode<Stay> node)
    {
        _byUse.Remove(node);
        _known.Remove(node.Value.At);
        _bytes -= node.Value.Bytes;
    }

    /// <summary>From where to compute, and what to keep on the way.</summary>
    /// <param name="At">The step of the recorded state.</param>
    /// <param name="Gap">Steps between anchors.</param>
    /// <param name="Window">How many states before the step stay, itself among them; of those behind it as many at most.</param>
    /// <param name="Step">Where it goes.</param>
    /// <param name="StateBytes">What a state takes.</param>
    /// <param name="Base">The nearest state that is known already; none where it is the recorded one.</param>
    public sealed record Way(long At, long Gap, long Window, long Step, long StateBytes, TrainingState? Base)
    {
        public bool IsAnchor(long step) => (step - At) % Gap == 0;

        public bool Keeps(long step) => Window > 0 && (step > Step - Window || IsAnchor(step));
    }

    /// <summary>The states that stay of one stretch.</summary>
    private sealed class Stay(long at)
    {
        private readonly List<TrainingState> _states = [];

        public long At => at;

        public long Bytes { get; private set; }

        public TrainingState? AtOrBefore(long step) => CountUpTo(step) is > 0 and var count ? _states[count - 1] : null;

        public void Add(Way way, IReadOnlyList<TrainingState> met)
        {
            if (met.Count > 0)
            {
                // Somebody else may have been on the same way meanwhile.
                _states.RemoveAll(s => s.Step >= met[0].Step && s.Step <= met[^1].Step);
                _states.InsertRange(CountUpTo(met[0].Step), met);
            }

            var (from, to) = (way.Step - way.Window, way.Step + way.Window);
            _states.RemoveAll(s => (s.Step <= from || s.Step >= to) && !way.IsAnchor(s.Step));
            Bytes = _states.Count * way.StateBytes;
        }

        private int CountUpTo(long step)
        {
            var (low, high) = (0, _states.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _states[middle].Step <= step ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
