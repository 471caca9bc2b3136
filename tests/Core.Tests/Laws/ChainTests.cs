using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class ChainTests
{
    private static readonly Gen<IOptimizer> Part = Gen.OneOf(
        Gens.Optimizer,
        Gen.Double[0.01, 2].Select(norm => (IOptimizer)new ClipByNorm(norm)),
        Gen.Double[0.01, 2].Select(value => (IOptimizer)new ClipByValue(value)),
        Gen.Select(Gen.Double[0, 0.1], Gen.Double[0, 0.1], (l1, l2) => (IOptimizer)new Penalty(l1, l2)));

    private static readonly Gen<IOptimizer> Chain = Part.Array[0, 4].Select(parts => Optimizers.Chain(parts));

    [Test]
    public void A_chain_is_its_parts_one_after_the_other_each_with_its_own_memory() => Law.Holds(Gen.Select(Gens.AnyCase, Part.Array[0, 4]), (c, parts) =>
    {
        var chain = Memory.Of(c, Optimizers.Chain(parts));
        var alone = parts.Select(part => Memory.Of(c, part)).ToArray();
        for (var step = 0; step < 3; step++)
        {
            var expected = c.Gradients(c.Everything).ToArray();
            foreach (var part in alone)
                part.Update(step, expected);
            var actual = c.Gradients(c.Everything).ToArray();
            chain.Update(step, actual);
            Law.Same(Reals.Of(expected), Reals.Of(actual), $"updates of step {step}");
        }

        Law.Same(Reals.Of([.. alone.SelectMany(m => m.Slots), .. alone.SelectMany(m => m.Scalars)]), Reals.Of(chain.Numbers), "slots, then scalars");
    });

    [Test]
    public void Chaining_is_associative_to_the_bit() => Law.Holds(Gen.Select(Gens.AnyCase, Gen.Select(Chain, Chain, Chain)), (c, parts) =>
    {
        var (a, b, d) = parts;
        var (left, right) = (Optimizers.Chain(Optimizers.Chain(a, b), d), Optimizers.Chain(a, Optimizers.Chain(b, d)));
        Law.That(left.Id == right.Id, $"{left.Id} is not {right.Id}");
        Law.That(left.SlotNames.SequenceEqual(right.SlotNames) && left.ScalarNames.SequenceEqual(right.ScalarNames), "names");
        Law.Same(Run(left), Run(right), "4 steps");

        TrainingState Run(IOptimizer optimizer)
        {
            var pipeline = c.Pipeline.With(optimizer: optimizer);
            return Training.Run(pipeline, Training.Init(pipeline, c.Parameters), c.Batches, 4);
        }
    });

    [Test]
    public void A_chain_of_one_is_that_one_and_an_empty_chain_changes_nothing() => Law.Holds(Gen.Select(Gens.AnyCase, Part), (c, part) =>
    {
        Law.That(ReferenceEquals(Optimizers.Chain(part), part), "a chain of one is another thing");
        Law.That(ReferenceEquals(Optimizers.Chain(Optimizers.Chain(), part, Optimizers.Chain()), part), "the empty chain is not neutral");
        var gradients = c.Gradients(c.Everything);
        var left = gradients.ToArray();
        Memory.Of(c, Optimizers.Chain()).Update(0, left);
        Law.Same(gradients, Reals.Of(left), "gradients");
    });

    [Test]
    public void The_engine_agrees_with_the_specification_under_any_chain() => Law.Holds(Gens.Case(new() { Optimizers = Chain, Calm = false }), c =>
    {
        var state = c.Start;
        for (var step = 0; step < 4; step++)
            state = Training.Step(c.Pipeline, state, c.Batches.At(step)).Next;
        Law.Same(state, Training.Run(c.Pipeline, c.Start, c.Batches, 4), "4 steps");
    });

    [Test]
    public void A_name_is_prefixed_only_where_two_parts_use_it()
    {
        var chain = Optimizers.Chain(new ClipByNorm(1), new Adam(), new Sgd(0.9), new Adam(amsgrad: true));
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(" ", chain.SlotNames), Is.EqualTo("1.m 1.v momentum 3.m 3.v vMax"));
            Assert.That(string.Join(" ", chain.ScalarNames), Is.EqualTo("1.t 2.t 3.t"));
            Assert.That(Optimizers.Chain(new Penalty(0.5, 0), new ClipByNorm(1), new Adam()).SlotNames, Is.EqualTo(new Adam().SlotNames));
            Assert.That(Optimizers.Chain(new Penalty(0.5, 0), new ClipByValue(0.1)).Id, Is.EqualTo("chain(penalty(l1=0.5, l2=0), clip(value=0.1))"));
            Assert.That(Optimizers.Chain(new ClipByNorm(1e-7), new Sgd()).Id, Is.EqualTo($"chain(clip(norm=1E-07), {new Sgd().Id})"));
        });
    }

    /// <summary>An optimizer with memory of its own, asked for updates at the parameters of a case.</summary>
    private sealed record Memory(Case Case, IOptimizer Optimizer, double[] Numbers)
    {
        public IEnumerable<double> Slots => Numbers.Take(Numbers.Length - Optimizer.ScalarNames.Length);

        public IEnumerable<double> Scalars => Numbers.TakeLast(Optimizer.ScalarNames.Length);

        private ParameterLayout Layout => Case.Network.Layout;

        public static Memory Of(Case c, IOptimizer optimizer)
        {
            var memory = new Memory(c, optimizer, new double[Core.Slots.LengthFor(optimizer, c.Network.Layout.Length)]);
            optimizer.Init(memory.Layout, Core.Slots.For(optimizer, memory.Layout.Length, memory.Numbers));
            return memory;
        }

        public void Update(int step, double[] updates) => Optimizer.Update(
            step, 0.1, Layout, Case.State.Parameters.AsSpan(), updates, Core.Slots.For(Optimizer, Layout.Length, Numbers));
    }
}
