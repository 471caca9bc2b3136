using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Laws.Tests;

/// <summary>Whatever stands on the shelf is lawful, and so are the difficult functions written here by hand.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class ShelfTests
{
    private static readonly IEnumerable<TestCaseData> Activations = Cases(Lawbook.Activations, [.. Shelf.Of<IActivation>(), .. Formulas.Activations]);
    private static readonly IEnumerable<TestCaseData> Losses = Cases(Lawbook.Losses, [.. Shelf.Of<ILoss>(), .. Formulas.Losses]);
    private static readonly IEnumerable<TestCaseData> Optimizers = Cases(Lawbook.Optimizers, Shelf.Of<IOptimizer>());
    private static readonly IEnumerable<TestCaseData> Schedules = Cases(Lawbook.Schedules, Shelf.Of<ISchedule>());
    private static readonly IEnumerable<TestCaseData> Initializers = Cases(Lawbook.Initializers, Shelf.Of<IInitializer>());

    private static readonly IEnumerable<TestCaseData> Steps = Cases(
        Lawbook.Steps,
        [
            .. Shelf.Of<IActivation>().Select(a => Parts(a.Name, activation: a.Make)),
            .. Shelf.Of<ILoss>().Select(l => Parts(l.Name, loss: l.Make)),
            .. Shelf.Of<IOptimizer>().Select(o => Parts(o.Name, optimizer: o.Make)),
            .. Shelf.Of<ISchedule>().Select(s => Parts(s.Name, schedule: s.Make)),
        ]);

    [TestCaseSource(nameof(Activations))]
    public void An_activation_is_lawful(Law<IActivation> law, Func<IActivation> make) => Holds(law, make);

    [TestCaseSource(nameof(Losses))]
    public void A_loss_is_lawful(Law<ILoss> law, Func<ILoss> make) => Holds(law, make);

    [TestCaseSource(nameof(Optimizers))]
    public void An_optimizer_is_lawful(Law<IOptimizer> law, Func<IOptimizer> make) => Holds(law, make);

    [TestCaseSource(nameof(Schedules))]
    public void A_schedule_is_lawful(Law<ISchedule> law, Func<ISchedule> make) => Holds(law, make);

    [TestCaseSource(nameof(Initializers))]
    public void An_initializer_is_lawful(Law<IInitializer> law, Func<IInitializer> make) => Holds(law, make);

    [TestCaseSource(nameof(Steps))]
    public void A_step_is_lawful(Law<Parts> law, Func<Parts> make) => Holds(law, make);

    private static void Holds<T>(Law<T> law, Func<T> make)
    {
        var verdict = law.Try(make);
        Assert.That(verdict.Holds, $"{verdict}");
        Assert.That(verdict.Cases, Is.Zero.Or.GreaterThanOrEqualTo(Lawbook.Cases), $"too few cases had anything to say: {verdict}");
        TestContext.Out.WriteLine(verdict);
    }

    private static IEnumerable<TestCaseData> Cases<T>(IEnumerable<Law<T>> laws, IEnumerable<(string Name, Func<T> Make)> subjects) =>
        from subject in subjects
        from law in laws
        select new TestCaseData(law, subject.Make).SetName($"{typeof(T).Name.TrimStart('I')} {subject.Name}: {law.Name}");

    private static (string Name, Func<Parts> Make) Parts(
        string name, Func<IActivation>? activation = null, Func<ILoss>? loss = null, Func<IOptimizer>? optimizer = null, Func<ISchedule>? schedule = null) =>
        (name, () => new(
            activation is null ? Shelf.Make<IActivation>("sigmoid") : activation(),
            loss is null ? new HalfSse() : loss(),
            optimizer is null ? new Sgd(momentum: 0.9) : optimizer(),
            schedule is null ? new Constant() : schedule()));
}
