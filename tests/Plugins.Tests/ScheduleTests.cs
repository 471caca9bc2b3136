using Functional.Core;

namespace Functional.Plugins.Tests;

[TestFixture]
internal sealed class ScheduleTests
{
    [TestCase("step", 30L, 0.1)]
    [TestCase("exponential", 1L, 0.95)]
    public void A_stepwise_decay_is_torchs(string name, long stepSize, double gamma)
    {
        var golden = Golden.Json("schedules.json");
        var (rate, expected) = (golden.GetProperty("base_lr").GetDouble(), golden.GetProperty("schedules").GetProperty(name).Flat("lr"));
        var schedule = Shelf.Make<ISchedule>("step", ("stepSize", stepSize), ("gamma", gamma));
        Assert.That(expected, Has.Length.EqualTo(101));
        for (var k = 0; k < expected.Length; k++)
            Assert.That(schedule.At(k, rate), Is.EqualTo(expected[k]).Within(1e-13 * expected[k]), $"step {k}");
    }

    [Test]
    public void The_rate_of_a_step_does_not_depend_on_what_was_asked_before_and_stays_in_range() =>
        Gen.Select(Gen.Long[1, 50], Gen.Double[0, 1], Gen.Double[0, 2], Gen.Long[0, 5000].Array[1, 10]).Sample((size, gamma, rate, steps) =>
        {
            var schedule = Shelf.Make<ISchedule>("step", ("stepSize", size), ("gamma", gamma));
            return steps.All(step =>
                Golden.SameBits(schedule.At(step, rate), Shelf.Make<ISchedule>("step", ("stepSize", size), ("gamma", gamma)).At(step, rate))
                && schedule.At(step, rate) >= 0 && schedule.At(step, rate) <= rate
                && Golden.SameBits(schedule.At(step / size * size, rate), schedule.At(step, rate)));
        }, iter: 1000);

    [Test]
    public void A_constant_rate_is_the_rate() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Double).Sample((step, rate) =>
        Golden.SameBits(Shelf.Make<ISchedule>("constant").At(step, rate), rate), iter: 1000);
}
