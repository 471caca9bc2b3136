using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>How a law is tried: what a verdict says, how small a counterexample gets, and what becomes of whoever throws.</summary>
[TestFixture]
internal sealed class LawTests
{
    private static readonly Law<IActivation> Slope = Named("slope-of-forward");

    [Test]
    public void What_always_refutes_is_told_by_the_simplest_case()
    {
        var verdict = Slope.Try(() => FakeActivation.Of(z => 2 * z, z => double.IsNaN(z) ? z : 3));
        Assert.That((verdict.Outcome, verdict.Seed), Is.EqualTo((Outcome.Refuted, "0")));
        Assert.That(verdict.Counterexample, Does.StartWith("at z = 0 Backward says 3 and differences of Forward 2 "));
    }

    [TestCase(2.0, "z = [3]")]
    [TestCase(3.0, "z = [3.125]")]
    public void A_lie_beyond_a_threshold_is_told_by_the_first_plain_number_beyond(double threshold, string told)
    {
        var verdict = Named("claimed-range").Try(() => FakeActivation.Of(z => z > threshold ? 2 : 0, _ => 0, new(Max: 1)), seed: 3);
        Assert.That(verdict.Counterexample, Does.StartWith($"{told} gives 2"));
    }

    [Test]
    public void A_lie_of_one_in_five_is_told_by_five_zeros()
    {
        var verdict = Named("writes-every-output").Try(() => new FakeActivation { Map = (z, a) => FakeActivation.Tanh(z.Length >= 5 ? z[..4] : z, a) });
        Assert.That(verdict.Counterexample, Is.EqualTo("Forward of z = [0, 0, 0, 0, 0] leaves [4] unwritten"));
    }

    [Test]
    public void Whoever_throws_is_refuted_and_nobody_else_hears_of_it()
    {
        foreach (var verdict in Lawbook.Check(() => new FakeActivation { Map = (_, _) => throw new InvalidOperationException("no") }, cases: 50))
            if (verdict.Law is not ("has-a-name" or "kinks-in-order"))
                Assert.That((verdict.Holds, verdict.Counterexample), Is.EqualTo((false, "threw InvalidOperationException: no")), verdict.Law);
    }

    [Test]
    public void Whoever_cannot_be_made_is_refuted() => Assert.That(
        Lawbook.Check((Func<IActivation>)(() => throw new NotSupportedException("not today")), cases: 3).Select(v => v.Counterexample),
        Is.All.EqualTo("threw NotSupportedException: not today"));

    [Test]
    public void A_law_that_does_not_apply_is_silent_and_does_not_count_as_tried()
    {
        var verdict = Named("claimed-never-falls").Try(() => FakeActivation.Of(z => -z, z => double.IsNaN(z) ? z : -1));
        Assert.That((verdict.Outcome, verdict.Holds, verdict.Cases), Is.EqualTo((Outcome.Silent, true, 0)));
    }

    [Test]
    public void Of_a_thousand_cases_nearly_all_speak()
    {
        string[] silent = ["claimed-range", "claimed-never-falls", "part-by-part", "in-any-order"];
        foreach (var (name, make) in Shelf.Of<IActivation>().Concat(Formulas.Activations))
            foreach (var verdict in Lawbook.Check(make, cases: 200).Where(v => !silent.Contains(v.Law)))
                Assert.That(verdict.Cases, Is.GreaterThan(100), $"{name}: {verdict}");
    }

    [Test]
    public void The_same_seed_gives_the_same_verdict_and_another_may_give_another_case() => Gen.ULong.Sample(seed =>
    {
        var liar = () => FakeActivation.Of(z => Math.Abs(z) > 4.9 ? 2 : 0, _ => 0, new(Max: 1));
        return Named("claimed-range").Try(liar, seed: seed) == Named("claimed-range").Try(liar, seed: seed);
    }, iter: 30);

    [Test]
    public void Names_are_kebab_case_and_unique_and_statements_are_sentences()
    {
        Assert.Multiple(() =>
        {
            Check(Lawbook.Activations);
            Check(Lawbook.Losses);
            Check(Lawbook.Optimizers);
            Check(Lawbook.Schedules);
            Check(Lawbook.Initializers);
            Check(Lawbook.Steps);
        });

        static void Check<T>(IReadOnlyList<Law<T>> laws)
        {
            Assert.That(laws.Select(l => l.Name), Is.Unique);
            Assert.That(laws.Select(l => l.Name), Is.All.Match("^[a-z]+(-[a-z]+)*$"));
            Assert.That(laws.Select(l => l.Statement), Is.All.Match(@"^[A-Zn].*\.$"));
        }
    }

    [Test]
    public void A_verdict_reads_as_a_person_would_say_it()
    {
        Assert.That($"{new Verdict("a-law", "It holds.", Outcome.Holds, 1000)}", Is.EqualTo("a-law holds in 1000 cases"));
        Assert.That($"{new Verdict("a-law", "It holds.", Outcome.Silent, 0)}", Is.EqualTo("a-law does not apply"));
        Assert.That($"{new Verdict("a-law", "It holds.", Outcome.Refuted, 3, "z = 1 gives 2", "1.2")}", Is.EqualTo("a-law is refuted: It holds.\n  but z = 1 gives 2\n  again with seed 1.2"));
    }

    private static Law<IActivation> Named(string name) => Lawbook.Activations.Single(l => l.Name == name);
}
