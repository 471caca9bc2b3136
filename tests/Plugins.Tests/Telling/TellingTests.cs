using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins.Standard;
using static LanguageExt.Prelude;

namespace Functional.Plugins.Tests;

/// <summary>What an optimizer tells of an update is what it did, to the last bit, and what is written reads back as the same number.</summary>
[TestFixture]
internal sealed class TellingTests
{
    private const int Cases = 6_000;

    /// <summary>A layer of two inputs and a layer of two units with random rows, trained for some steps; one parameter of it.</summary>
    private static readonly Gen<Work> Any =
        from setup in Setup.Any
        from maximize in Gen.Bool
        from parts in Gen.Int[0, 7]
        from strength in Gen.Double[0.001, 0.3]
        from rate in Gen.OneOf(Gen.Double[0.001, 0.3], Gen.Const(0.0))
        from numbers in Gen.Frequency((9, Gen.Double[-1.5, 1.5]), (1, Gen.OneOf(0.0, 1, -1, 1e-9))).Array[30]
        from steps in Gen.Int[0, 9]
        from at in Gen.Int[0, 8]
        from faded in Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1000, 1074]))
        select new Work(setup, maximize, parts, strength, rate, numbers, steps, at, faded);

    [Test]
    public void What_is_told_is_what_was_done_to_the_last_bit() => Any.Sample(work =>
    {
        var (pipeline, trace) = work.Run();
        var parts = ToldPart.Of(pipeline, trace, work.At);
        var arrives = trace.Gradients[work.At];
        foreach (var part in parts)
        {
            Assert.That(part.Lines, Is.Not.Empty, part.Id);
            Assert.That(Golden.SameBits(part.Arrives, arrives));
            arrives = part.Leaves;
            Assert.That(Golden.SameBits(part.Lines.Single(l => l.Name == (part == parts[^1] ? "update" : "gradient")).Value, part.Leaves));
        }

        Assert.That(Golden.SameBits(arrives, trace.Updates[work.At]));
        foreach (var tensor in pipeline.Layout.Slots)
        {
            var single = !tensor.Name.Contains("layer", StringComparison.Ordinal);
            if (tensor.Name.EndsWith(work.Tensor(pipeline), StringComparison.Ordinal) || single)
            {
                var place = single ? 0 : work.At - pipeline.Layout.Parameters.Last(t => t.Offset <= work.At).Offset;
                var name = $"slots.{tensor.Name}[{string.Join(',', tensor.Indices(place))}]";
                var line = parts.SelectMany(p => p.Lines).Single(l => l.Where == name);
                Assert.That(Golden.SameBits(line.Value, tensor.In(trace.Next.Slots)[place]), name);
            }
        }
    }, iter: Cases);

    [Test]
    public void A_written_line_worked_out_again_is_the_same_number_but_for_the_roundings_on_the_way()
    {
        var (lines, close) = (0, 0);
        Any.Sample(work =>
        {
            var (pipeline, trace) = work.Run();
            foreach (var line in ToldPart.Of(pipeline, trace, work.At).SelectMany(p => p.Lines))
            {
                Interlocked.Increment(ref lines);
                if (WrittenArithmetic.Confirms(line))
                    Interlocked.Increment(ref close);
            }
        }, iter: Cases);
        Assert.That(close, Is.GreaterThan(0.98 * lines), "a bound that lets anything pass would be none");
    }

    [Test]
    public void The_arithmetic_of_Adam_reads_as_in_a_book()
    {
        var adam = new Adam(weightDecay: 0.5);
        var told = adam.Tell(new(
            7, Told.Given(0.25, "learningRate"), Reals.Of(0.5), 0, false, Told.Given(0.5, "gradients.b[0]"), Told.Given(-2, "b[0]"), [Told.Given(0.25, "slots.m.b[0]"), Told.Given(4, "slots.v.b[0]")], [Told.Given(1, "slots.t[0]")]));
        var lines = told.Lines(("update", ""), [("m", ""), ("v", "")], [("t", "")]);
        Assert.That(lines.Select(l => $"{l.Name}: {l.Text}"), Is.EqualTo((string[])
        [
            "t: 1 + 1 = 2",
            "step size: 0.25 / (1 - 0.9^2) = 1.3157894736842108",
            "correction: √(1 - 0.999^2) = 0.04471017781221601",
            "g: 0.5 × -2 + 0.5 = -0.5",
            "m: 0.9 × 0.25 + 0.09999999999999998 × -0.5 = 0.17500000000000002",
            "v: 0.999 × 4 + 0.0010000000000000009 × -0.5 × -0.5 = 3.99625",
            "update: -1.3157894736842108 × 0.17500000000000002 / (√3.99625 / 0.04471017781221601 + 1E-08) = -0.005149967978934626",
        ]));
        Assert.That(lines[^1].Pieces.Select(p => p.Text), Is.EqualTo((string[])["-1.3157894736842108", " × ", "0.17500000000000002", " / (√", "3.99625", " / ", "0.04471017781221601", " + ", "1E-08", ")"]));
        Assert.That(lines[3].Pieces.Where(p => p.Number is not null).Select(p => p.Number!.Name), Is.EqualTo((string[])["", "b[0]", "gradients.b[0]"]));
    }

    [Test]
    public void Choices_say_why()
    {
        ImmutableArray<ToldLine> Lines(double gradient, double previous) => new Rprop()
            .Tell(new(3, Told.Given(0.1, ""), Reals.Of(gradient), 0, false, gradient, 1, [Told.Given(previous, ""), Told.Given(0.5, "")], [Told.Given(3, "")]))
            .Lines(("update", ""), [("previous", ""), ("size", "")], [("t", "")]);
        Assert.Multiple(() =>
        {
            Assert.That(Lines(-0.25, -1).Single(l => l.Name == "turn").Text, Is.EqualTo("sign(-0.25) × sign(-1) = 1"));
            Assert.That(Lines(-0.25, -1).Single(l => l.Name == "size").Text, Is.EqualTo("min(max(0.5 × (1.2, as 1 > 0), 1E-06), 50) = 0.6"));
            Assert.That(Lines(-0.25, 1).Single(l => l.Name == "size").Text, Is.EqualTo("min(max(0.5 × (0.5, as -1 < 0 and -1 < 0), 1E-06), 50) = 0.25"));
            Assert.That(Lines(-0.25, 1).Single(l => l.Name == "previous").Text, Is.EqualTo("(0, as -1 < 0) = 0"));
            Assert.That(Lines(-0.25, -1).Single(l => l.Name == "update").Text, Is.EqualTo("-sign(-0.25) × 0.6 = 0.6"));
        });
    }

    [Test]
    public void One_that_says_nothing_and_one_that_lies_are_not_told() => Any.Sample(work =>
    {
        foreach (var optimizer in (IOptimizer[])[new Silent(), new Liar()])
        {
            var (pipeline, trace) = work.Run(Optimizers.Chain(new ClipByValue(0.5), optimizer));
            var parts = ToldPart.Of(pipeline, trace, work.At);
            Assert.That(parts[0].Lines, Is.Not.Empty);
            Assert.That(parts[1].Lines, Is.Empty);
            Assert.That(Golden.SameBits(parts[1].Leaves, trace.Updates[work.At]));
        }
    }, iter: 100);

    [Test]
    public void A_step_that_is_left_out_has_nothing_to_tell() => Any.Sample(work =>
    {
        var (pipeline, trace) = work.Run();
        Assert.That(ToldPart.Of(pipeline, Training.Explain(pipeline, trace.State, trace.Batch with { IsLeftOut = true }), work.At), Is.Empty);
    }, iter: 100);

    private sealed record Work(Setup Setup, bool Maximize, int Parts, double Strength, double Rate, double[] Numbers, int Steps, int At, int Faded)
    {
        public (Pipeline Pipeline, Trace Trace) Run() => Run(Optimizers.Chain(
        [
            .. (Parts & 1) != 0 ? new IOptimizer[] { new Penalty(Strength, Strength / 2) } : System.Array.Empty<IOptimizer>(),
            .. (Parts & 2) != 0 ? new IOptimizer[] { new ClipByNorm(Strength) } : System.Array.Empty<IOptimizer>(),
            .. (Parts & 4) != 0 ? new IOptimizer[] { new ClipByValue(Strength / 3) } : System.Array.Empty<IOptimizer>(),
            Setup.Make(Maximize),
        ]));

        public (Pipeline Pipeline, Trace Trace) Run(IOptimizer optimizer)
        {
            var network = Network.Create(2, Seq(new Layer(2, Shelf.Make<IActivation>("tanh")), new Layer(1, Shelf.Make<IActivation>("sigmoid")))).IfFail(_ => throw new AssertionException("no network"));
            var pipeline = Pipeline.Create(network, new HalfSse(), optimizer, new Constant(), Rate).IfFail(_ => throw new AssertionException("no pipeline"));
            var state = Training.Init(pipeline, Reals.Of(Numbers.AsSpan(0, network.Layout.Length)));
            var batch = new Batch([0, 1, 2], Reals.Of(Numbers.AsSpan(9, 6)), Reals.Of(Numbers.AsSpan(15, 3)));
            for (var i = 0; i < Steps; i++)
                state = Training.Explain(pipeline, state, batch).Next;
            return (pipeline, Faded == 0 ? Training.Explain(pipeline, state, batch) : Training.Explain(pipeline, Fade(pipeline, state), Dark(batch)));
        }

        /// <summary>What the optimizer remembers of the parameters, as if it had seen nothing for thousands of steps.</summary>
        private TrainingState Fade(Pipeline pipeline, TrainingState state)
        {
            var faded = state.Slots.ToArray();
            foreach (ref var slot in faded.AsSpan(0, pipeline.Optimizer.SlotNames.Length * state.Parameters.Length))
                slot = Math.ScaleB(slot, -Faded);
            return state with { Slots = Reals.Of(faded) };
        }

        /// <summary>The same rows without inputs: the weights of the first layer have no gradient.</summary>
        private static Batch Dark(Batch batch) => batch with { Inputs = Reals.Of(new double[batch.Inputs.Length]) };

        public string Tensor(Pipeline pipeline) => "." + pipeline.Layout.Parameters.Last(t => t.Offset <= At).Name;

        public override string ToString() => $"{Setup}, maximize {Maximize}, parts {Parts}, strength {Strength:R}, rate {Rate:R}, {Steps} steps, faded by 2^{Faded}, parameter {At}, numbers {string.Join(' ', Numbers)}";
    }

    /// <summary>Half of Sgd, and not a word about it.</summary>
    private sealed class Silent : IOptimizer
    {
        public string Id => "silent";

        public ImmutableArray<string> SlotNames => [];

        public void Update(long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        {
            foreach (ref var update in updates)
                update *= -0.5 * learningRate;
        }
    }

    /// <summary>Adds an unsaid little.</summary>
    private sealed class Liar : ITellingOptimizer
    {
        public string Id => "liar";

        public ImmutableArray<string> SlotNames => [];

        public void Update(long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        {
            foreach (ref var update in updates)
                update = Math.BitIncrement(-learningRate * update);
        }

        public ToldUpdate Tell(ToldGiven given) => ToldUpdate.Of(-given.LearningRate * given.Gradient);
    }
}
