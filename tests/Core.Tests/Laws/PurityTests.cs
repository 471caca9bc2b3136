namespace Functional.Core.Tests;

[TestFixture]
internal sealed class PurityTests
{
    [Test]
    public void A_step_leaves_the_state_and_the_batch_as_they_were() => Law.Holds(Gens.AnyCase, c =>
    {
        var (state, batch) = (c.State, c.Batch);
        var before = Bytes(state, batch);
        Training.Step(c.Pipeline, state, batch);
        Law.That(before.AsSpan().SequenceEqual(Bytes(state, batch)), "the step changed what it was given");
    });

    [Test]
    public void A_step_that_throws_leaves_the_state_and_the_batch_as_they_were() =>
        Law.Holds(Gen.Select(Gens.AnyCase, Gen.OneOf(Throwing.Places)), (c, place) =>
        {
            var (state, batch) = (c.State, c.Batch);
            var before = Bytes(state, batch);
            var broken = Throwing.At(c.Pipeline, place);
            Law.That(Throws(() => Training.Step(broken, state, batch)), $"the exception of the {place} was lost");
            Law.That(before.AsSpan().SequenceEqual(Bytes(state, batch)), "the step changed what it was given");
            Law.Same(Training.Step(c.Pipeline, c.State, batch).Next, Training.Step(c.Pipeline, state, batch).Next, "the step afterwards");
        });

    [Test]
    public void The_same_step_twice_gives_the_same_bits() => Law.Holds(Gens.AnyCase, c =>
    {
        var (once, again) = (Training.Step(c.Pipeline, c.State, c.Batch), Training.Step(c.Pipeline, c.State, c.Batch));
        Law.Same(once.Next, again.Next, "the second time");
        Law.SameBits(once.Loss, again.Loss, "loss");
    });

    [Test]
    public void Two_threads_at_once_compute_the_same_bits_as_one() => Law.Holds(Gens.AnyCase, c =>
    {
        var alone = Training.Run(c.Pipeline, c.State, c.Batches, 4);
        var together = new TrainingState[2];
        Parallel.For(0, 2, i => together[i] = Training.Run(c.Pipeline, c.State, c.Batches, 4));
        Law.Same(alone, together[0], "first thread");
        Law.Same(alone, together[1], "second thread");
    });

    [Test]
    public void A_step_explained_is_the_step_made() => Law.Holds(Gens.AnyCase, c =>
    {
        var (step, trace) = (Training.Step(c.Pipeline, c.State, c.Batch), Training.Explain(c.Pipeline, c.State, c.Batch));
        var evaluation = Training.Evaluate(c.Pipeline, c.State, c.Batch);
        Law.Same(step.Next, trace.Next, "next state");
        Law.SameBits(step.Loss, trace.Loss, "loss");
        Law.SameBits(step.Loss, evaluation.Loss, "evaluated loss");
        Law.SameBits(step.SumAbsoluteError, evaluation.SumAbsoluteError, "sum of absolute errors");
        Law.Same(trace.Error, evaluation.Error, "error");
        for (var i = 0; i < trace.Updates.Length; i++)
            Law.SameBits(c.State.Parameters[i] + trace.Updates[i], trace.Next.Parameters[i], $"parameter {i} plus its update");
    });

    private static byte[] Bytes(TrainingState state, Batch batch)
    {
        Reals[] all = [state.Parameters, state.Slots, batch.Inputs, batch.Targets, Reals.Of(state.Step), Reals.Of([.. batch.RowNumbers.Select(r => (double)r)])];
        var bytes = new byte[all.Sum(r => r.ByteLength) + Fingerprint.ByteLength];
        var offset = 0;
        foreach (var numbers in all)
        {
            numbers.CopyBytesTo(bytes.AsSpan(offset));
            offset += numbers.ByteLength;
        }

        state.Fingerprint.CopyBytesTo(bytes.AsSpan(offset));
        return bytes;
    }

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (BangException)
        {
            return true;
        }
    }
}
