namespace Functional.Core.Tests;

[TestFixture]
internal sealed class FoldTests
{
    [Test]
    public void A_step_counts_one_and_keeps_every_shape() => Law.Holds(Gens.AnyCase, c =>
    {
        var next = Training.Step(c.Pipeline, c.State, c.Batch).Next;
        Law.That(next.Step == c.State.Step + 1, $"step {c.State.Step} was followed by {next.Step}");
        Law.That(c.State.Step == c.Warm, "warm steps were not counted");
        Law.That(next.Parameters.Length == c.Network.Layout.Length, "the number of parameters changed");
        Law.That(next.Slots.Length == c.Pipeline.Layout.SlotLength, "the number of slots changed");
    });

    [Test]
    public void N_steps_are_one_run_of_N_however_it_is_split() => Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 4], Gen.Int[0, 4]), (c, a, b) =>
    {
        var whole = Training.Run(c.Pipeline, c.State, c.Batches, a + b);
        var split = Training.Run(c.Pipeline, Training.Run(c.Pipeline, c.State, c.Batches, a), c.Batches, b);
        Law.Same(whole, split, $"{a} + {b} steps");
        Law.Same(whole, Steps(c, a + b)[^1].Next, "one at a time");
    });

    [Test]
    public void No_steps_change_nothing() => Law.Holds(Gens.AnyCase, c =>
        Law.Same(c.State, Training.Run(c.Pipeline, c.State, c.Batches, 0), "after no steps"));

    [Test]
    public void A_scan_passes_what_single_steps_pass() => Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 6], Gen.Int[0, 127]), (c, n, kept) =>
    {
        bool Keep(long step) => (kept >> (int)(step - c.Warm) & 1) == 1;
        var moments = Training.Scan(c.Pipeline, c.State, c.Batches, n, Keep).ToArray();
        Law.That(moments.Length == n + 1, $"{moments.Length} moments in {n} steps");
        var state = c.State;
        foreach (var moment in moments)
        {
            var result = Training.Step(c.Pipeline, state, c.Batches.At(state.Step));
            Law.That(moment.Step == state.Step, "the moments are out of step");
            Law.That(moment.Fingerprint == state.Fingerprint, "a fingerprint differs");
            Law.SameBits(result.Loss, moment.Loss, $"loss of step {state.Step}");
            Law.SameBits(result.SumAbsoluteError, moment.SumAbsoluteError, $"sum of absolute errors of step {state.Step}");
            Law.That(moment.State.IsSome == Keep(state.Step), $"state {state.Step} was kept, or lost, against the wish");
            if (moment.State.OrNull() is { } given)
                Law.Same(state, given, $"kept state {state.Step}");
            state = result.Next;
        }
    });

    [Test]
    public void A_scan_works_only_as_far_as_somebody_looks() => Law.Holds(Gens.AnyCase, c =>
    {
        var loss = new Counting(c.Pipeline.Loss);
        var seen = Training.Scan(c.Pipeline.With(loss: loss), c.State, c.Batches, 1_000_000_000, _ => false).Take(3).ToArray();
        Law.That(seen.Length == 3 && loss.Evaluations == 3, $"{seen.Length} moments cost {loss.Evaluations} evaluations");
        Law.SameBits(Training.Step(c.Pipeline, c.State, c.Batch).Loss, seen[0].Loss, "first loss");
    });

    [Test]
    public void The_schedule_is_asked_for_the_rate_of_each_step() => Law.Holds(Gens.Case(new() { Schedules = Gens.Constant }), c =>
    {
        var rising = c.Pipeline.With(schedule: new Rising());
        var state = c.State;
        for (var i = 0; i < 3; i++)
        {
            var trace = Training.Explain(rising, state, c.Batches.At(state.Step));
            var constant = Training.Explain(c.Pipeline.With(rate: c.Pipeline.LearningRate * (state.Step + 1)), state, c.Batches.At(state.Step));
            Law.SameBits(c.Pipeline.LearningRate * (state.Step + 1), trace.LearningRate, "rate in force");
            Law.Same(constant.Next, trace.Next, $"step {state.Step}");
            state = trace.Next;
        }
    });

    private static StepResult[] Steps(Case c, int n)
    {
        var results = new List<StepResult> { new(c.State, 0, 0) };
        for (var i = 0; i < n; i++)
            results.Add(Training.Step(c.Pipeline, results[^1].Next, c.Batches.At(c.Warm + i)));
        return [.. results];
    }

    private sealed class Rising : ISchedule
    {
        public string Id => "rising";

        public double At(long step, double learningRate) => learningRate * (step + 1);
    }
}
