using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>A case that refutes: the choices it made, how it refutes, and what there is to stage of it.</summary>
internal sealed record Refutation(ImmutableArray<ulong> Choices, string Sentence, Scene? Scene = null);

/// <summary>
/// Simpler cases by simpler choices: leave some out, take 0, take less, round. Simpler means fewer choices, then smaller ones from
/// the first on. (MacIver, Donaldson 2020, Test-Case Reduction via Test-Case Generation.)
/// </summary>
internal static class Shrinking
{
    /// <summary>A refuted case costs as much as this many more cases at most.</summary>
    private const int Budget = 4000;

    /// <summary>Choices above this are the 53 bits of some number: rounded, not counted down.</summary>
    private const ulong Bits = 1UL << 20;

    /// <summary>Large parts first; an item of a case is up to about eight choices, so each size up to that.</summary>
    private static readonly int[] Spans = [128, 64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1];

    /// <summary>What may follow a smaller choice, wide apart: the step after goes down from there.</summary>
    private static readonly ulong[] Followers = [1, 2, 3, 5, 8, 13, 21, 34];

    /// <summary>The simplest case found that still refutes.</summary>
    /// <param name="first">The case to begin with.</param>
    /// <param name="refute">What a candidate really chose and how it refutes, or null where it does not.</param>
    public static Refutation Simplest(Refutation first, Func<ImmutableArray<ulong>, Refutation?> refute)
    {
        var search = new Search(first, refute);
        Refutation before;
        do
        {
            before = search.Best;
            foreach (var span in Spans)
                LeaveOut(search, span);
            foreach (var span in Spans)
                TakeZeros(search, span);
            for (var i = search.Length - 1; i >= 0; i--)
                TakeLess(search, i);
        }
        while (search.Best != before && !search.Spent);
        return search.Best;
    }

    private static void LeaveOut(Search search, int span)
    {
        for (var i = search.Length - span; i >= 0; i -= Math.Max(1, span / 8))
            if (i + span <= search.Length)
                search.Try(search.Choices.RemoveRange(i, span));
    }

    private static void TakeZeros(Search search, int span)
    {
        for (var i = 0; i + span <= search.Length; i += Math.Max(1, span / 2))
            if (search.Choices.AsSpan(i, span).ContainsAnyExcept(0UL))
                search.Try([.. search.Choices[..i], .. new ulong[span], .. search.Choices[(i + span)..]]);
    }

    /// <summary>Choice <paramref name="i"/> smaller. It may say what kind of number follows, and a number of a simpler kind has a smaller choice too.</summary>
    private static void TakeLess(Search search, int i)
    {
        if (i >= search.Length || search.Choices[i] == 0)
            return;
        if (search.Choices[i] > Bits)
        {
            for (var zeros = 60; zeros >= 4; zeros -= 4)
                search.With(i, search.Choices[i] >> zeros << zeros);
            return;
        }

        var (low, high) = (0UL, search.Choices[i]);
        for (var less = 0UL; less < Math.Min(high, 16); less++)
        {
            if (search.With(i, less))
                return;
            foreach (var next in high <= 16 ? Followers : [])
                if (search.With(i, less, next))
                    return;
        }

        while (low + 1 < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = search.With(i, middle) ? (low, middle) : (middle, high);
        }
    }

    /// <summary>The best so far, and how often something was tried.</summary>
    private sealed class Search(Refutation first, Func<ImmutableArray<ulong>, Refutation?> refute)
    {
        private int _tried;

        public Refutation Best { get; private set; } = first;

        public ImmutableArray<ulong> Choices => Best.Choices;

        public int Length => Choices.Length;

        public bool Spent => _tried >= Budget;

        public bool With(int i, ulong choice) => i < Length && Try(Choices.SetItem(i, choice));

        public bool With(int i, ulong choice, ulong next) => i + 1 < Length && Try(Choices.SetItem(i, choice).SetItem(i + 1, next));

        public bool Try(ImmutableArray<ulong> candidate)
        {
            if (Spent || !IsSimpler(candidate, Choices))
                return false;
            _tried++;
            if (refute(candidate) is not { } found || !IsSimpler(found.Choices, Choices))
                return false;
            Best = found;
            return true;
        }

        private static bool IsSimpler(ImmutableArray<ulong> a, ImmutableArray<ulong> b) =>
            a.Length != b.Length ? a.Length < b.Length : a.AsSpan().SequenceCompareTo(b.AsSpan()) < 0;
    }
}
