using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// A history cut into ranges of steps: the states at which one range ends and the next begins, the first and the last state included.
/// Between S_a and S_b lie the steps a … b − 1. A history without a step has one state and no range.
/// </summary>
public static class Stretches
{
    /// <summary>
    /// Ranges that grow: they begin 0, 1, 3, 10, 30, 100, … steps behind the first state. A network learns most at the beginning, and an
    /// error curve is read by powers of ten. Where that would be more than <paramref name="most"/>, the first ones are one range.
    /// </summary>
    public static ImmutableArray<long> Growing(long from, long to, int most = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var begins = ImmutableArray.CreateBuilder<long>();
        for (var power = 1L; power < to - from; power *= 10)
        {
            begins.Add(from + power);
            if (3 * power < to - from)
                begins.Add(from + (3 * power));
            if (power > long.MaxValue / 30)
                break;
        }

        return Edges(from, [.. begins.Skip(begins.Count - (most - 1))], to);
    }

    /// <summary><paramref name="count"/> ranges as equal as whole steps allow; as many as there are steps, where there are fewer.</summary>
    public static ImmutableArray<long> Even(long from, long to, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var steps = to - from;
        var ranges = (int)Math.Min(count, steps);
        return Edges(from, [.. Enumerable.Range(1, Math.Max(0, ranges - 1)).Select(i => from + (long)((Int128)steps * i / ranges))], to);
    }

    private static ImmutableArray<long> Edges(long from, ImmutableArray<long> between, long to) =>
        from == to ? [from] : [from, .. between, to];
}
