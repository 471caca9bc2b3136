using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>Steps <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct StepRange(long First, long Last)
{
    /// <summary><c>100..199</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{First}..{Last}");
}

/// <summary>Some of a run's steps: ranges in ascending order that neither overlap nor touch, whatever they were made from.</summary>
public sealed class StepRanges : IEquatable<StepRanges>
{
    private StepRanges(ImmutableArray<StepRange> ranges) => Ranges = ranges;

    /// <summary>No step.</summary>
    public static StepRanges None { get; } = new([]);

    /// <summary>The ranges, in order.</summary>
    public ImmutableArray<StepRange> Ranges { get; }

    /// <summary>Whether there is no step.</summary>
    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>Every step that is in one of <paramref name="ranges"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A range ends before it begins, or begins before step 0.</exception>
    public static StepRanges Of(IEnumerable<StepRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var merged = ImmutableArray.CreateBuilder<StepRange>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(range.First, nameof(ranges));
            ArgumentOutOfRangeException.ThrowIfLessThan(range.Last, range.First, nameof(ranges));
            if (merged.Count > 0 && range.First - 1 <= merged[^1].Last)
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            else
                merged.Add(range);
        }

        return merged.Count == 0 ? None : new(merged.ToImmutable());
    }

    /// <summary>The steps of both.</summary>
    public StepRanges And(StepRanges other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.IsEmpty ? this : IsEmpty ? other : Of(Ranges.Concat(other.Ranges));
    }

    /// <summary>Whether <paramref name="step"/> is one of them: as many comparisons as the number of ranges has binary digits.</summary>
    public bool Contains(long step) => Covers(new(step, step));

    /// <summary>Whether every step of <paramref name="range"/> is one of them.</summary>
    public bool Covers(StepRange range)
    {
        var (low, high) = (0, Ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Ranges[middle].First <= range.First ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && Ranges[low - 1].Last >= range.Last;
    }

    /// <summary>How many of the steps of <paramref name="range"/> are among them.</summary>
    public long CountIn(StepRange range) =>
        Ranges.Sum(r => Math.Max(0, Math.Min(r.Last, range.Last) - Math.Max(r.First, range.First) + 1));

    /// <inheritdoc/>
    public bool Equals(StepRanges? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StepRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => Ranges.Aggregate(0, HashCode.Combine);

    /// <summary><c>3..5, 100..199</c>.</summary>
    public override string ToString() => string.Join(", ", Ranges);
}
