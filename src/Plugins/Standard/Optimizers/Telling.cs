using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>What an optimizer does before its move, told: it makes the move, and advances its single numbers.</summary>
internal delegate TMove NextMove<TMove>(Told learningRate, Span<Told> scalars, Telling telling);

/// <summary>One parameter's update told: the move that trains, run once over <see cref="Told"/> numbers, and what was computed before it.</summary>
/// <param name="Given">What there is before the step.</param>
internal sealed record Telling(ToldGiven Given)
{
    private readonly List<Told> _before = [];

    private readonly Told[] _scalars = [.. Given.Scalars];

    /// <summary>The numbers in the slots before the step.</summary>
    public ImmutableArray<Told> Slots { get; init; } = Given.Slots;

    /// <summary>The single numbers, for the optimizer to advance.</summary>
    public Span<Told> Scalars => _scalars;

    /// <summary>What was computed once for all parameters.</summary>
    public ImmutableArray<Told> Before => [.. _before];

    /// <summary>A number for a move, under a name where it is told.</summary>
    public static double Number<T>(string name, T x, Telling? telling)
        where T : struct, ILanes<T>
    {
        if (x is Told told && telling is not null && !told.Node.IsGiven)
            telling._before.Add(Told.Called(told, name));
        return Descent.Number(x);
    }

    /// <summary>The update of an optimizer that makes its move of the learning rate and its single numbers.</summary>
    public static ToldUpdate Of<TMove>(ToldGiven given, NextMove<TMove> next)
        where TMove : struct, IMove
    {
        var telling = new Telling(given);
        return telling.Of(next(given.LearningRate, telling.Scalars, telling));
    }

    /// <summary>What <paramref name="move"/> makes of one parameter.</summary>
    public ToldUpdate Of<TMove>(in TMove move)
        where TMove : struct, IMove
    {
        Told first = At(0), second = At(1), third = At(2);
        var update = move.Update(Given.Gradient, Given.Parameter, ref first, ref second, ref third);
        return new(Before, update, [.. new[] { first, second, third }.Take(move.Slots)], [.. _scalars]);
    }

    private Told At(int slot) => slot < Slots.Length ? Slots[slot] : default;
}
