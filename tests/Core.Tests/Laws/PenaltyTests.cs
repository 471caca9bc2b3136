using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>A penalty pulls at weights and at nothing else.</summary>
[TestFixture]
internal sealed class PenaltyTests
{
    private static readonly Gen<double> Strength = Gen.Frequency((4, Gen.Double[0, 0.5]), (1, Gen.Const(0.0)));

    [Test]
    public void What_it_adds_is_the_gradient_of_the_penalty_at_weights_and_nothing_at_biases() => Law.Holds(Gen.Select(Gens.TameCase, Strength, Strength), (c, l1, l2) =>
    {
        var (gradients, penalized) = (c.Gradients(c.Everything), Penalized(c, c.State.Parameters, l1, l2));
        foreach (var tensor in c.Network.Layout.Tensors)
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Length; i++)
            {
                var w = c.State.Parameters[i];
                var pull = tensor.IsBias ? 0 : l1 * Math.Sign(w) + l2 * w;
                Law.Close(gradients[i] + pull, penalized[i], tensor.IsBias ? 0 : 1e-15 * (Math.Abs(gradients[i]) + l1 + l2 * Math.Abs(w)), $"{tensor.Name} at {i}");
            }
    });

    [Test]
    public void Central_differences_of_loss_and_penalty_give_the_same_gradient() => Law.Holds(
        Gen.Select(Gens.Case(new() { Activations = Gens.SmoothActivation, Numbers = Gen.Double[-1.5, 1.5] }), Strength, Strength), (c, l1, l2) =>
        {
            var gradients = Penalized(c, c.State.Parameters, l1, l2);
            for (var i = 0; i < gradients.Length; i++)
            {
                const double H = 1e-5;
                if (Math.Abs(c.State.Parameters[i]) < 2 * H)
                    continue;
                var (up, down) = (Total(i, H), Total(i, -H));
                Law.Close((up - down) / (2 * H), gradients[i], 1e-6 * (1 + Math.Abs(up) + Math.Abs(gradients[i]) * 10), $"parameter {i}");
            }

            double Total(int moved, double by)
            {
                var parameters = c.State.Parameters.ToArray();
                parameters[moved] += by;
                var weights = c.Network.Layout.Tensors.Where(t => !t.IsBias).SelectMany(t => parameters.Skip(t.Offset).Take(t.Length)).ToArray();
                return Training.Evaluate(c.Pipeline, c.State with { Parameters = Reals.Of(parameters) }, c.Everything).Loss
                    + l1 * weights.Sum(Math.Abs) + l2 / 2 * weights.Sum(w => w * w);
            }
        });

    [Test]
    public void Without_biases_l2_is_the_weight_decay_of_plain_descent() => Law.Holds(Gen.Select(Gens.TameCase, Strength), (c, l2) =>
    {
        var bare = c.Pipeline.With(Edit.Network(c.Network.Inputs, [.. c.Network.Layers.Select(layer => layer with { Bias = false })]));
        var parameters = Reals.Of(c.Parameters.AsSpan(0, bare.Network.Layout.Length));
        Law.Equal(After(Optimizers.Chain(new Penalty(0, l2), new Sgd())), After(new Sgd(weightDecay: l2)), "parameters after 4 steps");

        double[] After(IOptimizer optimizer)
        {
            var pipeline = bare.With(optimizer: optimizer);
            return [.. Training.Run(pipeline, Training.Init(pipeline, parameters), c.Batches, 4).Parameters.ToArray().Select(x => x + 0.0)];
        }
    });

    [Test]
    public void The_loss_that_is_reported_is_the_loss_of_the_data() => Law.Holds(Gen.Select(Gens.TameCase, Strength, Strength), (c, l1, l2) =>
    {
        var penalized = c.Pipeline.With(optimizer: Optimizers.Chain(new Penalty(l1, l2), c.Pipeline.Optimizer));
        var (with, without) = (Training.Explain(penalized, c.State, c.Batch), Training.Explain(c.Pipeline, c.State, c.Batch));
        Law.SameBits(without.Loss, with.Loss, "loss");
        Law.Same(without.Gradients, with.Gradients, "gradients");
    });

    [Test]
    public void The_pull_of_l1_is_0_at_0_and_NaN_at_NaN()
    {
        double[] gradients = [1, 1, 1, 1];
        new Penalty(0.5, 0).Update(0, 0.1, ParameterLayout.Of((4, 1, false)), [0, -0.0, double.NaN, -2], gradients, new([], 4, 0));
        Assert.That(gradients, Is.EqualTo(new[] { 1, 1, double.NaN, 0.5 }));
    }

    [TestCase(-1, 0)]
    [TestCase(0, double.NaN)]
    public void Strengths_are_0_or_more(double l1, double l2) => Assert.That(() => new Penalty(l1, l2), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double[] Penalized(Case c, Reals parameters, double l1, double l2)
    {
        var gradients = c.Gradients(c.Everything).ToArray();
        new Penalty(l1, l2).Update(0, 0.1, c.Network.Layout, parameters.AsSpan(), gradients, new([], gradients.Length, 0));
        return gradients;
    }
}
