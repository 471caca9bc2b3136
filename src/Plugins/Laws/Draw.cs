using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>
/// Where a case comes from: a run of choices, each a whole number of which 0 is the simplest. A new case chooses at random, as a
/// pure function of (seed, number of the case); the same case comes again from the choices it made, and a simpler one from
/// fewer or smaller choices. So the choices <i>are</i> the case, they are what a verdict prints as its seed, and simplifying
/// needs no code of a law's own.
/// </summary>
public sealed class Draw
{
    private readonly Func<int, ulong, ulong> _source;
    private readonly List<ulong> _choices = [];

    private Draw(Func<int, ulong, ulong> source) => _source = source;

    /// <summary>Case <paramref name="number"/> of those under <paramref name="seed"/>.</summary>
    public static Draw Case(ulong seed, long number) => new((i, n) => Rng.Bits(seed, (ulong)number, (ulong)i) % n);

    /// <summary>The case that a verdict's seed stands for. What is no such text is an <see cref="ArgumentException"/>.</summary>
    public static Draw Again(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return Of(Seeds.Read(seed) ?? throw new ArgumentException($"'{seed}' is not the seed of a case: those look like 1.3.z4.a0", nameof(seed)));
    }

    /// <summary>Whether a text is the seed of a case, as a verdict prints it.</summary>
    public static bool IsSeed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Seeds.Read(text) is not null;
    }

    /// <summary>The case of these choices; where one is too large the largest is taken, where they end the simplest.</summary>
    internal static Draw Of(ImmutableArray<ulong> choices) => new((i, n) => i < choices.Length ? Math.Min(choices[i], n - 1) : 0);

    /// <summary>What has been chosen so far.</summary>
    internal ImmutableArray<ulong> Choices => [.. _choices];

    /// <summary>A whole number from 0 to <paramref name="n"/> − 1.</summary>
    public int Below(int n) => (int)Choose((ulong)n);

    /// <summary>One of <paramref name="items"/>, the simplest first.</summary>
    public TItem OneOf<TItem>(params ReadOnlySpan<TItem> items) => items[Below(items.Length)];

    /// <summary>
    /// Items until a choice says stop: every count comes up, so every tail of a vector loop does, and an item can be left out
    /// without disturbing the next.
    /// </summary>
    public TItem[] Items<TItem>(Func<TItem> item, int min = 0, int max = 40)
    {
        ArgumentNullException.ThrowIfNull(item);
        var items = new List<TItem>();
        var stop = 2 + (max - min) / 2;
        while (items.Count < max && (items.Count < min || Below(stop) > 0))
            items.Add(item());
        return [.. items];
    }

    /// <summary>Exactly <paramref name="count"/> items.</summary>
    public TItem[] Exactly<TItem>(int count, Func<TItem> item) => Items(item, count, count);

    /// <summary>The numbers 0 … n − 1 in some order; no choices left means in order.</summary>
    public int[] Order(int n)
    {
        var order = Enumerable.Range(0, n).ToArray();
        for (var i = 0; i + 1 < n; i++)
        {
            var j = i + Below(n - i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>A choice below <paramref name="n"/>, at least 1.</summary>
    internal ulong Choose(ulong n)
    {
        var choice = _source(_choices.Count, n);
        _choices.Add(choice);
        return choice;
    }
}
