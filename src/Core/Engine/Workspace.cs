using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Core;

/// <summary>
/// All memory of an engine in one piece that the garbage collector does not move, handed out once, before the first step. Every room
/// begins at a pair of cache lines (they are fetched in pairs) and has <see cref="Slack"/> readable numbers behind its end, so that a kernel may load whole vectors at an
/// edge and drop what it did not mean.
/// </summary>
internal sealed unsafe class Workspace
{
    /// <summary>Two of the widest vectors.</summary>
    public const int Slack = 16;

    /// <summary>Numbers a pair of cache lines.</summary>
    private const int Line = 16;

    private readonly double[] _memory;
    private nint _next;

    /// <summary>Memory for rooms of the given lengths.</summary>
    public Workspace(params ReadOnlySpan<int> lengths)
    {
        var total = Line;
        foreach (var length in lengths)
            total = checked(total + Size(length));
        _memory = GC.AllocateArray<double>(total, pinned: true);
        var start = (nint)Unsafe.AsPointer(ref _memory[0]);
        _next = (start + Line * sizeof(double) - 1) & -(Line * sizeof(double));
    }

    /// <summary>The next <paramref name="length"/> numbers, all 0. The workspace must outlive them.</summary>
    public Room Take(int length)
    {
        var room = new Room((double*)_next, length);
        _next += (nint)Size(length) * sizeof(double);
        return room;
    }

    private static int Size(int length) => checked((length + Slack + Line - 1) / Line * Line);
}

/// <summary>A part of a <see cref="Workspace"/>.</summary>
internal readonly unsafe struct Room(double* start, int length)
{
    /// <summary>The first number.</summary>
    public double* Start { get; } = start;

    /// <summary>All numbers.</summary>
    public Span<double> Span => MemoryMarshal.CreateSpan(ref *Start, length); // whose length nobody has to check again

    /// <summary>The first <paramref name="count"/> numbers.</summary>
    public Span<double> First(int count) => MemoryMarshal.CreateSpan(ref *Start, count);

    /// <summary>The numbers from <paramref name="offset"/> on, <paramref name="count"/> of them.</summary>
    public Room Part(int offset, int count) => new(Start + offset, count);
}
