namespace Functional.Laws.Tests;

/// <summary>Which refutations come as a scene, and that the scene is that of the case.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class SceneTests
{
    private static readonly IEnumerable<TestCaseData> Staged =
    [
        .. Cases(Lawbook.Activations, LyingActivations.All, typeof(Scene.OfLayer),
            "part-by-part", "in-any-order", "finite-from-finite", "nan-in-nan-out", "claimed-range", "claimed-never-falls", "backward-is-linear", "slope-of-forward"),
        .. Cases(Lawbook.Losses, LyingLosses.All, typeof(Scene.OfLoss), "finite-from-moderate", "slope-of-value", "sum-or-mean"),
        .. Cases(Lawbook.Optimizers, LyingOptimizers.All, typeof(Scene.OfUpdates), "counts-for-itself", "writes-every-update", "finite-from-moderate"),
        .. Cases(Lawbook.Optimizers, LyingOptimizers.All, typeof(Scene.OfBowl), "goes-downhill"),
        .. Cases(Lawbook.Schedules, LyingSchedules.All, typeof(Scene.OfRate), "finite-and-not-negative"),
    ];

    [TestCaseSource(nameof(Staged))]
    public void A_refutation_that_is_a_moment_of_a_training_has_it_as_numbers(Action test) => test();

    [Test]
    public void The_numbers_are_those_of_the_sentence()
    {
        var verdict = Lawbook.Activations.Single(l => l.Name == "slope-of-forward").Try(() => FakeActivation.Of(z => z > 2 ? 3 * z : z, z => double.IsNaN(z) ? z : 1), seed: 5);
        var scene = (Scene.OfLayer)verdict.Scene!;
        Assert.That(verdict.Counterexample, Does.StartWith($"at z = {Core.RealText.Of(scene.PreActivations[0])} Backward says 1 "));
        Assert.That((scene.PreActivations.Length, scene.PreActivations[0] > 2, scene.ActivationGradients), Is.EqualTo((1, true, Core.Reals.Of(1))));
    }

    [Test]
    public void A_NaN_that_comes_in_as_a_gradient_has_none()
    {
        var law = Lawbook.Optimizers.Single(l => l.Name == "nan-in-nan-out");
        var liar = LyingOptimizers.All.First(l => l.Law == law.Name);
        Assert.That(law.Try(liar.Make), Has.Property(nameof(Verdict.Holds)).False.And.Property(nameof(Verdict.Scene)).Null);
    }

    private static IEnumerable<TestCaseData> Cases<T>(IEnumerable<Law<T>> laws, IEnumerable<Liar<T>> liars, Type scene, params string[] names) =>
        from name in names
        from liar in liars
        where liar.Law == name
        select new TestCaseData((Action)(() => HasScene(laws.Single(l => l.Name == name), liar, scene))).SetName($"{typeof(T).Name.TrimStart('I')} that {liar.What}: {name}");

    /// <summary>A subject that throws has none, for there is no step to show, and neither has a gradient that comes in as NaN.</summary>
    private static void HasScene<T>(Law<T> law, Liar<T> liar, Type scene)
    {
        var verdict = law.Try(liar.Make);
        Assert.That(verdict.Holds, Is.False);
        if (verdict.Counterexample!.StartsWith("threw ", StringComparison.Ordinal) || verdict.Counterexample.Contains("turns gradients [NaN]", StringComparison.Ordinal))
            Assert.That(verdict.Scene, Is.Null, verdict.Counterexample);
        else
            Assert.That(verdict.Scene, Is.TypeOf(scene), verdict.Counterexample);
        if (liar.Repeats)
            Assert.That($"{law.Again(liar.Make, verdict.Seed!).Scene}", Is.EqualTo($"{verdict.Scene}"), "the seed brings the scene back");
    }
}
