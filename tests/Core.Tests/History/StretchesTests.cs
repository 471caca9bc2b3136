using System.Collections.Immutable;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class StretchesTests
{
    private static readonly Gen<(long From, long Steps, int Count)> Histories = Gen.Select(
        Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, 1L << 60]), Gen.OneOf(Gen.Long[0, 40], Gen.Long[0, 1_000_000], Gen.Long[0, 1L << 61]), Gen.Int[1, 40]);

    [Test]
    public void They_go_from_the_first_state_to_the_last_and_are_never_empty_and_never_too_many() => Law.Holds(Histories, (from, steps, count) =>
    {
        foreach (var edges in (ImmutableArray<long>[])[Stretches.Growing(from, from + steps, count), Stretches.Even(from, from + steps, count)])
        {
            Law.That(edges[0] == from && edges[^1] == from + steps, "first and last");
            Law.That(edges.Zip(edges.Skip(1), (a, b) => a < b).All(rises => rises), "ascending");
            Law.That(edges.Length - 1 == 0 ? steps == 0 : edges.Length - 1 <= count, $"{edges.Length - 1} ranges where {count} are asked for");
        }
    });

    [Test]
    public void Even_ranges_differ_by_one_step_at_most_and_are_as_many_as_asked_for() => Law.Holds(Histories, (from, steps, count) =>
    {
        var edges = Stretches.Even(from, from + steps, count);
        var sizes = edges.Zip(edges.Skip(1), (a, b) => b - a).ToList();
        Law.That(sizes.Count == Math.Min(count, steps), "as many");
        Law.That(sizes.Count == 0 || sizes.Max() - sizes.Min() <= 1, "even");
    });

    [Test]
    public void Growing_ranges_do_not_shrink_but_for_the_last() => Law.Holds(Histories, (from, steps, count) =>
    {
        var edges = Stretches.Growing(from, from + steps, count);
        var sizes = edges.Zip(edges.Skip(1), (a, b) => b - a).SkipLast(1).ToList();
        Law.That(sizes.Zip(sizes.Skip(1), (a, b) => a < b).Skip(1).All(grows => grows), "growing");
    });

    [TestCase(0, 100_000, new long[] { 0, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000 })]
    [TestCase(0, 500, new long[] { 0, 1, 3, 10, 30, 100, 300, 500 })]
    [TestCase(1000, 1030, new long[] { 1000, 1001, 1003, 1010, 1030 })]
    [TestCase(7, 8, new long[] { 7, 8 })]
    [TestCase(7, 7, new long[] { 7 })]
    public void By_powers_of_ten_and_their_thirds(long from, long to, long[] edges) =>
        Assert.That(Stretches.Growing(from, to), Is.EqualTo(edges));
}
