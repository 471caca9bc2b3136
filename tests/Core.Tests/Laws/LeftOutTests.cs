namespace Functional.Core.Tests;

/// <summary>Updates that never happen: the state passes on, the order of the data and the learning rates go on as they were.</summary>
[TestFixture]
internal sealed class LeftOutTests
{
    private const int Steps = 9;

    [Test]
    public void A_step_that_is_left_out_passes_the_state_on_and_moves_nothing_else() => Law.Holds(Gen.Select(Gens.AnyCase, Less.Steps), (c, leftOut) =>
    {
        var (batches, expected) = (c.Batches.LeavingOut(leftOut), Less.States(c, c.Batches.At, leftOut.Contains, Steps));
        var state = c.Start;
        for (var t = 0L; t < Steps; t++)
        {
            var trace = Training.Explain(c.Pipeline, state, batches.At(t));
            var ordinary = Training.Explain(c.Pipeline, state, c.Batches.At(t));
            Law.SameBits(ordinary.Loss, trace.Loss, $"loss of step {t}");
            Law.SameBits(ordinary.LearningRate, trace.LearningRate, $"learning rate of step {t}");
            Law.Same(ordinary.Gradients, trace.Gradients, $"gradients of step {t}");
            Law.Same(leftOut.Contains(t) ? Reals.Of(new double[state.Parameters.Length]) : ordinary.Updates, trace.Updates, $"updates of step {t}");
            Law.That(trace.Batch.IsLeftOut == leftOut.Contains(t), $"what step {t} says of itself");
            state = trace.Next;
            Law.Same(expected[t + 1], state, $"state {t + 1}");
        }
    });

    [Test]
    public void A_run_a_scan_and_a_timeline_agree() => Law.Holds(Gen.Select(Gens.AnyCase, Less.Steps, Gen.Int[0, 511]), (c, leftOut, kept) =>
    {
        var (batches, expected) = (c.Batches.LeavingOut(leftOut), Less.States(c, c.Batches.At, leftOut.Contains, Steps));
        foreach (var moment in Training.Scan(c.Pipeline, c.Start, batches, Steps, _ => true))
        {
            var state = expected[moment.Step];
            Law.Same(state, moment.State.OrNull()!, $"state {moment.Step} of the scan");
            Law.SameBits(Training.Evaluate(c.Pipeline, state, c.Batches.At(moment.Step)).Loss, moment.Loss, $"loss {moment.Step} of the scan");
        }

        var timeline = new Timeline(c.Pipeline, batches, [.. expected.Where((s, t) => t == 0 || (kept >> t & 1) == 1)]);
        for (var t = Steps; t >= 0; t--)
            Law.Same(expected[t], timeline.At(t), $"state {t} of the timeline");
        Law.Same(expected[5], Training.Run(c.Pipeline, c.Start, batches, 5), "state 5 of a run");
    });

    [Test]
    public void With_everything_left_out_no_bit_changes() => Law.Holds(Gens.AnyCase, c =>
    {
        var end = Training.Run(c.Pipeline, c.Start, c.Batches.LeavingOut(StepRanges.Of([new(0, long.MaxValue)])), Steps);
        Law.Same(c.Start.Parameters, end.Parameters, "parameters");
        Law.Same(c.Start.Slots, end.Slots, "slots");
        Law.That(end.Step == Steps, $"after {end.Step} steps");
    });

    [Test]
    public void With_nothing_left_out_it_is_the_original() => Law.Holds(Gens.AnyCase, c =>
    {
        Law.That(ReferenceEquals(c.Batches, c.Batches.LeavingOut(StepRanges.None)), "other batches");
        Law.Same(
            Training.Run(c.Pipeline, c.Start, c.Batches, Steps),
            Training.Run(c.Pipeline, c.Start, c.Batches.LeavingOut(StepRanges.Of([new(Steps, Steps + 3)])), Steps),
            "with steps left out that are not reached");
    });

    [Test]
    public void A_batch_without_rows_is_refused_unless_its_step_is_left_out() => Law.Holds(Gens.TameCase, c =>
    {
        var none = Batch.Of(c.Data, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => Training.Step(c.Pipeline, c.State, none));
        var passed = Training.Explain(c.Pipeline, c.State, none with { IsLeftOut = true });
        Law.Same(c.State.Next(c.State.Parameters, c.State.Slots), passed.Next, "the state after no rows");
        Law.SameBits(0, passed.Loss + passed.SumAbsoluteError, "the loss of no rows");
        Law.Same(Reals.Of(new double[c.State.Parameters.Length]), passed.Gradients, "the gradients of no rows");
    });
}
