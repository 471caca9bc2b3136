namespace Functional.Plugins.Standard;

/// <summary>
/// The memory of one run over a block of numbers, all of it lent by the caller's stack: a slot of values and a slot of slopes for each
/// place on the formula's stack, and the trouble of each number, which is 0 until a step gives something that is not finite and NaN from then on.
/// </summary>
internal readonly ref struct Blocks(ReadOnlySpan<double> z, Span<double> memory, int depth)
{
    private readonly Span<double> _memory = memory;
    private readonly int _depth = depth;

    /// <summary>The numbers.</summary>
    public readonly ReadOnlySpan<double> Z = z;

    /// <summary>One a number.</summary>
    public Span<double> Trouble => At(0);

    /// <summary>Where the values at a place of the stack lie.</summary>
    public Span<double> Values(int slot) => At(1 + slot);

    /// <summary>Where their slopes lie.</summary>
    public Span<double> Slopes(int slot) => At(1 + _depth + slot);

    private Span<double> At(int row) => _memory.Slice(row * Z.Length, Z.Length);
}
