namespace Functional.Core;

/// <summary>
/// An optimizer's memory for the time of one call. Flat inside: slot after slot, each as long as the parameters, then the
/// scalars. A <c>ref struct</c>, so it cannot be kept.
/// </summary>
public readonly ref struct Slots
{
    private readonly Span<double> _slots;
    private readonly int _parameters;
    private readonly int _first;
    private readonly int _count;

    /// <summary>Lays slots over <paramref name="values"/>.</summary>
    /// <param name="values">Flat memory, <c>[slots · parameters + scalars]</c>.</param>
    /// <param name="parameters">Numbers a slot: as many as there are parameters.</param>
    /// <param name="slots">How many slots of that size; what remains are scalars.</param>
    public Slots(Span<double> values, int parameters, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)values.Length, (long)parameters * slots, nameof(values));
        _slots = values[..(slots * parameters)];
        (_parameters, _first, _count) = (parameters, 0, parameters);
        Scalars = values[(slots * parameters)..];
    }

    /// <summary>Lays a part of slots over <paramref name="slots"/>: the numbers of some parameters only, with scalars of their own.</summary>
    /// <param name="slots">All slots, flat, <c>[slots · parameters]</c>.</param>
    /// <param name="parameters">Numbers a slot.</param>
    /// <param name="first">The first parameter of the part.</param>
    /// <param name="count">How many parameters the part has.</param>
    /// <param name="scalars">The single numbers.</param>
    internal Slots(Span<double> slots, int parameters, int first, int count, Span<double> scalars)
    {
        _slots = slots;
        (_parameters, _first, _count) = (parameters, first, count);
        Scalars = scalars;
    }

    /// <summary>The single numbers, in the order of <see cref="IOptimizer.ScalarNames"/>.</summary>
    public Span<double> Scalars { get; }

    /// <summary>Slot number <paramref name="slot"/>, one number for each parameter that takes part.</summary>
    public Span<double> this[int slot] => _slots.Slice(slot * _parameters + _first, _count);

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

    /// <summary>The same slots for some of the parameters only, with scalars of their own.</summary>
    /// <param name="first">The first of those parameters.</param>
    /// <param name="count">How many they are; may be 0.</param>
    /// <param name="scalars">The single numbers this part works with, as many as <see cref="Scalars"/>.</param>
    public Slots Range(int first, int count, Span<double> scalars) => new(_slots, _parameters, _first + first, count, scalars);

    /// <summary>The slots of one optimizer among several whose slots, and whose scalars after them, lie one behind the other.</summary>
    /// <param name="slot">Its first slot.</param>
    /// <param name="slots">How many slots it has.</param>
    /// <param name="scalar">Its first scalar.</param>
    /// <param name="scalars">How many scalars it has.</param>
    public Slots Part(int slot, int slots, int scalar, int scalars) =>
        new(_slots.Slice(slot * _parameters, slots * _parameters), _parameters, _first, _count, Scalars.Slice(scalar, scalars));
}
