namespace Functional.Laws;

/// <summary>Memory lent to a strategy: the middle of a larger run of numbers, whose ends nobody may touch.</summary>
internal sealed class Lent
{
    /// <summary>Two of the widest vectors on either side: whoever writes one too many is seen, not stopped.</summary>
    private const int Guard = 16;

    private readonly double[] _memory;
    private readonly double[] _before;

    /// <summary>Memory that holds <paramref name="contents"/>, with <paramref name="beside"/> all around it.</summary>
    public Lent(ReadOnlySpan<double> contents, double beside)
    {
        _memory = new double[contents.Length + 2 * Guard];
        _memory.AsSpan().Fill(beside);
        contents.CopyTo(Span);
        _before = [.. _memory];
    }

    /// <summary>What is lent.</summary>
    public Span<double> Span => _memory.AsSpan(Guard, _memory.Length - 2 * Guard);

    /// <summary>What it held when it was lent.</summary>
    public ReadOnlySpan<double> Before => _before.AsSpan(Guard, _before.Length - 2 * Guard);

    /// <summary>Where something beside the lent part changed, counted from its start; null where nothing did.</summary>
    public int? Trespass()
    {
        for (var i = 0; i < _memory.Length; i++)
            if ((i < Guard || i >= _memory.Length - Guard) && !Bits(_memory[i], _before[i]))
                return i - Guard;
        return null;
    }

    /// <summary>Where the lent part itself changed; null where it did not.</summary>
    public int? Change()
    {
        for (var i = Guard; i < _memory.Length - Guard; i++)
            if (!Bits(_memory[i], _before[i]))
                return i - Guard;
        return null;
    }

    private static bool Bits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
