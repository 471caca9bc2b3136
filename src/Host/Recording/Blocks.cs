using System.Buffers;
using System.Buffers.Binary;
using Functional.Core;

namespace Functional.Host;

/// <summary>Losses, errors and fingerprints of consecutive steps, as the file keeps them.</summary>
internal sealed record MomentBlock(long First, int Count, byte[] Losses, byte[] Errors, byte[] Fingerprints)
{
    public long Checksum => RunFormat.Checksum(First, Losses, Errors, Fingerprints);

    public bool Holds(long step) => step >= First && step < First + Count;

    public double Loss(long step) => BinaryPrimitives.ReadDoubleLittleEndian(Losses.AsSpan((int)(step - First) * sizeof(double)));

    public double Error(long step) => BinaryPrimitives.ReadDoubleLittleEndian(Errors.AsSpan((int)(step - First) * sizeof(double)));

    public Fingerprint Fingerprint(long step) => Core.Fingerprint.FromBytes(Fingerprints.AsSpan((int)(step - First) * Core.Fingerprint.ByteLength));
}

/// <summary>The numbers of states that lie <see cref="Spacing"/> steps apart, each with its checksum.</summary>
internal sealed record StateBlock(long First, int Count, long Spacing, byte[] Bits, byte[] Checksums)
{
    public long Last => First + (Count - 1) * Spacing;

    public int StateBytes => Bits.Length / Count;

    /// <summary>The step of the state at or before <paramref name="step"/>.</summary>
    public long AtOrBefore(long step) => First + Math.Min((step - First) / Spacing, Count - 1) * Spacing;

    public ReadOnlySpan<byte> BitsOf(long step) => Bits.AsSpan(IndexOf(step) * StateBytes, StateBytes);

    public bool IsIntact(long step) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Checksums.AsSpan(IndexOf(step) * sizeof(ulong))) == RunFormat.StateChecksum(step, BitsOf(step));

    private int IndexOf(long step) => (int)((step - First) / Spacing);
}

/// <summary>Collects moments until they make a row. Belongs to the training loop; what it gives away belongs to the writer.</summary>
internal sealed class BlockBuilder(int stateBytes)
{
    private readonly ArrayBufferWriter<byte> _losses = new();
    private readonly ArrayBufferWriter<byte> _errors = new();
    private readonly ArrayBufferWriter<byte> _fingerprints = new();
    private readonly ArrayBufferWriter<byte> _bits = new();
    private readonly ArrayBufferWriter<byte> _checksums = new();
    private readonly List<StateBlock> _closed = [];
    private long _first;
    private int _count;
    private long _firstState;
    private long _spacing;
    private int _states;

    public bool IsFull => _count >= RunFormat.BlockSteps || _bits.WrittenCount >= RunFormat.BlockBytes;

    public bool IsEmpty => _count == 0;

    public void Add(Moment moment)
    {
        if (_count++ == 0)
            _first = moment.Step;
        Write(_losses, moment.Loss);
        Write(_errors, moment.SumAbsoluteError);
        moment.Fingerprint.CopyBytesTo(_fingerprints.GetSpan(Fingerprint.ByteLength));
        _fingerprints.Advance(Fingerprint.ByteLength);
        if (moment.State.IsSome)
            Add((TrainingState)moment.State);
    }

    public (MomentBlock Moments, IReadOnlyList<StateBlock> States) Take()
    {
        CloseStates();
        var moments = new MomentBlock(_first, _count, Take(_losses), Take(_errors), Take(_fingerprints));
        StateBlock[] states = [.. _closed];
        _closed.Clear();
        _count = 0;
        return (moments, states);
    }

    private void Add(TrainingState state)
    {
        if (_states == 1)
            _spacing = state.Step - _firstState;
        else if (_states > 1 && state.Step != _firstState + _states * _spacing)
            CloseStates();
        if (_states == 0)
            (_firstState, _spacing) = (state.Step, 1);

        var bits = _bits.GetSpan(stateBytes)[..stateBytes];
        state.Parameters.CopyBytesTo(bits);
        state.Slots.CopyBytesTo(bits[state.Parameters.ByteLength..]);
        BinaryPrimitives.WriteUInt64LittleEndian(_checksums.GetSpan(sizeof(ulong)), RunFormat.StateChecksum(state.Step, bits));
        _checksums.Advance(sizeof(ulong));
        _bits.Advance(stateBytes);
        _states++;
    }

    private void CloseStates()
    {
        if (_states > 0)
            _closed.Add(new(_firstState, _states, _spacing, Take(_bits), Take(_checksums)));
        _states = 0;
    }

    private static void Write(ArrayBufferWriter<byte> column, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(column.GetSpan(sizeof(double)), value);
        column.Advance(sizeof(double));
    }

    private static byte[] Take(ArrayBufferWriter<byte> column)
    {
        var bytes = column.WrittenSpan.ToArray();
        column.ResetWrittenCount();
        return bytes;
    }
}
