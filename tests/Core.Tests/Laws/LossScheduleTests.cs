namespace Functional.Core.Tests;

/// <summary>A schedule that listens: a function of the losses before a step, remembered in the state and nowhere else.</summary>
[TestFixture]
internal sealed class LossScheduleTests
{
    private static readonly Gen<Case> Listening = Gens.Case(new()
    {
        Calm = false,
        Numbers = Gens.Wild,
        Schedules = Gens.Plateau,
        LearningRates = Gen.Frequency((9, Gen.Double[0.001, 1]), (1, Gen.OneOf(0.0, 1, 10, 1e300))),
    });

    [Test]
    public void The_memory_of_every_state_is_the_fold_of_the_losses_before_it()
    {
        var reductions = 0;
        Law.Holds(Gen.Select(Listening, Gen.Int[1, 12]), (c, steps) =>
        {
            var schedule = (ILossSchedule)c.Pipeline.Schedule;
            var memory = new double[schedule.MemoryNames.Length];
            schedule.Init(memory);
            foreach (var moment in Training.Scan(c.Pipeline, c.Start, c.Batches, steps, _ => true))
            {
                var state = moment.State.OrNull()!;
                Law.Same(Reals.Of(memory), Memory(c.Pipeline, state), $"memory of state {moment.Step}");
                Law.SameBits(schedule.At(moment.Step, c.Pipeline.LearningRate, memory), c.Pipeline.LearningRateAt(state), $"rate of step {moment.Step}");
                Law.SameBits(c.Pipeline.LearningRateAt(state), Training.Explain(c.Pipeline, state, c.Batches.At(state.Step)).LearningRate, "rate explained");
                schedule.Observe(moment.Loss, memory);
            }

            if (memory[^1] > 0)
                Interlocked.Increment(ref reductions);
        });
        Assert.That(reductions, Is.GreaterThan(Law.Cases / 4), "runs whose rate was reduced");
    }

    [Test]
    public void From_any_state_a_run_goes_on_as_if_nothing_had_happened() => Law.Holds(Gen.Select(Listening, Gen.Int[0, 8], Gen.Int[0, 8]), (c, before, after) =>
    {
        var middle = Training.Run(c.Pipeline, c.Start, c.Batches, before);
        Law.Same(Training.Run(c.Pipeline, c.Start, c.Batches, before + after), Training.Run(c.Pipeline, middle, c.Batches, after), "the rest of the run");
        var single = middle;
        for (var i = 0; i < after; i++)
            single = Training.Step(c.Pipeline, single, c.Batches.At(single.Step)).Next;
        Law.Same(single, Training.Run(c.Pipeline, middle, c.Batches, after), "step by step");
    });

    [Test]
    public void A_loss_is_heard_after_its_step_and_not_before() => Law.Holds(Listening, c =>
    {
        var deaf = Training.Explain(c.Pipeline, c.State, c.Batch);
        var shouting = c.Pipeline.With(loss: new Shouting(c.Pipeline.Loss));
        var heard = Training.Explain(shouting, c.State, c.Batch);
        Law.SameBits(deaf.LearningRate, heard.LearningRate, "the rate of the step itself");
        Law.Same(deaf.Next.Parameters, heard.Next.Parameters, "parameters");
    });

    [Test]
    public void The_names_of_what_it_remembers_come_last_and_cover_it() => Law.Holds(Listening, c =>
    {
        var (layout, names) = (c.Pipeline.Layout, ((ILossSchedule)c.Pipeline.Schedule).MemoryNames);
        Law.That(layout.Slots.Select(s => s.Name).TakeLast(names.Length).SequenceEqual(names.Select(n => "schedule." + n)), "other names");
        Law.That(layout.Slots.Sum(s => s.Length) == layout.SlotLength && c.State.Slots.Length == layout.SlotLength, "a number without a name");
        Law.That(layout.SlotLength == layout.OptimizerLength + names.Length, "another length");
    });

    [Test]
    public void Each_strategy_keeps_its_memory_where_it_stays_and_starts_afresh_where_it_does_not() =>
        Law.Holds(Gen.Select(Listening, Gens.Optimizer, Gens.Schedule), (c, optimizer, schedule) =>
        {
            Law.Same(c.State, Training.Adopt(c.Pipeline, c.State, keepOptimizer: true, keepSchedule: true), "under itself");
            var (other, later) = (c.Pipeline.With(optimizer: optimizer), c.Pipeline.With(schedule: schedule));
            var adopted = Training.Adopt(other, c.State, keepSchedule: true);
            Law.Same(Memory(c.Pipeline, c.State), Memory(other, adopted), "memory of the same schedule");
            Law.Same(Optimizers(other, Training.Init(other, c.Parameters)), Optimizers(other, adopted), "slots of another optimizer");
            adopted = Training.Adopt(later, c.State, keepOptimizer: true);
            Law.Same(Optimizers(c.Pipeline, c.State), Optimizers(later, adopted), "slots of the same optimizer");
            Law.Same(Memory(later, Training.Init(later, c.Parameters)), Memory(later, adopted), "memory of another schedule");
            Training.Run(later, adopted, c.Batches, 2);
        });

    private static Reals Memory(Pipeline pipeline, TrainingState state) => Reals.Of(state.Slots.AsSpan()[pipeline.Layout.OptimizerLength..]);

    private static Reals Optimizers(Pipeline pipeline, TrainingState state) => Reals.Of(state.Slots.AsSpan()[..pipeline.Layout.OptimizerLength]);

    /// <summary>The same gradients and a loss of NaN.</summary>
    private sealed class Shouting(ILoss inner) : ILoss
    {
        public string Id => "shouting";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            inner.Evaluate(rows, outputs, targets, outputGradients);
            return double.NaN;
        }
    }
}
