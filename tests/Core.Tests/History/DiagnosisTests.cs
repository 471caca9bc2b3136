using System.Collections.Immutable;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>The first number of a step that is NaN or infinite, wherever it comes from.</summary>
[TestFixture]
internal sealed class DiagnosisTests
{
    private static readonly Gen<double> Bad = Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>A healthy run, a number that chooses a place, and what is put there.</summary>
    private static readonly Gen<(Case, int, double)> Planted = Gen.Select(Gens.TameCase, Gen.Int[0, 1 << 20], Bad);

    [Test]
    public void A_healthy_step_has_none() => Law.Holds(Gens.TameCase, c =>
        Law.That(Diagnosis.Of(c.Pipeline, c.State, c.Batch).IsNone, "a healthy step is called sick"));

    [Test]
    public void A_planted_weight_or_slot_is_named_and_given() => Law.Holds(Planted, (c, chosen, bad) =>
    {
        var numbers = c.State.Parameters.ToArray().Concat(c.State.Slots.ToArray()).ToArray();
        var place = chosen % numbers.Length;
        numbers[place] = bad;
        var n = c.State.Parameters.Length;
        var sick = c.State with { Parameters = Reals.Of(numbers.AsSpan(0, n)), Slots = Reals.Of(numbers.AsSpan(n)) };
        var expected = NonFinite.In(c.Pipeline.Layout, sick).OrNull()!;
        var found = Found(c.Pipeline, sick, c.Batch);
        Law.That(found.Fed is Feeding.Given, $"{found.Fed} made it");
        Same(found, Stage.State, expected.Tensor, expected.Index, bad);
    });

    [Test]
    public void A_planted_input_or_target_is_named() => Law.Holds(Planted, (c, chosen, bad) =>
    {
        var inputs = chosen % 2 == 0;
        var (numbers, width) = inputs ? (c.Batch.Inputs.ToArray(), c.Network.Inputs) : (c.Batch.Targets.ToArray(), c.Network.Outputs);
        var place = chosen / 2 % numbers.Length;
        numbers[place] = bad;
        var batch = inputs ? c.Batch with { Inputs = Reals.Of(numbers) } : c.Batch with { Targets = Reals.Of(numbers) };
        Same(Found(c.Pipeline, c.State, batch), Stage.Batch, inputs ? "inputs" : "targets", [place / width, place % width], bad);
    });

    [TestCase(Stage.Activation)]
    [TestCase(Stage.PreActivationGradient)]
    public void What_an_activation_puts_wrong_is_named(Stage stage) => Law.Holds(Planted, (c, chosen, bad) =>
    {
        var l = chosen % c.Network.Layers.Length;
        var (layer, units) = (c.Network.Layers[l].Activation, c.Network.Layers[l].Units);
        var at = chosen / 7 % (c.Batch.Rows * units);
        IActivation planted = stage == Stage.Activation ? new Plants.InForward(layer, at, bad) : new Plants.InBackward(layer, at, bad);
        var found = Found(c.Pipeline.With(c.Network.With(l, planted)), c.State, c.Batch);
        Same(found, stage, $"layer{l}.{(stage == Stage.Activation ? "activations" : "preActivationGradients")}", [at / units, at % units], bad);
        Law.That(found.Layer == l && found.Fed is Feeding.Call { Id: "planted" }, $"{found} blames another");
        var z = ((Feeding.Call)found.Fed).Numbers.Single(n => n.Tensor == $"layer{l}.preActivations");
        Law.SameBits(Training.Explain(c.Pipeline, c.State, c.Batch).Layers[l].PreActivations[at], z.Value, "z");
    });

    [Test]
    public void What_a_loss_puts_wrong_is_named() => Law.Holds(Planted, (c, chosen, bad) =>
    {
        Same(Found(c.Pipeline.With(loss: new Plants.InLoss(c.Pipeline.Loss, bad)), c.State, c.Batch), Stage.Loss, "loss", [], bad);
        var at = chosen % c.Batch.Targets.Length;
        var found = Found(c.Pipeline.With(loss: new Plants.InOutputGradients(c.Pipeline.Loss, at, bad)), c.State, c.Batch);
        Same(found, Stage.OutputGradient, "outputGradients", [at / c.Network.Outputs, at % c.Network.Outputs], bad);
        Law.SameBits(c.Batch.Targets[at], ((Feeding.Call)found.Fed).Numbers[^1].Value, "target");
    });

    [Test]
    public void What_a_schedule_puts_wrong_is_named() => Law.Holds(Planted, (c, _, bad) =>
    {
        var pipeline = c.Pipeline.With(schedule: new Plants.InSchedule(bad));
        Same(Found(pipeline, Training.Adopt(pipeline, c.State, keepOptimizer: true), c.Batch), Stage.LearningRate, "learningRate", [], bad);
    });

    /// <summary>Alone, as the last of a chain, and before another optimizer, where its updates are gradients in a new shape.</summary>
    [Test]
    public void What_an_optimizer_puts_wrong_is_named() => Law.Holds(Planted, (c, chosen, bad) =>
    {
        var (inSlot, order, at) = (chosen % 2 == 0, chosen / 2 % 3, chosen / 6 % c.Network.Layout.Length);
        var planted = new Plants.InOptimizer(at, bad, inSlot);
        var pipeline = c.Pipeline.With(optimizer: order switch
        {
            0 => planted,
            1 => Optimizers.Chain(new Penalty(0.01, 0), new ClipByNorm(1), planted),
            _ => Optimizers.Chain(new Penalty(0.01, 0), planted, new Sgd(momentum: 0.5)),
        });
        var found = Found(pipeline, Training.Adopt(pipeline, c.State), c.Batch);
        var tensor = pipeline.Layout.Parameters.Last(t => t.Offset <= at);
        var stage = inSlot ? Stage.Slot : order == 2 ? Stage.ShapedGradient : Stage.Update;
        Same(found, stage, (inSlot ? "last." : "") + tensor.Name, tensor.Indices(at - tensor.Offset), bad);
        Law.That(found.Fed is Feeding.Call { Id: "planted" }, $"{found.Fed} blames another");
        Law.That(((Feeding.Call)found.Fed).Numbers[0].Tensor == $"gradient of {tensor.Name}", "another gradient");
    });

    private static Diagnosis Found(Pipeline pipeline, TrainingState state, Batch batch) =>
        Diagnosis.Of(pipeline, state, batch).OrNull() ?? throw new BrokenLawException("not found");

    private static void Same(Diagnosis found, Stage stage, string tensor, ImmutableArray<int> index, double value)
    {
        Law.That(
            found.Stage == stage && found.Tensor == tensor && found.Index.SequenceEqual(index),
            $"{found.Stage} {found.Tensor}[{string.Join(",", found.Index)}] is not {stage} {tensor}[{string.Join(",", index)}]");
        Law.SameBits(value, found.Value, "value");
    }
}
