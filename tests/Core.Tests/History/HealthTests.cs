using Functional.Plugins;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>Dead and saturated units, and the lengths of gradients and updates.</summary>
[TestFixture]
internal sealed class HealthTests
{
    [Test]
    public void Units_are_dead_or_saturated_as_their_rows_say() => Law.Holds(Gens.AnyCase, c =>
    {
        var trace = Training.Explain(c.Pipeline, c.State, c.Batch);
        foreach (var (health, layer) in Health.Of(c.Pipeline, trace).Zip(trace.Layers))
        {
            var (units, name) = (layer.Layer.Units, layer.Layer.Activation.Id);
            for (var u = 0; u < units; u++)
            {
                var z = Enumerable.Range(0, c.Batch.Rows).Select(row => layer.PreActivations[row * units + u]).ToArray();
                var a = Enumerable.Range(0, c.Batch.Rows).Select(row => layer.Activations[row * units + u]).ToArray();
                // f′ written out for the functions these cases are made of.
                var slopes = z.Zip(a, (z, a) => name switch { "identity" => 1, "relu" => z > 0 ? 1 : z <= 0 ? 0 : double.NaN, "sigmoid" => a * (1 - a), _ => 1 - a * a }).Select(Math.Abs).ToArray();
                if (slopes.Any(double.IsNaN))
                    continue;
                var reference = name == "sigmoid" ? 0.25 : 1;
                var (dead, closed) = (slopes.All(s => s == 0) && a.All(x => x == 0), slopes.All(s => s < 0.01 * reference));
                // Where 1 − a rounds, a slope on the threshold may fall on either side.
                if (Math.Abs(slopes.Max() - 0.01 * reference) < 1e-9)
                    continue;
                Law.That(health.Dead.Any(d => d.Unit == u) == dead, $"layer {layer.Layer}: unit {u} is {(dead ? "" : "not ")}dead: z {string.Join(" ", z)}");
                Law.That(health.Saturated.Any(s => s.Unit == u) == (closed && !dead), $"unit {u} is {(closed ? "" : "not ")}saturated: z {string.Join(" ", z)}");
            }

            Law.That(health.Units == units, "another number of units");
        }
    });

    [Test]
    public void Norms_are_those_of_the_layer() => Law.Holds(Gens.TameCase, c =>
    {
        var trace = Training.Explain(c.Pipeline, c.State, c.Batch);
        var healths = Health.Of(c.Pipeline, trace);
        foreach (var health in healths)
        {
            double Norm(Reals flat) => Math.Sqrt(c.Network.Layout.Tensors.Where(t => t.Layer == health.Layer).Sum(t => t.In(flat.AsSpan()).ToArray().Sum(x => x * x)));
            // Two ways to add fewer than a hundred squares: some 1e-14 apart.
            Law.Close(Norm(trace.State.Parameters), health.ParameterNorm, 1e-13 * health.ParameterNorm, "parameters");
            Law.Close(Norm(trace.Gradients), health.GradientNorm, 1e-13 * health.GradientNorm + 1e-150, "gradients");
            Law.Close(Norm(trace.Updates), health.UpdateNorm, 1e-13 * health.UpdateNorm + 1e-150, "updates");
            if (health.AgainstNext.IsSome)
                Law.SameBits(health.GradientNorm / healths[health.Layer + 1].GradientNorm, (double)health.AgainstNext, "against the next layer");
        }
    });

    [Test]
    public void Norms_of_the_largest_and_smallest_numbers_are_numbers()
    {
        var network = Edit.Network(2, new Layer(2, Gens.Identity, Bias: false));
        double Of(double x) => Healths(network, [x, x, x, x], [0, 0]).ParameterNorm;
        Assert.That((Of(1e200), Of(1e-200), Of(0)), Is.EqualTo((2e200, 2e-200, 0)));
    }

    /// <summary>z is 1·w + b: dead relu below 0, a sigmoid beyond ±6 and an exp below −4.6 closed, and a leaky relu open on its flat side.</summary>
    [Test]
    public void Each_kind_of_unit_is_what_it_is()
    {
        LayerHealth With(IActivation f, params double[] z) => Healths(Edit.Network(1, new Layer(z.Length, f, Bias: false)), z, [1]);
        Assert.Multiple(() =>
        {
            Assert.That(With(Gens.Relu, -1, 1, 0).Dead.Select(u => u.Unit), Is.EqualTo((int[])[0, 2]));
            Assert.That(With(Gens.Sigmoid, -6, 5, 6, 7).Saturated.Select(u => u.Unit), Is.EqualTo((int[])[0, 2, 3]));
            Assert.That(With(Gens.Sigmoid, -800).Dead.Select(u => u.Unit), Is.EqualTo((int[])[0]), "neither value nor slope is left");
            Assert.That(With(new Lanewise<LeakyRelu>("leaky-relu(slope=0.01)", new LeakyRelu(0.01)), -5).Saturated, Is.Empty);
            Assert.That(With(Elementwise.Of("exp", Elementary.Exp, Elementary.Exp), -5, -4, 9).Saturated.Select(u => u.Unit), Is.EqualTo((int[])[0]));
            Assert.That(With(Elementwise.Of("three", _ => 3, _ => 0), 1).Saturated, Is.Empty, "a function that is flat everywhere is not closed anywhere");
            Assert.That(With(new Softmax(), 30, 1, 2).Saturated.Select(u => u.Unit), Is.EqualTo((int[])[0, 1, 2]));
            Assert.That(With(new Softmax(), 3, 1, 2).Saturated, Is.Empty);
        });
    }

    [Test]
    public void Gradients_that_shrink_or_grow_on_their_way_back_are_marked()
    {
        LayerHealth First(double weight) => Healths(Edit.Network(1, new Layer(1, Gens.Identity, false), new Layer(1, Gens.Identity, false)), [1, weight], [1]);
        Assert.Multiple(() =>
        {
            // ∂L/∂w0 = ∂L/∂z1 · w1 · x, ∂L/∂w1 = ∂L/∂z1 · w0 · x: with w0 = x = 1 their ratio is w1.
            Assert.That((First(9e-4).IsVanishing, First(2e-3).IsVanishing), Is.EqualTo((true, false)));
            Assert.That((First(1100).IsExploding, First(900).IsExploding), Is.EqualTo((true, false)));
            Assert.That((First(1100).IsOvershooting, First(0.5).IsOvershooting), Is.EqualTo((true, false)));
        });
    }

    /// <summary>The first layer's health on one row of inputs with targets 0, under half-sse and a rate of 0.1.</summary>
    private static LayerHealth Healths(Network network, double[] parameters, double[] row)
    {
        var pipeline = Pipeline.Create(network, new HalfSse(), new Sgd(), new Constant(), 0.1).Valid();
        var data = Edit.Data(1, row, new double[network.Outputs]);
        return Health.Of(pipeline, Training.Explain(pipeline, Training.Init(pipeline, Reals.Of(parameters)), Batches.Full(data).At(0)))[0];
    }
}
