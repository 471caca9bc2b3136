namespace Functional.Laws.Tests;

/// <summary>Cases are pure functions of their choices, and simpler choices are simpler cases.</summary>
[TestFixture]
internal sealed class DrawTests
{
    private const int Cases = 1000;

    [Test]
    public void The_same_seed_and_number_draw_the_same_case() => Gen.Select(Gen.ULong, Gen.Int[0, 1000]).Sample(
        (seed, number) => Numbers(Draw.Case(seed, number)).SequenceEqual(Numbers(Draw.Case(seed, number))), iter: Cases);

    [Test]
    public void Another_seed_draws_another_case() => Gen.ULong.Sample(
        seed => !Numbers(Draw.Case(seed, 0), 12).SequenceEqual(Numbers(Draw.Case(seed + 1, 0), 12)), iter: Cases);

    [Test]
    public void A_case_comes_again_from_the_seed_of_its_verdict() => Gen.ULong.Sample(seed =>
    {
        var verdict = Sums.Try(() => 0, seed: seed);
        return verdict.Outcome == Outcome.Refuted && Sums.Refute(() => 0, verdict.Seed!) == verdict.Counterexample;
    }, iter: Cases);

    [TestCase("")]
    [TestCase("g")]
    [TestCase("1..2")]
    [TestCase("-1")]
    [TestCase("1,2")]
    [TestCase("zffffffff")]
    [TestCase("11112222333344445")]
    public void A_text_that_is_no_seed_is_refused_with_a_sentence(string text) =>
        Assert.That(() => Draw.Again(text), Throws.ArgumentException.With.Message.Contains("is not the seed of a case"));

    [Test]
    public void Every_length_up_to_forty_comes_up()
    {
        var lengths = Enumerable.Range(0, Cases).Select(n => Draw.Case(Lawbook.Seed, n).Items(() => 0).Length).ToHashSet();
        Assert.That(lengths, Is.EquivalentTo(Enumerable.Range(0, 41)));
    }

    [Test]
    public void An_order_holds_every_place_once() => Gen.Select(Gen.ULong, Gen.Int[0, 40]).Sample(
        (seed, n) => Draw.Case(seed, 0).Order(n).Order().SequenceEqual(Enumerable.Range(0, n)), iter: Cases);

    [Test]
    public void Finite_numbers_are_finite_and_plain_ones_small() => Gen.Select(Gen.ULong, Gen.Double[-10, 10]).Sample((seed, kink) =>
    {
        var draw = Draw.Case(seed, 0);
        return Enumerable.Range(0, 20).All(_ => double.IsFinite(draw.Finite(kink)) && Math.Abs(draw.Plain()) <= 5 && Math.Abs(draw.Within(3)) <= 3);
    }, iter: Cases);

    [Test]
    public void Edges_kinks_their_neighbours_and_what_is_no_number_all_come_up()
    {
        var draw = Draw.Case(Lawbook.Seed, 0);
        var seen = Enumerable.Range(0, 20_000).Select(_ => draw.Any(2.5)).ToList();
        Assert.Multiple(() =>
        {
            foreach (var x in new[] { 0, 1, double.MaxValue, double.MinValue, 5e-324, 1e-300, 700, -745.2, 2.5, Math.BitIncrement(2.5), Math.BitDecrement(2.5), double.NaN, double.PositiveInfinity })
                Assert.That(seen.Any(s => s.Equals(x)), $"{x:R}");
            Assert.That(seen.Any(s => s == 0 && double.IsNegative(s)), "-0");
            Assert.That(seen.Count(s => Math.Abs(s) is > 1e-20 and < 1e-3), Is.GreaterThan(50));
            Assert.That(seen.Count(s => Math.Abs(s) is > 1e20 and < 1e200), Is.GreaterThan(50));
        });
    }

    [Test]
    public void Without_choices_a_case_is_the_simplest()
    {
        var draw = Draw.Again("0");
        Assert.That((draw.Plain(), draw.Items(() => 1).Length, string.Join(" ", draw.Order(3)), draw.Any(7)), Is.EqualTo((0.0, 0, "0 1 2", 0.0)));
    }

    /// <summary>Refuted by three numbers that add up to something between 1 and 2, which small choices do not.</summary>
    private static Law<int> Sums { get; } = new("sums", "They never add up to that.", (_, draw) =>
        draw.Exactly(3, () => draw.Any(1.5)) is var x && x.Sum() is > 1 and < 2 ? Finding.Against(string.Join(" ", x)) : Finding.Fine);

    private static double[] Numbers(Draw draw, int count = 3) => draw.Exactly(count, () => draw.Any(1.5));
}
