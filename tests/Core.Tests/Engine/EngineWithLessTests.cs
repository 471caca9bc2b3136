namespace Functional.Core.Tests;

/// <summary>The engine is the specification where updates or rows are left out, too: the first step of all, the last, and any between.</summary>
[TestFixture]
internal sealed class EngineWithLessTests
{
    [Test]
    public void The_engine_computes_the_bits_of_the_specification() => Less.Of(Shapes.Wide).Sample(run =>
    {
        var (c, batches) = (run.Case, run.Batches);
        var state = c.Start;
        foreach (var moment in Training.Scan(c.Pipeline, state, batches, 5, _ => true))
        {
            EngineTests.Same(state, moment.State.OrNull()!, $"state {moment.Step}");
            var step = Training.Step(c.Pipeline, state, batches.At(state.Step));
            Law.That(step.Loss.Equals(moment.Loss) && step.SumAbsoluteError.Equals(moment.SumAbsoluteError), $"loss of step {moment.Step}");
            state = step.Next;
        }
    }, iter: 250);

    [Test]
    public void Who_does_which_part_and_where_an_engine_begins_change_no_bit() => Less.Of(Shapes.Long).Sample(run =>
    {
        var (c, batches) = (run.Case, run.Batches);
        var expected = Less.States(c, batches.At, step => batches.At(step).IsLeftOut, 3);
        for (var t = 0; t < 3; t++)
            EngineTests.Same(expected[3], Training.Run(c.Pipeline, expected[t], batches, 3 - t, t == 1 ? null : new Scattered(workers: 3)), $"state 3 from {t}");
    }, iter: 12);

    [Test]
    public void No_step_allocates() => Less.Of(Shapes.Wide).Sample(run =>
    {
        long Bytes(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Training.Run(run.Case.Pipeline, run.Case.Start, run.Batches, steps);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(2);
        var tries = Enumerable.Range(0, 5).Select(_ => Bytes(12) - Bytes(2)).ToArray();
        Law.That(tries.Contains(0), $"ten steps more take {string.Join(", ", tries)} bytes more");
    }, iter: 40, threads: 1);
}
