using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Consecutive moments and the states kept among them, column by column, as they go into a file. Filled by the training loop, which only
/// copies numbers, then given to the writer, then used again: a run takes a handful of them, however long it is.
/// </summary>
internal sealed class Block
{
    private readonly int _stateBytes;

    /// <summary>An empty block for states of the given size.</summary>
    public Block(int stateBytes)
    {
        _stateBytes = stateBytes;
        var states = StatesOf(stateBytes);
        (Losses, Errors) = (new byte[RunFormat.BlockSteps * sizeof(double)], new byte[RunFormat.BlockSteps * sizeof(double)]);
        Fingerprints = new byte[RunFormat.BlockSteps * Fingerprint.ByteLength];
        (Bits, Checksums, StateSteps) = (new byte[states * stateBytes], new byte[states * sizeof(ulong)], new long[states]);
    }

    /// <summary>The step of the first moment.</summary>
    public long First { get; private set; }

    /// <summary>How many moments are complete.</summary>
    public int Count { get; private set; }

    /// <summary>How many states are kept.</summary>
    public int States { get; private set; }

    public byte[] Losses { get; }

    public byte[] Errors { get; }

    public byte[] Fingerprints { get; }

    /// <summary>The numbers of the states, one state behind the other.</summary>
    public byte[] Bits { get; }

    /// <summary>Room for a checksum a state; <see cref="Seal"/> writes them.</summary>
    public byte[] Checksums { get; }

    /// <summary>The steps of the states.</summary>
    public long[] StateSteps { get; }

    public bool IsFull => Count == RunFormat.BlockSteps || States == StateSteps.Length;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (Count, States) = (0, 0);

    /// <summary>Takes down the place of a moment. It counts once it is completed.</summary>
    public void Begin(long step, Fingerprint fingerprint)
    {
        if (Count == 0)
            First = step;
        fingerprint.CopyBytesTo(Fingerprints.AsSpan(Count * Fingerprint.ByteLength));
    }

    /// <summary>Takes down the numbers of the moment that was begun.</summary>
    public void Keep(ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots)
    {
        var bits = Bits.AsSpan(States * _stateBytes, _stateBytes);
        Copy(parameters, bits);
        Copy(slots, bits[(parameters.Length * sizeof(double))..]);
        StateSteps[States++] = First + Count;
    }

    /// <summary>What the batch of the moment that was begun showed.</summary>
    public void Complete(double loss, double error)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Losses.AsSpan(Count * sizeof(double)), loss);
        BinaryPrimitives.WriteDoubleLittleEndian(Errors.AsSpan(Count * sizeof(double)), error);
        Count++;
    }

    /// <summary>The moment that was begun never happened.</summary>
    public void Drop()
    {
        if (States > 0 && StateSteps[States - 1] == First + Count)
            States--;
    }

    /// <summary>Writes the checksum of every state.</summary>
    public void Seal()
    {
        for (var i = 0; i < States; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(
                Checksums.AsSpan(i * sizeof(ulong)), RunFormat.StateChecksum(StateSteps[i], Bits.AsSpan(i * _stateBytes, _stateBytes)));
    }

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

    /// <summary>States a block has room for.</summary>
    private static int StatesOf(int stateBytes) => Math.Clamp(RunFormat.BlockBytes / Math.Max(1, stateBytes), 1, RunFormat.BlockSteps);

    private static void Copy(ReadOnlySpan<double> numbers, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
            MemoryMarshal.AsBytes(numbers).CopyTo(bytes);
        else
            for (var i = 0; i < numbers.Length; i++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], numbers[i]);
    }
}
