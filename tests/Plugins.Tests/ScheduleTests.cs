using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>What schedules promise at every step, near and far.</summary>
[TestFixture]
internal sealed class ScheduleTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Rate = Gen.Frequency((9, Gen.Double[0, 2]), (1, Gen.OneOf(0.0, 1, 1e-300, 1e300)));

    private static readonly Gen<double> Share = Gen.Frequency((9, Gen.Double[0, 1]), (1, Gen.OneOf(0.0, 0.5, 1)));

    private static readonly Gen<long> Length = Gen.Frequency((6, Gen.Long[1, 60]), (1, Gen.Long[1, 1_000_000_000_000]));

    private static readonly Gen<long> Step = Gen.Frequency((6, Gen.Long[0, 300]), (2, Gen.Long[0, 1_000_000_000_000]), (1, Gen.OneOf(0, 1, 1_000_000_000_000, long.MaxValue)));

    private static readonly Gen<ISchedule> Any = Gen.OneOf(
        Gen.Select(Share, Length).Select((f, n) => Make("constant", ("factor", f), ("totalIters", n))),
        Gen.Select(Length, Gen.Double[0, 2]).Select((n, g) => Make("step", ("stepSize", n), ("gamma", g))),
        Gen.Select(Length.Array[0, 5], Gen.Double[0, 2]).Select((m, g) => Make("multi-step", ("milestones", Rising(m)), ("gamma", g))),
        Gen.Double[0, 2].Select(g => Make("exponential", ("gamma", g))),
        Gen.Select(Share, Share, Length).Select((a, b, n) => Make("linear", ("startFactor", a), ("endFactor", b), ("totalIters", n))),
        Gen.Select(Length, Gen.Double[0, 5]).Select((n, p) => Make("polynomial", ("totalIters", n), ("power", p))),
        Gen.Select(Length, Rate, Gen.Long[0, 40], Share).Select((n, eta, w, f) => Make("cosine", ("maxSteps", n), ("etaMin", eta), ("warmupSteps", w), ("startFactor", f))),
        Gen.Select(Length, Gen.Long[1, 5], Rate).Select((n, f, eta) => Make("cosine-warm-restarts", ("restartSteps", n), ("restartFactor", f), ("etaMin", eta))),
        Gen.Select(Rate, Length, Share, Gen.Bool, Gen.Bool).Select((top, n, p, linear, three) => Make(
            "one-cycle", ("maxLearningRate", top), ("totalSteps", n), ("pctStart", three ? p / 2 : p), ("annealStrategy", linear ? "linear" : "cos"), ("threePhase", three))));

    [Test]
    public void Every_rate_is_finite_and_not_negative_however_far_the_step() => Gen.Select(Any, Step, Rate).Sample((schedule, step, rate) =>
        double.IsFinite(schedule.At(step, rate)) && schedule.At(step, rate) >= 0, iter: 20 * Cases);

    [Test]
    public void The_rate_of_a_step_does_not_depend_on_what_was_asked_before() => Gen.Select(Any, Step.Array[1, 10], Rate).Sample((schedule, steps, rate) =>
    {
        var forwards = steps.Select(s => schedule.At(s, rate)).ToArray();
        var backwards = steps.Reverse().Select(s => schedule.At(s, rate)).Reverse().ToArray();
        return Golden.SameBits(forwards, backwards);
    }, iter: Cases);

    [Test]
    public void A_stepwise_decay_stays_in_range_and_changes_only_at_its_steps() =>
        Gen.Select(Gen.Long[1, 50], Share, Rate, Gen.Long[0, 5000]).Sample((size, gamma, rate, step) =>
        {
            var schedule = Make("step", ("stepSize", size), ("gamma", gamma));
            return schedule.At(step, rate) >= 0 && schedule.At(step, rate) <= rate && Golden.SameBits(schedule.At(step / size * size, rate), schedule.At(step, rate));
        }, iter: Cases);

    [Test]
    public void A_constant_rate_is_the_rate() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Double).Sample((step, rate) =>
        Golden.SameBits(Make("constant").At(step, rate), rate), iter: Cases);

    [Test]
    public void Milestones_at_equal_distances_are_steps_and_no_milestone_is_a_constant() =>
        Gen.Select(Gen.Long[1, 20], Share, Rate, Gen.Long[0, 199]).Sample((size, gamma, rate, step) =>
        {
            var milestones = Enumerable.Range(1, 200).Select(k => (double)(k * size)).ToArray();
            return Golden.SameBits(Make("multi-step", ("milestones", milestones), ("gamma", gamma)).At(step, rate), Make("step", ("stepSize", size), ("gamma", gamma)).At(step, rate))
                && Golden.SameBits(Make("multi-step", ("gamma", gamma)).At(step, rate), rate);
        }, iter: Cases);

    [Test]
    public void An_exponential_decay_is_a_step_decay_at_every_step() => Gen.Select(Gen.Double[0, 1.5], Step, Rate).Sample((gamma, step, rate) =>
        Golden.SameBits(Make("exponential", ("gamma", gamma)).At(step, rate), Make("step", ("stepSize", 1), ("gamma", gamma)).At(step, rate)), iter: Cases);

    [Test]
    public void A_cosine_repeats_and_mirrors_and_stays_between_its_ends() => Gen.Select(Length, Step, Rate, Rate).Sample((n, step, rate, eta) =>
    {
        var cosine = Make("cosine", ("maxSteps", n), ("etaMin", eta));
        var (at, here) = (step % n, cosine.At(step % n, rate));
        return Golden.SameBits(cosine.At(at + 2 * n, rate), here) && Golden.SameBits(cosine.At(2 * n - at, rate), here)
            && Golden.SameBits(cosine.At(0, rate), rate) && Golden.SameBits(cosine.At(n, rate), eta)
            && here >= Math.Min(rate, eta) * (1 - 1e-15) && here <= Math.Max(rate, eta) * (1 + 1e-15);
    }, iter: Cases);

    [Test]
    public void A_warm_up_is_a_line_and_then_the_same_cosine() =>
        Gen.Select(Gen.Long[1, 50], Gen.Long[1, 50], Share, Rate, Gen.Long[0, 200]).Sample((warmup, n, start, rate, step) =>
        {
            var both = Make("cosine", ("maxSteps", n), ("warmupSteps", warmup), ("startFactor", start));
            var expected = step < warmup
                ? Make("linear", ("startFactor", start), ("totalIters", warmup)).At(step, rate)
                : Make("cosine", ("maxSteps", n)).At(step - warmup, rate);
            return Golden.SameBits(both.At(step, rate), expected);
        }, iter: Cases);

    /// <summary>There (1 + cos)/2 is (π/2n)² to within its fourth power; computed as it stands it would be 0, or have few digits left.</summary>
    [Test]
    public void The_last_rates_of_a_long_cosine_have_all_their_digits() => Gen.Long[100_000_000, 1_000_000_000_000].Sample(n =>
    {
        var expected = Math.PI / 2 / n * (Math.PI / 2 / n);
        return Math.Abs(Make("cosine", ("maxSteps", n)).At(n - 1, 1) - expected) <= 1e-15 * expected;
    }, iter: Cases);

    [Test]
    public void A_restart_is_at_the_top_and_ways_lengthen() => Gen.Select(Gen.Long[1, 30], Gen.Long[1, 4], Rate, Gen.Int[0, 8]).Sample((n, factor, rate, way) =>
    {
        var schedule = Make("cosine-warm-restarts", ("restartSteps", n), ("restartFactor", factor));
        var (begin, length) = (0L, n);
        for (var i = 0; i < way; i++)
            (begin, length) = (begin + length, length * factor);
        var cosine = Make("cosine", ("maxSteps", length));
        return Enumerable.Range(0, (int)Math.Min(length, 50)).All(k => Golden.SameBits(schedule.At(begin + k, rate), cosine.At(k, rate)));
    }, iter: Cases);

    [Test]
    public void A_line_reaches_its_end_and_a_polynomial_of_power_one_is_the_line_to_zero() =>
        Gen.Select(Share, Share, Gen.Long[1, 60], Rate, Gen.Long[0, 100]).Sample((start, end, n, rate, step) =>
        {
            var line = Make("linear", ("startFactor", start), ("endFactor", end), ("totalIters", n));
            return Golden.SameBits(line.At(0, rate), rate * start) && Golden.SameBits(line.At(n + step, rate), rate * end)
                && Golden.SameBits(Make("polynomial", ("totalIters", n)).At(step, rate), Make("linear", ("startFactor", 1), ("endFactor", 0), ("totalIters", n)).At(step, rate));
        }, iter: Cases);

    [Test]
    public void One_cycle_rises_once_and_falls_once_and_then_rests() =>
        Gen.Select(Gen.Double[0.01, 2], Gen.Int[1, 120], Share, Gen.Bool, Gen.Bool).Sample((top, n, rising, linear, three) =>
        {
            var schedule = Make(
                "one-cycle", ("maxLearningRate", top), ("totalSteps", n), ("pctStart", three ? rising / 2 : rising), ("annealStrategy", linear ? "linear" : "cos"), ("threePhase", three));
            var rates = Enumerable.Range(0, n).Select(k => schedule.At(k, 7)).ToArray();
            var peak = Array.IndexOf(rates, rates.Max());
            return rates.Skip(1).Select((r, i) => i + 1 <= peak ? r >= rates[i] * (1 - 1e-15) : r <= rates[i] * (1 + 1e-15)).All(holds => holds)
                && rates.All(r => r <= top * (1 + 1e-15) && r >= top / 25 / 1e4 * (1 - 1e-15))
                && Golden.SameBits(schedule.At(n + 10L, 7), rates[^1]);
        }, iter: Cases);

    [Test]
    public void One_cycle_without_a_top_of_its_own_takes_the_learning_rate() => Gen.Select(Gen.Double[0.01, 2], Gen.Long[1, 200]).Sample((rate, step) =>
        Golden.SameBits(Make("one-cycle", ("totalSteps", 100)).At(step, rate), Make("one-cycle", ("totalSteps", 100), ("maxLearningRate", rate)).At(step, 0.3)), iter: Cases);

    [Test]
    public void One_cycle_of_three_phases_needs_room_to_come_back()
    {
        var settings = new Settings("one-cycle", "doc", Shelf.Given(("threePhase", true), ("pctStart", 0.6)));
        Shelf.Recipe<ISchedule>("one-cycle").Build(settings);
        Assert.That(settings.Problems().Select(p => p.Where), Is.EqualTo(["doc:pctStart"]));
    }

    private static ISchedule Make(string name, params (string, object)[] settings) => Shelf.Make<ISchedule>(name, settings);

    private static double[] Rising(long[] numbers) => [.. numbers.Distinct().Order().Select(n => (double)n)];
}
