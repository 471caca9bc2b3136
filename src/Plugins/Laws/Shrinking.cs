using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>
/// Simpler cases by simpler choices: leave some out, take 0, take less, round. Simpler means fewer choices, then smaller ones from
/// the first on. (MacIver, Donaldson 2020, Test-Case Reduction via Test-Case Generation.)
/// </summary>
internal static class Shrinking
{
    /// <summary>A refuted case costs as much as this many more cases at most.</summary>
    private const int Budget = 3000;

    /// <summary>An item of a case takes up to about eight choices, so every size up to that is left out as well as large parts.</summary>
    private static readonly int[] Spans = [128, 64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1];

    /// <summary>The simplest choices found that still refute.</summary>
    /// <param name="choices">Choices that refute.</param>
    /// <param name="refute">The choices a candidate really made where it refutes, else null.</param>
    public static ImmutableArray<ulong> Smallest(ImmutableArray<ulong> choices, Func<ImmutableArray<ulong>, ImmutableArray<ulong>?> refute)
    {
        var search = new Search(choices, refute);
        bool better;
        do
        {
            var before = search.Best;
            foreach (var span in Spans)
                LeaveOut(search, span);
            for (var i = search.Best.Length - 1; i >= 0; i--)
                TakeLess(search, i);
            better = search.Best != before;
        }
        while (better && !search.Spent);
        return search.Best;
    }

    private static void LeaveOut(Search search, int span)
    {
        for (var i = search.Best.Length - span; i >= 0; i--)
            if (i + span <= search.Best.Length)
                search.Try(search.Best.RemoveRange(i, span));
    }

    /// <summary>Choice <paramref name="i"/> smaller, with what follows as it is or, where it says what kind of thing follows, as something small.</summary>
    private static void TakeLess(Search search, int i)
    {
        if (i >= search.Best.Length || search.Best[i] == 0)
            return;
        if (search.Best[i] > 1UL << 20)
        {
            for (var bits = 60; bits >= 4; bits -= 4)
                search.With(i, search.Best[i] >> bits << bits);
            return;
        }

        var (low, high) = (0UL, search.Best[i]);
        for (var less = 0UL; less < Math.Min(high, 16); less++)
        {
            if (search.With(i, less))
                return;
            for (var next = 0UL; high <= 24 && next < 10; next++)
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
    private sealed class Search(ImmutableArray<ulong> start, Func<ImmutableArray<ulong>, ImmutableArray<ulong>?> refute)
    {
        private int _tried;

        public ImmutableArray<ulong> Best { get; private set; } = start;

        public bool Spent => _tried >= Budget;

        public bool With(int i, ulong choice) => i < Best.Length && Try(Best.SetItem(i, choice));

        public bool With(int i, ulong choice, ulong next) => i + 1 < Best.Length && Try(Best.SetItem(i, choice).SetItem(i + 1, next));

        public bool Try(ImmutableArray<ulong> candidate)
        {
            if (Spent || !IsSimpler(candidate, Best))
                return false;
            _tried++;
            if (refute(candidate) is not { } made || !IsSimpler(made, Best))
                return false;
            Best = made;
            return true;
        }

        private static bool IsSimpler(ImmutableArray<ulong> a, ImmutableArray<ulong> b) =>
            a.Length != b.Length ? a.Length < b.Length : a.AsSpan().SequenceCompareTo(b.AsSpan()) < 0;
    }
}
