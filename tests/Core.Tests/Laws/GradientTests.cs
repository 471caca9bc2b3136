namespace Functional.Core.Tests;

[TestFixture]
internal sealed class GradientTests
{
    [Test]
    public void Backpropagation_is_the_slope_of_the_loss() => AgreesWithDifferences(Gens.TameCase, enough: 20_000);

    [Test]
    public void Backpropagation_is_the_slope_of_the_loss_whatever_stands_on_the_shelf() => AgreesWithDifferences(
        Gens.Case(new() { Activations = ShelfGens.Activation, Losses = ShelfGens.SmoothLoss }), enough: 10_000);

    [Test]
    public void Backpropagation_is_the_slope_of_the_loss_through_functions_of_whole_rows() => AgreesWithDifferences(
        Gens.Case(new() { Activations = Gen.OneOf<IActivation>(new Plugins.Standard.Softmax(), new Plugins.Standard.Softmax(), Gens.Tanh) }), enough: 10_000);

    [Test]
    public void A_function_of_whole_rows_sees_each_row_alone() =>
        Law.Holds(Gens.Case(new() { Activations = Gen.Const<IActivation>(new Plugins.Standard.Softmax()), Losses = Gen.Const<ILoss>(new Plugins.Standard.HalfSse()) }), c =>
        {
            var together = Training.Predict(c.Network, c.Parameters, c.Data.Rows, c.Data.Inputs).Outputs;
            for (var row = 0; row < c.Data.Rows; row++)
            {
                var alone = Training.Predict(c.Network, c.Parameters, 1, c.Row(row).Inputs).Outputs;
                Law.Same(alone, Reals.Of(together.AsSpan(row * c.Network.Outputs, c.Network.Outputs)), $"row {row}");
                var sum = 0.0;
                foreach (var share in alone.AsSpan())
                    sum += share;
                Law.Close(1, sum, 1e-15 * c.Network.Outputs, $"sum of row {row}");
            }
        });

    [Test]
    public void Backpropagation_is_linear_in_the_gradient_it_starts_from() =>
        Law.Holds(
            from c in Gens.TameCase
            from u in Gens.Tame.Array[c.Data.Rows * c.Network.Outputs]
            from v in Gens.Tame.Array[c.Data.Rows * c.Network.Outputs]
            from a in Gen.Double[-3, 3]
            from b in Gen.Double[-3, 3]
            select (c, new[] { u, v, [a, b] }),
            (c, numbers) =>
            {
                var (u, v, a, b) = (numbers[0], numbers[1], numbers[2][0], numbers[2][1]);
                var (gu, gv, gm) = (Vjp(c, u), Vjp(c, v), Vjp(c, [.. u.Zip(v, (x, y) => a * x + b * y)]));
                var scale = Math.Max(1, 3 * Math.Max(Law.Largest(gu.AsSpan()), Law.Largest(gv.AsSpan())));
                for (var i = 0; i < gm.Length; i++)
                    Law.Close(a * gu[i] + b * gv[i], gm[i], 1e-13 * scale, $"gradient {i}");
            });

    [Test]
    public void A_batch_of_one_row_is_learned_like_any_other() => Law.Holds(Gens.TameCase, c =>
    {
        var trace = Training.Explain(c.Pipeline, c.State, c.Row(0));
        Law.Same(Reals.Of(c.Everything.Inputs.AsSpan(0, c.Network.Inputs)), trace.Layers[0].Inputs, "inputs");
        Law.That(trace.Outputs.Length == c.Network.Outputs && double.IsFinite(trace.Loss), "one row");
    });

    /// <summary>
    /// Richardson's differences with h = 1e-4: (4·D(h) − D(2h)) / 3, wrong by O(h⁴). Parameters whose change carries some
    /// pre-activation nearer than 10h to a kink are skipped; those where the rounding of the loss would drown
    /// 1e-8 get its size as well and do not count: a loss is rounded itself, and so are the outputs its residuals (no more than √loss) are taken from.
    /// </summary>
    private static void AgreesWithDifferences(Gen<Case> cases, int enough)
    {
        const double h = 1e-4;
        var (tried, near, drowned) = (0, 0, 0);
        Law.Holds(cases, c =>
        {
            var batch = c.Everything;
            var gradients = c.Gradients(batch);
            var largest = Law.Largest(gradients.AsSpan());
            var center = c.State.Parameters;
            var reach = Math.Max(1, Law.Largest(Training.Evaluate(c.Pipeline, c.State, batch).Pass.Outputs.AsSpan()));
            for (var i = 0; i < gradients.Length; i++)
            {
                var at = new double[] { -2, -1, 1, 2 }.Select(k => Moved(center, i, k * h)).ToArray();
                if (NearKink(c, batch, [center, .. at], 10 * h))
                {
                    Interlocked.Increment(ref near);
                    continue;
                }

                var loss = at.Select(p => Training.Evaluate(c.Pipeline, c.State with { Parameters = p }, batch).Loss).ToArray();
                var wide = (loss[3] - loss[0]) / (at[3][i] - at[0][i]);
                var narrow = (loss[2] - loss[1]) / (at[2][i] - at[1][i]);
                var rounding = 32 * Math.ScaleB(1, -52) * (Law.Largest(loss) + Math.Sqrt(Law.Largest(loss)) * reach) / h;
                Interlocked.Increment(ref tried);
                if (rounding > 1e-8 * largest)
                    Interlocked.Increment(ref drowned);
                // Where a loss is as flat as a sixth power or a higher one, O(h⁴) is not small. Of D(h) = L' + e and D(2h) = L' + e₂ with e₂ ≥ 4e, as
                // of every even power, the rest is (e₂ − 4e) / 3, no more than a third of what halving the step has changed.
                var flatness = Math.Abs(narrow - wide) / 3;
                Law.Close((4 * narrow - wide) / 3, gradients[i], 1e-8 * largest + rounding + flatness, $"gradient {i}");
            }
        });
        Assert.That(tried - drowned, Is.GreaterThan(enough), "gradients compared");
        Assert.That(near, Is.LessThan(tried / 5), "gradients skipped near a kink");
        Assert.That(drowned, Is.LessThan(tried / 5), "gradients too small to see");
    }

    private static Reals Moved(Reals numbers, int index, double by)
    {
        var values = numbers.ToArray();
        values[index] += by;
        return Reals.Of(values);
    }

    /// <summary>Whether a pre-activation comes within <paramref name="reach"/> of a kink, or passes it on the way.</summary>
    private static bool NearKink(Case c, Batch batch, Reals[] places, double reach)
    {
        if (c.Network.Layers.All(l => l.Activation.Kinks.IsEmpty))
            return false;
        var passes = places.Select(p => Training.Predict(c.Network, p, batch.Rows, batch.Inputs)).ToArray();
        for (var l = 0; l < c.Network.Layers.Length; l++)
            foreach (var kink in c.Network.Layers[l].Activation.Kinks)
                for (var i = 0; i < passes[0].Layers[l].PreActivations.Length; i++)
                {
                    var side = passes.Select(p => p.Layers[l].PreActivations[i] - kink).ToArray();
                    if (side.Any(s => Math.Abs(s) < reach) && side.Distinct().Count() > 1 || side.Any(s => s > 0) && side.Any(s => s <= 0))
                        return true;
                }

        return false;
    }

    private static Reals Vjp(Case c, double[] cotangent) => Training.Explain(c.Pipeline.With(loss: new Linear(cotangent)), c.State, c.Everything).Gradients;
}
