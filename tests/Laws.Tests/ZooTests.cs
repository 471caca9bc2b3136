namespace Functional.Laws.Tests;

/// <summary>Every liar is caught by the law that is there for it, whatever the seed, and what it is told by is small and comes again.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class ZooTests
{
    private static readonly ulong[] Seeds = [Lawbook.Seed, 2, 3, 20_26, 0xFEDCBA9876543210];

    private static readonly IEnumerable<TestCaseData> Liars =
    [
        .. Cases(Lawbook.Activations, LyingActivations.All),
        .. Cases(Lawbook.Losses, LyingLosses.All),
        .. Cases(Lawbook.Optimizers, LyingOptimizers.All),
        .. Cases(Lawbook.Schedules, LyingSchedules.All),
        .. Cases(Lawbook.Initializers, LyingInitializers.All),
        .. Cases(Lawbook.Steps, LyingParts.All),
    ];

    [TestCaseSource(nameof(Liars))]
    public void A_liar_is_caught_by_its_law(Action test) => test();

    [Test]
    public void No_law_is_without_a_liar()
    {
        Assert.Multiple(() =>
        {
            Covered(Lawbook.Activations, LyingActivations.All);
            Covered(Lawbook.Losses, LyingLosses.All);
            Covered(Lawbook.Optimizers, LyingOptimizers.All);
            Covered(Lawbook.Schedules, LyingSchedules.All);
            Covered(Lawbook.Initializers, LyingInitializers.All);
            Covered(Lawbook.Steps, LyingParts.All);
        });

        static void Covered<T>(IEnumerable<Law<T>> laws, IEnumerable<Liar<T>> liars) =>
            Assert.That(liars.Select(l => l.Law).Distinct(), Is.EquivalentTo(laws.Select(l => l.Name)));
    }

    private static IEnumerable<TestCaseData> Cases<T>(IReadOnlyList<Law<T>> laws, IEnumerable<Liar<T>> liars) =>
        from liar in liars
        select new TestCaseData((Action)(() => Caught(laws.Single(l => l.Name == liar.Law), liar))).SetName($"{typeof(T).Name.TrimStart('I')} that {liar.What}: {liar.Law}");

    private static void Caught<T>(Law<T> law, Liar<T> liar)
    {
        foreach (var seed in Seeds)
        {
            var verdict = law.Try(liar.Make, seed: seed);
            Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Refuted), $"under seed {seed}");
            TestContext.Out.WriteLine(verdict);
            if (!liar.Repeats)
                continue;
            Assert.That(law.Refute(liar.Make, verdict.Seed!), Is.EqualTo(verdict.Counterexample), "the seed brings the case back");
            Assert.That(verdict.Seed!.Split('.'), Has.Length.LessThanOrEqualTo(64), "a small case has few choices");
        }
    }
}
