namespace Functional.Core.Tests;

/// <summary>Finite numbers so large that something overflows on the way: the diagnosis against a list of all numbers written out by hand.</summary>
[TestFixture]
internal sealed class OverflowTests
{
    private static readonly Gen<double> Huge = Gen.Frequency(
        (30, Gen.Double[-1.5, 1.5]),
        (1, Gen.Select(Gen.Double[-1, 1], Gen.Int[-300, 307]).Select((x, e) => x * double.Parse($"1e{e}", System.Globalization.CultureInfo.InvariantCulture))),
        (1, Gen.OneOf(double.MaxValue, -1e200, 1e155, -1e160)));

    /// <summary>Half of them overflow where they may, half on the way back: a loss that says little and is very steep.</summary>
    private static readonly Gen<Case> Overflowing = Gen.OneOf(Gens.Case(new()
    {
        Calm = false,
        Numbers = Huge,
        LearningRates = Gen.OneOf(0.1, 1e150, 1e300),
        Optimizers = Gen.OneOf(Gens.Optimizer, Gens.Optimizer.Select(o => Optimizers.Chain(new Penalty(1e100, 1e100), new ClipByNorm(1e5), o))),
    }), Gens.Case(new()
    {
        Calm = false,
        Numbers = Gen.Frequency((4, Gens.Tame), (1, Gen.Double[-1e3, 1e3])),
        Losses = Gen.OneOf(1e304, -1e307).Select(slope => (ILoss)new Plants.Steep(slope)),
        LearningRates = Gen.OneOf(0, 1e-300),
        Optimizers = Gens.Plain,
    }));

    [Test]
    public void The_first_in_order_of_computation_is_named()
    {
        var stages = new System.Collections.Concurrent.ConcurrentDictionary<Stage, int>();
        Law.Holds(Overflowing, c =>
        {
            var trace = Training.Explain(c.Pipeline, c.State, c.Batch);
            var expected = ByHand(c, trace).SelectMany(t => t.Numbers.Select((x, i) => (t.Stage, t.Name, t.Columns, Index: i, Value: x))).FirstOrDefault(n => !double.IsFinite(n.Value));
            var found = Diagnosis.Of(c.Pipeline, trace).OrNull();
            if (expected.Name is null)
            {
                Law.That(found is null, $"a finite step has {found}");
                return;
            }

            var index = expected.Columns == 0 ? expected.Name is "loss" ? [] : new[] { expected.Index } : [expected.Index / expected.Columns, expected.Index % expected.Columns];
            Law.That(
                found is not null && found.Stage == expected.Stage && found.Tensor == expected.Name && found.Index.SequenceEqual(index),
                $"{found} is not {expected.Stage} {expected.Name}[{string.Join(",", index)}]");
            Law.SameBits(expected.Value, found!.Value, "value");
            stages.AddOrUpdate(found.Stage, 1, (_, n) => n + 1);
        });
        Assert.That(stages.Keys, Is.SupersetOf(new[] { Stage.State, Stage.PreActivation, Stage.Loss, Stage.Gradient, Stage.ActivationGradient, Stage.Update }), "the cases show too little");
    }

    [Test]
    public void What_fed_it_is_finite_and_makes_it() => Law.Holds(Overflowing, c =>
    {
        if (Diagnosis.Of(c.Pipeline, c.State, c.Batch).OrNull() is not { } found)
            return;
        switch (found.Fed)
        {
            case Feeding.Link link:
                Law.That(double.IsFinite(link.Before) && double.IsFinite(link.A.Value) && double.IsFinite(link.B.Value), $"{link} has a cause before it");
                Law.That(!double.IsFinite(Math.FusedMultiplyAdd(link.A.Value, link.B.Value, link.Before)), $"{link} is finite");
                Law.That(link.At < link.Terms, "beyond the sum");
                break;
            case Feeding.Addition(var a, var b):
                Law.SameBits(found.Value, a.Value + b.Value, "sum");
                break;
            case Feeding.Call call when found.Stage is Stage.Activation or Stage.OutputGradient:
                Law.That(call.Numbers.All(n => double.IsFinite(n.Value)), $"{call} has a cause before it");
                break;
        }
    });

    /// <summary>Everything a step sees and computes, in order; columns 0 for a vector.</summary>
    private static IEnumerable<(Stage Stage, string Name, int Columns, double[] Numbers)> ByHand(Case c, Trace t)
    {
        foreach (var p in Named(c.Pipeline.Layout.Parameters, Stage.State, t.State.Parameters).Concat(Named(c.Pipeline.Layout.Slots, Stage.State, t.State.Slots)))
            yield return p;
        foreach (var (layer, l) in t.Layers.Select((layer, l) => (layer, l)))
        {
            yield return (Stage.PreActivation, $"layer{l}.preActivations", layer.Layer.Units, layer.PreActivations.ToArray());
            yield return (Stage.Activation, $"layer{l}.activations", layer.Layer.Units, layer.Activations.ToArray());
        }

        yield return (Stage.Loss, "loss", 0, [t.Loss]);
        for (var l = t.Layers.Length - 1; l >= 0; l--)
        {
            var (layer, last, units) = (t.Layers[l], l == t.Layers.Length - 1, t.Layers[l].Layer.Units);
            yield return (last ? Stage.OutputGradient : Stage.ActivationGradient, last ? "outputGradients" : $"layer{l}.activationGradients", units, layer.ActivationGradients.ToArray());
            yield return (Stage.PreActivationGradient, $"layer{l}.preActivationGradients", units, layer.PreActivationGradients.ToArray());
            foreach (var g in Named([.. c.Pipeline.Layout.Parameters.Where(p => p.Name.StartsWith($"layer{l}.", StringComparison.Ordinal))], Stage.Gradient, t.Gradients))
                yield return g;
        }

        var shaped = t.Gradients.ToArray();
        foreach (var part in Optimizers.Parts(c.Pipeline.Optimizer).SkipLast(1))
        {
            part.Update(t.State.Step, t.LearningRate, c.Network.Layout, t.State.Parameters.AsSpan(), shaped, new([], shaped.Length, 0));
            foreach (var g in Named(c.Pipeline.Layout.Parameters, Stage.ShapedGradient, Reals.Of(shaped)))
                yield return g;
        }

        foreach (var p in Named(c.Pipeline.Layout.Parameters, Stage.Update, t.Updates)
            .Concat(Named(c.Pipeline.Layout.Slots, Stage.Slot, t.Next.Slots)).Concat(Named(c.Pipeline.Layout.Parameters, Stage.NextParameter, t.Next.Parameters)))
            yield return p;
    }

    private static IEnumerable<(Stage, string, int, double[])> Named(IEnumerable<NamedTensor> tensors, Stage stage, Reals flat) =>
        tensors.Select(t => (stage, t.Name, t.IsVector ? 0 : t.Columns, t.In(flat).ToArray()));
}
