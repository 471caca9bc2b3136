using System.Collections.Immutable;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class TimelineTests
{
    private const int Last = 10;

    private static readonly Gen<(Case, int, int[])> Visits = Gen.Select(Gens.AnyCase, Gen.Int[0, (1 << Last) - 1], Gen.Int[0, Last + 2].Array[1, 6]);

    [Test]
    public void Every_step_can_be_visited_in_any_order_from_any_snapshots() => Law.Holds(Visits, (c, kept, visits) =>
    {
        var states = States(c, Last + 2);
        var timeline = new Timeline(c.Pipeline, c.Batches, Snapshots(states, kept));
        foreach (var visit in visits)
            Law.Same(states[visit], timeline.At(c.Warm + visit), $"visit to step {c.Warm + visit}");
    });

    [Test]
    public void A_step_from_any_moment_leads_to_the_next_moment() => Law.Holds(Visits, (c, kept, visits) =>
    {
        var timeline = new Timeline(c.Pipeline, c.Batches, Snapshots(States(c, Last), kept));
        foreach (var step in visits.Select(v => c.Warm + v))
        {
            var trace = timeline.Explain(step);
            Law.Same(timeline.At(step), trace.State, $"explained state {step}");
            Law.Same(timeline.At(step + 1), trace.Next, $"state after {step}");
            Law.Same(Training.Step(c.Pipeline, timeline.At(step), c.Batches.At(step)).Next, trace.Next, $"step {step}");
        }
    });

    [Test]
    public void A_snapshot_is_where_a_visit_starts_and_not_the_beginning_of_time() => Law.Holds(Gens.AnyCase, c =>
    {
        var loss = new Counting(c.Pipeline.Loss);
        var timeline = new Timeline(c.Pipeline.With(loss: loss), c.Batches, Snapshots(States(c, Last), 0b1000100));
        timeline.At(c.Warm + 3);
        timeline.At(c.Warm + 8);
        Law.That(loss.Evaluations == 1, $"{loss.Evaluations} steps were recomputed where 1 is enough");
    });

    [Test]
    public void Nothing_lies_before_the_first_snapshot() => Law.Holds(Gens.AnyCase, c =>
    {
        var timeline = new Timeline(c.Pipeline, c.Batches, [c.State]);
        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.At(c.Warm - 1));
    });

    [Test]
    public void A_timeline_of_no_snapshots_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            _ = new Timeline(Gens.AnyCase.Single().Pipeline, Gens.AnyCase.Single().Batches, []));

    internal static TrainingState[] States(Case c, int steps)
    {
        var states = new TrainingState[steps + 1];
        states[0] = c.State;
        for (var i = 0; i < steps; i++)
            states[i + 1] = Training.Step(c.Pipeline, states[i], c.Batches.At(states[i].Step)).Next;
        return states;
    }

    /// <summary>The first state, and state i + 1 where bit i of <paramref name="kept"/> is set.</summary>
    private static ImmutableArray<TrainingState> Snapshots(TrainingState[] states, int kept) =>
        [.. states.Where((_, i) => i == 0 || (i <= Last && (kept >> (i - 1) & 1) == 1))];
}
