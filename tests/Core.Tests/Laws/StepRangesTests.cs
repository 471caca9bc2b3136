namespace Functional.Core.Tests;

/// <summary>Ranges of steps against the plainest model of them: a set of numbers.</summary>
[TestFixture]
internal sealed class StepRangesTests
{
    private static readonly Gen<StepRange[]> Ranges =
        (from first in Gen.Long[0, 40] from more in Gen.Long[0, 6] select new StepRange(first, first + more)).Array[0, 6];

    [Test]
    public void What_they_hold_is_what_the_ranges_hold() => Law.Holds(Gen.Select(Ranges, Gen.Long[0, 50], Gen.Long[0, 12]), (ranges, step, more) =>
    {
        var (steps, set) = (StepRanges.Of(ranges), SetOf(ranges));
        var asked = new StepRange(step, step + more);
        Law.That(steps.Contains(step) == set.Contains(step), $"step {step} in {steps}");
        Law.That(steps.Covers(asked) == SetOf([asked]).IsSubsetOf(set), $"all of {asked} in {steps}");
        Law.That(steps.CountIn(asked) == SetOf([asked]).Count(set.Contains), $"how many of {asked} in {steps}");
        Law.That(steps.IsEmpty == (set.Count == 0), $"emptiness of {steps}");
    });

    [Test]
    public void However_they_are_written_they_are_kept_in_one_way() => Law.Holds(Gen.Select(Ranges, Ranges), (a, b) =>
    {
        var both = StepRanges.Of([.. a, .. b]);
        Law.That(both.Equals(StepRanges.Of([.. b.Reverse(), .. a.Reverse()])), $"{both} depends on the order");
        Law.That(both.Equals(StepRanges.Of(a).And(StepRanges.Of(b))), $"{both} is not the steps of both");
        Law.That(both.Equals(StepRanges.Of(SetOf([.. a, .. b]).Select(step => new StepRange(step, step)))), $"{both} is not its steps one by one");
        Law.That(both.Equals(StepRanges.Of(both.Ranges)) && both.GetHashCode() == StepRanges.Of(both.Ranges).GetHashCode(), $"{both} is not itself");
        Law.That(both.Ranges.Zip(both.Ranges.Skip(1), (one, next) => one.Last + 1 < next.First).All(apart => apart), $"{both} touch");
    });

    [Test]
    public void A_range_reaches_to_the_last_step_there_is() =>
        Assert.That(StepRanges.Of([new(long.MaxValue, long.MaxValue), new(0, 5), new(5, long.MaxValue)]).ToString(), Is.EqualTo("0..9223372036854775807"));

    [Test]
    public void A_range_that_is_none_is_a_bug_of_the_callers()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StepRanges.Of([new(5, 4)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepRanges.Of([new(-1, 4)]));
    }

    private static HashSet<long> SetOf(StepRange[] ranges)
    {
        var set = new HashSet<long>();
        foreach (var range in ranges)
            for (var step = range.First; step <= range.Last; step++)
                set.Add(step);
        return set;
    }
}
