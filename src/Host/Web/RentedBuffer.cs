using System.Buffers;

namespace Functional.Host;

/// <summary>Room for one answer, lent by the pool and given back: a hundred thousand answers need the room of a few.</summary>
internal sealed class RentedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _room = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _length;

    public ReadOnlyMemory<byte> Written => _room.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(1, sizeHint));
        return _room.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_room);
        _room = [];
    }

    private void Grow(int wanted)
    {
        if (_room.Length - _length >= wanted)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + wanted, 2 * _room.Length));
        _room.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_room);
        _room = larger;
    }
}
