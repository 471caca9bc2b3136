namespace Functional.Core.Tests;

/// <summary>What may be done to the columns and units of a network, and what that does to a step.</summary>
[TestFixture]
internal sealed class SymmetryTests
{
    private static readonly Wanted Deep = new() { FewestLayers = 2 };

    [Test]
    public void An_input_that_is_always_zero_teaches_its_weights_nothing() =>
        Law.Holds(
            from c in Gens.Case(new() { Optimizers = Gens.Plain })
            from column in Gen.Int[0, c.Network.Inputs - 1]
            from zero in Gen.OneOf(0.0, -0.0)
            select (c, column, zero),
            (c, column, zero) =>
            {
                var width = c.Network.Inputs;
                var inputs = c.Data.Inputs.ToArray().Select((x, i) => i % width == column ? zero : x).ToArray();
                var unused = new Batch(c.Everything.RowNumbers, Reals.Of(inputs), c.Data.Targets);
                var trace = Training.Explain(c.Pipeline, c.State, unused);
                var units = c.Network.Layers[0].Units;
                for (var i = column * units; i < (column + 1) * units; i++)
                {
                    Law.That(trace.Gradients[i] == 0, $"weight {i} has gradient {trace.Gradients[i]}");
                    Law.That(trace.Next.Parameters[i] == c.State.Parameters[i], $"weight {i} moved");
                }
            });

    [Test]
    public void Reordering_the_hidden_units_commutes_with_a_step()
    {
        var compared = 0;
        Law.Holds(
            from c in Gens.Case(Deep with { Optimizers = Gens.GradientDescent })
            from layer in Gen.Int[0, c.Network.Layers.Length - 2]
            from order in Gens.Permutation(c.Network.Layers[layer].Units)
            select (c, layer, order),
            (c, layer, order) =>
            {
                Reals Permuted(Reals flat) => Units.Permuted(c.Network, layer, order, flat);
                var moved = c.State with { Parameters = Permuted(c.State.Parameters), Slots = Units.InSlots(c, c.State.Slots, (_, flat) => Permuted(flat)) };
                var (here, there) = (Training.Explain(c.Pipeline, c.State, c.Everything), Training.Explain(c.Pipeline, moved, c.Everything));
                if (here.Layers.Any(AtAKink))
                    return;
                Interlocked.Increment(ref compared);
                var scale = Scale(here);
                Law.Close(here.Outputs.AsSpan(), there.Outputs.AsSpan(), 1e-13, scale, "outputs");
                Law.Close(Permuted(here.Gradients).AsSpan(), there.Gradients.AsSpan(), 1e-13, scale, "gradients");
                Law.Close(Permuted(here.Next.Parameters).AsSpan(), there.Next.Parameters.AsSpan(), 1e-13, scale, "next parameters");
                var slots = Units.InSlots(c, here.Next.Slots, (_, flat) => Permuted(flat));
                Law.Close(slots.AsSpan(), there.Next.Slots.AsSpan(), 1e-13, scale, "next slots");
            });
        Assert.That(compared, Is.GreaterThan(Law.Cases / 2));
    }

    [Test]
    public void Mirroring_the_units_of_an_odd_activation_commutes_with_a_step() =>
        Law.Holds(
            from c in Gens.Case(Deep with { Activations = Gen.OneOf(Gens.Tanh, Gens.Identity) })
            from layer in Gen.Int[0, c.Network.Layers.Length - 2]
            from signs in Gen.OneOf(-1, 1).Array[c.Network.Layers[layer].Units]
            select (c, layer, signs),
            (c, layer, signs) =>
            {
                Reals Mirrored(Reals flat) => Units.Mirrored(c.Network, layer, signs, flat);
                Reals MirroredSlot(string name, Reals flat) => name.StartsWith('v') ? flat : Mirrored(flat);
                var moved = c.State with { Parameters = Mirrored(c.State.Parameters), Slots = Units.InSlots(c, c.State.Slots, MirroredSlot) };
                var (here, there) = (Training.Explain(c.Pipeline, c.State, c.Everything), Training.Explain(c.Pipeline, moved, c.Everything));
                Law.Equal(Plus(here.Outputs), Plus(there.Outputs), "outputs");
                Law.Equal(Plus(Mirrored(here.Gradients)), Plus(there.Gradients), "gradients");
                Law.Equal(Plus(Mirrored(here.Next.Parameters)), Plus(there.Next.Parameters), "next parameters");
                Law.Equal(Plus(Units.InSlots(c, here.Next.Slots, MirroredSlot)), Plus(there.Next.Slots), "next slots");
            });

    [Test]
    public void Reordering_outputs_and_targets_together_reorders_the_gradients() =>
        Law.Holds(from c in Gens.TameCase from order in Gens.Permutation(c.Network.Outputs) select (c, order), (c, order) =>
        {
            var last = c.Network.Layers.Length - 1;
            var moved = c.State with { Parameters = Units.Permuted(c.Network, last, order, c.State.Parameters) };
            var targets = Units.Columns(c.Data.Targets, c.Network.Outputs, order);
            var here = Training.Explain(c.Pipeline, c.State, c.Everything);
            var there = Training.Explain(c.Pipeline, moved, new Batch(c.Everything.RowNumbers, c.Data.Inputs, targets));
            var scale = Scale(here);
            Law.Same(Units.Columns(here.Outputs, c.Network.Outputs, order), there.Outputs, "outputs");
            Law.Close(here.Loss, there.Loss, 1e-13 * scale, "loss");
            Law.Close(Units.Permuted(c.Network, last, order, here.Gradients).AsSpan(), there.Gradients.AsSpan(), 1e-13, scale, "gradients");
        });

    [Test]
    public void Inputs_scaled_by_a_power_of_two_and_weights_by_its_inverse_give_the_same_outputs() =>
        Law.Holds(Gen.Select(Gens.TameCase, Gen.Int[-20, 20]), (c, k) =>
        {
            var first = c.Network.Layout.Weights(0);
            var parameters = c.Parameters.ToArray().Select((p, i) => i < first.Length ? Math.ScaleB(p, -k) : p);
            var inputs = c.Data.Inputs.ToArray().Select(x => Math.ScaleB(x, k));
            Law.Same(
                Training.Predict(c.Network, c.Parameters, c.Data.Rows, c.Data.Inputs).Outputs,
                Training.Predict(c.Network, Reals.Of([.. parameters]), c.Data.Rows, Reals.Of([.. inputs])).Outputs,
                "outputs");
        });

    /// <summary>Rounding is relative to what is summed on the way: no less than 1, than the gradients, than the loss.</summary>
    private static double Scale(Trace trace) => Math.Max(1, Math.Max(trace.Loss, Law.Largest(trace.Gradients.AsSpan())));

    /// <summary>Whether rounding may carry some pre-activation over a kink, where the gradient jumps.</summary>
    private static bool AtAKink(LayerTrace layer)
    {
        foreach (var kink in layer.Layer.Activation.Kinks)
            foreach (var z in layer.PreActivations.AsSpan())
                if (Math.Abs(z - kink) < 1e-11)
                    return true;
        return false;
    }

    /// <summary>Both zeros as +0: mirroring may turn the sign of a zero, and of nothing else.</summary>
    private static double[] Plus(Reals numbers) => [.. numbers.ToArray().Select(x => x + 0.0)];
}
