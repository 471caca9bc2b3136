using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>What stays of the ways to states: never more than it may, never another state, and enough of it to go back step by step.</summary>
public static class NearbyStatesTests
{
    /// <summary>Its number is its step, so that one state cannot pass for another.</summary>
    private static TrainingState State(long step) => new(step, Reals.Of(step), Reals.Empty, default);

    [Test]
    public static void Any_walk_finds_true_states_and_keeps_within_its_bytes() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 40], Gen.Int[8, 100_000], Gen.Int[0, 3_999].Array[60]).Sample((length, most, stateBytes, visits) =>
        {
            var capacity = most * (stateBytes + 256L);
            var nearby = new NearbyStates(capacity);
            foreach (var step in visits)
            {
                var at = step / length * length;
                if (at == step)
                    continue;
                Visit(nearby, at, at + length, step, stateBytes);
                Assert.That(nearby.Bytes, Is.LessThanOrEqualTo(capacity));
                if (most > 0)
                    Assert.That(Visit(nearby, at, at + length, step, stateBytes), Is.Zero, "at once again is nothing to compute");
            }
        }, iter: 300, threads: 1);

    [Test]
    public static void Going_back_through_a_stretch_costs_a_few_times_its_length_however_few_states_may_stay() =>
        Gen.Select(Gen.Int[2, 900], Gen.Int[4, 2_000]).Sample((length, most) =>
        {
            var nearby = new NearbyStates(most * 1256L);
            var way = nearby.To(0, length, length - 1, 1000);
            var computed = Enumerable.Range(1, length - 1).Reverse().Sum(step => Visit(nearby, 0, length, step, 1000));
            var window = Math.Clamp(most / 4, 1, way.Gap);
            Assert.That(computed, Is.LessThanOrEqualTo(length * (2 + way.Gap / window)), $"gap {way.Gap}, window {window}");
            if (most >= 4 * Math.Ceiling(Math.Sqrt(length)))
                Assert.That(computed, Is.LessThanOrEqualTo(2 * length + way.Gap), "with room enough each step twice at most");
        }, iter: 300, threads: 1);

    [Test]
    public static void A_second_visit_to_a_stretch_has_about_a_square_root_of_it_to_go() =>
        Gen.Select(Gen.Int[2, 5_000], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((length, a, b) =>
        {
            var nearby = new NearbyStates(1 << 30);
            var (far, near) = (Math.Max(a % length, b % length), Math.Min(a % length, b % length));
            if (near == 0)
                return;
            Visit(nearby, 0, length, far, 100);
            Assert.That(Visit(nearby, 0, length, near, 100), Is.LessThanOrEqualTo(Math.Sqrt(length) + 1));
        }, iter: 300, threads: 1);

    [Test]
    public static void Whoever_is_not_visited_longest_goes_first()
    {
        var nearby = new NearbyStates(3 * 356);
        foreach (var at in (long[])[0, 10, 20])
            Visit(nearby, at, at + 3, at + 1, 100);
        Visit(nearby, 0, 3, 1, 100);
        Visit(nearby, 30, 33, 31, 100);
        Assert.That(((long[])[0, 10, 20, 30]).Select(at => nearby.To(at, at + 3, at + 1, 100).Base is not null), Is.EqualTo((bool[])[true, false, true, true]));
    }

    /// <summary>Goes to a step as a run does; returns how many steps had to be computed.</summary>
    private static long Visit(NearbyStates nearby, long at, long next, long step, long stateBytes)
    {
        var way = nearby.To(at, next, step, stateBytes);
        var from = way.Base?.Step ?? at;
        Assert.That((from >= at, from <= step, way.Base is null || way.Base.Parameters[0] == from), Is.EqualTo((true, true, true)));
        if (from < step)
            nearby.Keep(way, [.. Range(from + 1, step).Where(way.Keeps).Select(State)]);
        return step - from;
    }

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var step = from; step <= to; step++)
            yield return step;
    }
}
