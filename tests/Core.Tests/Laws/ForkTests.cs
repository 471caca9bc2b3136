using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class ForkTests
{
    private static readonly Gen<Case> Learning = Gens.Case(new() { Losses = Gen.Const<ILoss>(new HalfSse()) });

    [Test]
    public void A_fork_without_a_change_is_the_same_tail() => Law.Holds(Gen.Select(Gens.AnyCase, Gen.Int[0, 4], Gen.Int[0, 4]), (c, at, more) =>
    {
        var parent = TimelineTests.States(c, at + more);
        var fork = new Timeline(c.Pipeline, c.Batches, [parent[at]]);
        for (var i = at; i <= at + more; i++)
            Law.Same(parent[i], fork.At(c.Warm + i), $"state {c.Warm + i} of the fork");
    });

    [Test]
    public void A_fork_under_another_activation_leaves_the_parent_alone_and_differs_from_the_next_step_on()
    {
        var (forks, different) = (0, 0);
        Law.Holds(Gen.Select(Learning, Gens.Activation, Gen.Int[0, 3]), (c, activation, at) =>
        {
            var layer = c.Network.Layers.Length - 1;
            if (activation.Id == c.Network.Layers[layer].Activation.Id)
                return;
            var parent = TimelineTests.States(c, 5);
            var bytes = parent.Select(s => s.Parameters.ToString() + s.Slots + s.Fingerprint).ToArray();
            var other = c.Pipeline.With(c.Network.With(layer, activation));
            var fork = new Timeline(other, c.Batches, [parent[at]]);

            Law.Same(parent[at], fork.At(c.Warm + at), "the state forked from");
            var (mine, theirs) = (fork.At(c.Warm + at + 1), parent[at + 1]);
            Law.That(mine.Fingerprint == theirs.Fingerprint == mine.Parameters.Equals(theirs.Parameters), "fingerprints and parameters disagree");
            Law.Same(Training.Step(other, parent[at], c.Batches.At(c.Warm + at)).Next, mine, "first state of the fork");
            fork.At(c.Warm + 9);
            Law.That(parent.Select(s => s.Parameters.ToString() + s.Slots + s.Fingerprint).SequenceEqual(bytes), "the parent changed");
            Law.Same(theirs, new Timeline(c.Pipeline, c.Batches, [parent[0]]).At(c.Warm + at + 1), "the parent replayed");
            Interlocked.Increment(ref forks);
            if (mine.Fingerprint != theirs.Fingerprint)
                Interlocked.Increment(ref different);
        });
        Assert.That(forks, Is.GreaterThan(500));
        Assert.That(different, Is.GreaterThan(forks * 0.8), "forks that learn something else");
    }

    [Test]
    public void Another_optimizer_adopts_parameters_step_and_history_and_starts_with_fresh_slots() =>
        Law.Holds(Gen.Select(Gens.AnyCase, Gens.Optimizer), (c, optimizer) =>
        {
            var other = c.Pipeline.With(optimizer: optimizer);
            var (parent, before) = (c.State, c.State.Slots.ToString());
            var adopted = Training.Adopt(other, parent);
            Law.Same(parent.Parameters, adopted.Parameters, "parameters");
            Law.That(adopted.Step == parent.Step && adopted.Fingerprint == parent.Fingerprint, "step or history changed");
            Law.Same(Training.Init(other, parent.Parameters).Slots, adopted.Slots, "slots");
            Law.That(parent.Slots.ToString() == before, "the parent's slots changed");
            Training.Run(other, adopted, c.Batches, 2);
        });

    [Test]
    public void Another_network_adopts_nothing() => Law.Holds(Gens.TameCase, c =>
    {
        var wider = c.Pipeline.With(Edit.Network(c.Network.Inputs + 1, [.. c.Network.Layers]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Training.Adopt(wider, c.State));
    });
}
