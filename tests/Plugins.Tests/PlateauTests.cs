using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>reduce-on-plateau against torch, and what it does with odd losses.</summary>
[TestFixture]
internal sealed class PlateauTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Loss = Gen.Frequency(
        (8, Gen.Double[0, 3]), (2, Gen.OneOf(0.0, 1, 2)), (1, Gen.OneOf(double.NaN, double.PositiveInfinity, double.MaxValue, -1.0)));

    private static readonly (string Case, (string, object)[] Settings)[] Torchs =
    [
        ("plateau_min", [("factor", 0.5), ("patience", 5)]),
        ("plateau_abs_cooldown", [("patience", 3), ("threshold", 0.05), ("thresholdMode", "abs"), ("cooldown", 4), ("minLearningRate", 1e-4)]),
    ];

    private static string[] Names => [.. Torchs.Select(t => t.Case)];

    [TestCaseSource(nameof(Names))]
    public void The_rate_of_every_step_is_torchs(string name)
    {
        var golden = Golden.Json("schedules.json");
        var expected = golden.GetProperty("schedules").GetProperty(name).Flat("lr");
        var rates = Rates(Make(Torchs.Single(t => t.Case == name).Settings), golden.GetProperty("base_lr").GetDouble(), golden.Flat("metrics_for_plateau"));
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(3));
        Assert.That(rates, Has.Length.EqualTo(expected.Length));
        for (var k = 0; k < expected.Length; k++)
            Assert.That(rates[k], Is.EqualTo(expected[k]).Within(1e-13 * expected[k]), $"step {k}");
    }

    [Test]
    public void Rates_only_fall_and_never_below_the_lowest() =>
        Gen.Select(Gen.Double[0, 0.99], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Double[0, 0.5], Gen.Double[0, 2], Loss.Array[0, 60]).Sample((factor, patience, cooldown, lowest, rate, losses) =>
        {
            var rates = Rates(Make(("factor", factor), ("patience", patience), ("cooldown", cooldown), ("minLr", lowest)), rate, losses);
            return rates.Skip(1).Zip(rates).All(p => p.Item1 <= p.Item2) && rates.All(r => r >= Math.Min(rate, lowest)) && Golden.SameBits(rates[0], rate);
        }, iter: Cases);

    [Test]
    public void Patience_is_counted_from_the_last_improvement() => Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20]).Sample((patience, falling) =>
    {
        double[] losses = [.. Enumerable.Range(0, falling).Select(k => 100.0 - k), .. Enumerable.Repeat(100.0, 50)];
        var rates = Rates(Make(("patience", patience)), 1, losses);
        return rates.ToList().FindIndex(r => r < 1) == falling + patience + 1;
    }, iter: Cases);

    [Test]
    public void While_it_cools_down_nothing_counts() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9]).Sample((patience, cooldown) =>
    {
        var rates = Rates(Make(("factor", 0.5), ("patience", patience), ("cooldown", cooldown)), 1, [.. Enumerable.Repeat(1.0, 60)]);
        var drops = Enumerable.Range(1, 60).Where(k => rates[k] < rates[k - 1]).ToArray();
        return drops.Skip(1).Zip(drops).All(d => d.Item1 - d.Item2 == patience + 1 + cooldown) && drops[0] == patience + 2;
    }, iter: Cases);

    [Test]
    public void The_largest_is_the_smallest_upside_down() => Gen.Select(Gen.Int[0, 3], Gen.Double[0, 0.1], Loss.Array[0, 40]).Sample((patience, threshold, losses) =>
    {
        (string, object)[] both = [("patience", patience), ("threshold", threshold), ("thresholdMode", "abs"), ("factor", 0.5)];
        return Golden.SameBits(Rates(Make([.. both, ("mode", "max")]), 1, [.. losses.Select(l => -l)]), Rates(Make(both), 1, losses));
    }, iter: Cases);

    [Test]
    public void A_loss_that_is_no_number_is_as_bad_as_no_improvement() => Gen.Select(Gen.Int[0, 3], Gen.Double[1, 2].Array[0, 30], Gen.ULong).Sample((patience, losses, where) =>
    {
        double[] With(double bad) => [1, .. losses.Select((l, i) => (where >> i & 1) == 1 ? bad : l)];
        return Golden.SameBits(Rates(Make(("patience", patience)), 1, With(double.NaN)), Rates(Make(("patience", patience)), 1, With(5)))
            && Golden.SameBits(Rates(Make(("patience", patience)), 1, With(double.PositiveInfinity)), Rates(Make(("patience", patience)), 1, With(5)));
    }, iter: Cases);

    [Test]
    public void Its_memory_is_finite_and_does_not_know_the_learning_rate() => Gen.Select(Gen.OneOf("min", "max"), Gen.OneOf(Loss, Gen.Const(double.NegativeInfinity)).Array[0, 30]).Sample((mode, losses) =>
    {
        var schedule = Make(("mode", mode), ("patience", 1));
        var memory = new double[schedule.MemoryNames.Length];
        schedule.Init(memory);
        foreach (var loss in losses)
            schedule.Observe(loss, memory);
        return memory.All(double.IsFinite) && Golden.SameBits(schedule.At(losses.Length, 0, memory), 0);
    }, iter: Cases);

    [Test]
    public void Before_any_loss_the_rate_is_the_rate() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Double[0, 5]).Sample((step, rate) =>
        Golden.SameBits(((ISchedule)Make()).At(step, rate), rate), iter: Cases);

    [Test]
    public void A_rate_below_the_lowest_stays_and_a_reduction_too_small_is_not_made()
    {
        double[] losses = [.. Enumerable.Repeat(1.0, 20)];
        Assert.Multiple(() =>
        {
            Assert.That(Rates(Make(("patience", 0), ("minLr", 0.1)), 0.05, losses), Is.All.EqualTo(0.05));
            Assert.That(Rates(Make(("patience", 0)), 1e-8, losses), Is.All.EqualTo(1e-8));
            Assert.That(Rates(Make(("patience", 0), ("epsilon", 0)), 1e-8, losses)[^1], Is.LessThan(1e-20));
        });
    }

    private static ILossSchedule Make(params (string, object)[] settings) => (ILossSchedule)Shelf.Make<ISchedule>("reduce-on-plateau", settings);

    /// <summary>The rate before any loss and after each.</summary>
    private static double[] Rates(ILossSchedule schedule, double rate, double[] losses)
    {
        var memory = new double[schedule.MemoryNames.Length];
        schedule.Init(memory);
        var rates = new List<double> { schedule.At(0, rate, memory) };
        for (var k = 0; k < losses.Length; k++)
        {
            schedule.Observe(losses[k], memory);
            rates.Add(schedule.At(k + 1, rate, memory));
        }

        return [.. rates];
    }
}
