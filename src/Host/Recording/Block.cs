using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Consecutive moments and the states kept among them, column by column. Filled by the training loop, which only copies numbers, then given
/// to the writer, then used again: a run takes a handful of them, however long it is.
/// </summary>
internal sealed class Block
{
    private readonly int _length;

    /// <summary>An empty block for states of so many numbers.</summary>
    public Block(int length)
    {
        var states = Math.Clamp(RunFormat.BlockBytes / Math.Max(1, length * sizeof(double)), 1, RunFormat.BlockSteps);
        _length = length;
        (Losses, Errors, Fingerprints) = (Uncleared<double>(RunFormat.BlockSteps), Uncleared<double>(RunFormat.BlockSteps), Uncleared<Fingerprint>(RunFormat.BlockSteps));
        (Numbers, StateSteps) = (Uncleared<double>(states * length), Uncleared<long>(states));
    }

    /// <summary>The step of the first moment.</summary>
    public long First { get; private set; }

    /// <summary>How many moments are complete.</summary>
    public int Count { get; private set; }

    /// <summary>How many states are kept.</summary>
    public int States { get; private set; }

    public double[] Losses { get; }

    public double[] Errors { get; }

    public Fingerprint[] Fingerprints { get; }

    /// <summary>The numbers of the states, one state behind the other.</summary>
    public double[] Numbers { get; }

    /// <summary>The steps of the states.</summary>
    public long[] StateSteps { get; }

    public bool IsFull => Count == RunFormat.BlockSteps || States == StateSteps.Length;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (Count, States) = (0, 0);

    /// <summary>Takes down the place of a moment. It counts once it is completed.</summary>
    public void Begin(long step)
    {
        if (Count == 0)
            First = step;
    }

    /// <summary>Takes down the numbers of the moment that was begun.</summary>
    public void Keep(ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots)
    {
        var numbers = Numbers.AsSpan(States * _length, _length);
        parameters.CopyTo(numbers);
        slots.CopyTo(numbers[parameters.Length..]);
        StateSteps[States++] = First + Count;
    }

    /// <summary>What the batch of the moment that was begun showed.</summary>
    public void Complete(double loss, double error, Fingerprint fingerprint)
    {
        Fingerprints[Count] = fingerprint;
        Losses[Count] = loss;
        Errors[Count++] = error;
    }

    /// <summary>A moment that was begun and not completed never happened.</summary>
    public void Drop()
    {
        if (States > 0 && StateSteps[States - 1] == First + Count)
            States--;
    }

    /// <summary>Nothing is read that was not written.</summary>
    private static T[] Uncleared<T>(int length) => GC.AllocateUninitializedArray<T>(length);

    /// <summary>Runs of states that lie equally far apart: index of the first, how many, and how far.</summary>
    public IEnumerable<(int Start, int Count, long Spacing)> EvenRuns()
    {
        for (int start = 0, end; start < States; start = end)
        {
            end = start + 1;
            var spacing = end < States ? StateSteps[end] - StateSteps[start] : 1;
            while (end < States && StateSteps[end] - StateSteps[end - 1] == spacing)
                end++;
            yield return (start, end - start, spacing);
        }
    }
}
