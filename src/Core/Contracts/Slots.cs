namespace Functional.Core;

/// <summary>
/// An optimizer's memory for the time of one call. Flat inside: slot after slot, each as long as the parameters, then the
/// scalars. A <c>ref struct</c>, so it cannot be kept.
/// </summary>
public readonly ref struct Slots
{
    private readonly Span<double> _values;
    private readonly int _parameters;
    private readonly int _slots;

    /// <summary>Lays slots over <paramref name="values"/>.</summary>
    /// <param name="values">Flat memory, <c>[slots · parameters + scalars]</c>.</param>
    /// <param name="parameters">Numbers a slot: as many as there are parameters.</param>
    /// <param name="slots">How many slots of that size; what remains are scalars.</param>
    public Slots(Span<double> values, int parameters, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)values.Length, (long)parameters * slots, nameof(values));
        _values = values;
        _parameters = parameters;
        _slots = slots;
    }

    /// <summary>Slot number <paramref name="slot"/>, one number a parameter.</summary>
    public Span<double> this[int slot] => _values.Slice(slot * _parameters, _parameters);

    /// <summary>The single numbers, in the order of <see cref="IOptimizer.ScalarNames"/>.</summary>
    public Span<double> Scalars => _values[(_slots * _parameters)..];

    /// <summary>How many numbers an optimizer remembers for <paramref name="parameters"/> parameters.</summary>
    public static int LengthFor(IOptimizer optimizer, int parameters)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return checked(optimizer.SlotNames.Length * parameters + optimizer.ScalarNames.Length);
    }

    /// <summary>The slots of <paramref name="optimizer"/> over flat memory of the right length.</summary>
    public static Slots For(IOptimizer optimizer, int parameters, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return new(values, parameters, optimizer.SlotNames.Length);
    }
}
