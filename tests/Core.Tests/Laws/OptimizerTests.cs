using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>What every run may rely on in the optimizers it is trained by.</summary>
[TestFixture]
internal sealed class OptimizerTests
{
    [Test]
    public void A_learning_rate_of_zero_leaves_the_parameters_and_lets_the_memory_advance() => Law.Holds(Gens.TameCase, c =>
    {
        var still = Training.Step(c.Pipeline.With(rate: 0), c.State, c.Batch).Next;
        Law.Equal(Plus(c.State.Parameters), Plus(still.Parameters), "parameters");
        Law.Same(Training.Step(c.Pipeline, c.State, c.Batch).Next.Slots, still.Slots, "slots");
        Law.That(still.Step == c.State.Step + 1, "the step did not count");
    });

    [Test]
    public void Momentum_zero_is_plain_gradient_descent() =>
        Law.Holds(Gen.Select(Gens.Case(new() { Optimizers = Gens.Plain }), Gen.Double[0, 1], Gen.Bool), (c, dampening, nesterov) =>
        {
            var other = c.Pipeline.With(optimizer: new Sgd(momentum: 0, dampening, nesterov));
            Law.Same(Training.Run(c.Pipeline, c.Start, c.Batches, 5), Training.Run(other, c.Start, c.Batches, 5), "5 steps");
            var trace = Training.Explain(other, c.State, c.Batch);
            for (var i = 0; i < trace.Updates.Length; i++)
                Law.That(trace.Updates[i] == -trace.LearningRate * trace.Gradients[i], $"update {i}");
        });

    [Test]
    public void A_perfect_fit_is_left_alone() =>
        Law.Holds(
            Gens.Case(new() { Optimizers = Gens.Plain, Losses = Gen.OneOf<ILoss>(new HalfSse(), new MeanSquaredError()) }),
            c =>
            {
                var outputs = Training.Predict(c.Network, c.State.Parameters, c.Data.Rows, c.Data.Inputs).Outputs;
                var fitted = c.Everything with { Targets = outputs };
                var step = Training.Step(c.Pipeline, c.State, fitted);
                Law.That(step.Loss == 0, $"a perfect fit loses {step.Loss}");
                Law.Equal(Plus(c.State.Parameters), Plus(step.Next.Parameters), "parameters");
            });

    [Test]
    public void A_small_enough_step_downhill_goes_down()
    {
        var strict = 0;
        Law.Holds(Gens.Case(new() { Optimizers = Gens.Plain, Activations = Gens.SmoothActivation }), c =>
        {
            var (loss, gradients) = (Loss(c.Pipeline, c.State, c.Everything), c.Gradients(c.Everything).ToArray());
            var steep = gradients.Sum(g => g * g) > 1e-12 * Math.Max(loss, 1e-4);
            for (var rate = 1.0; rate > 1e-12; rate /= 2)
            {
                var after = Loss(c.Pipeline, Training.Step(c.Pipeline.With(rate: rate), c.State, c.Everything).Next, c.Everything);
                if (after < loss || !steep && after <= loss)
                {
                    Interlocked.Add(ref strict, steep ? 1 : 0);
                    return;
                }
            }

            throw new BrokenLawException($"no step leads down from {loss}");
        });
        Assert.That(strict, Is.GreaterThan(900), "descents from a slope");
    }

    [Test]
    public void Climbing_the_loss_is_descending_its_negation() =>
        Law.Holds(
            from c in Gens.Case(new() { Schedules = Gens.Constant })
            from adam in Gen.Bool
            from decay in Gen.OneOf(0, 0.01)
            select (c, adam, decay),
            (c, adam, decay) =>
            {
                IOptimizer Make(bool maximize) => adam ? new Adam(weightDecay: decay, maximize: maximize) : new Sgd(0.9, weightDecay: decay, maximize: maximize);
                var up = c.Pipeline.With(optimizer: Make(true));
                var down = c.Pipeline.With(optimizer: Make(false), loss: new Negated(c.Pipeline.Loss));
                Law.Equal(
                    Plus(Training.Run(up, Training.Init(up, c.Parameters), c.Batches, 4).Parameters),
                    Plus(Training.Run(down, Training.Init(down, c.Parameters), c.Batches, 4).Parameters),
                    "parameters after 4 steps");
            });

    [Test]
    public void The_first_step_of_Adam_has_the_sign_of_the_gradient_and_hardly_its_size() =>
        Law.Holds(Gen.Select(Gens.TameCase, Gen.OneOf(1e-8, 1e-3), Gen.Bool), (c, epsilon, amsgrad) =>
        {
            var pipeline = c.Pipeline.With(optimizer: new Adam(epsilon: epsilon, amsgrad: amsgrad));
            var trace = Training.Explain(pipeline, Training.Init(pipeline, c.Parameters), c.Everything);
            for (var i = 0; i < trace.Updates.Length; i++)
            {
                var g = trace.Gradients[i];
                var expected = -trace.LearningRate * g / (Math.Abs(g) + epsilon);
                if (g == 0 || Math.Abs(g) > 1e-150)
                    Law.Close(expected, trace.Updates[i], 1e-14 * trace.LearningRate, $"update {i}");
            }
        });

    [Test]
    public void No_step_of_Adam_is_longer_than_its_moments_allow() =>
        Law.Holds(
            from c in Gens.TameCase
            from beta1 in Gen.Double[0, 0.94]
            from beta2 in Gen.Double[beta1 * beta1 + 0.01, 0.999]
            from amsgrad in Gen.Bool
            select (c, new[] { beta1, beta2 }, amsgrad),
            (c, betas, amsgrad) =>
            {
                var pipeline = c.Pipeline.With(optimizer: new Adam(betas[0], betas[1], amsgrad: amsgrad));
                var state = Training.Init(pipeline, c.Parameters);
                for (var t = 1; t <= 8; t++)
                {
                    var trace = Training.Explain(pipeline, state, c.Batches.At(state.Step));
                    var bound = trace.LearningRate * Bound(betas[0], betas[1], t) * (1 + 1e-12);
                    var largest = Law.Largest(trace.Updates.AsSpan());
                    Law.That(largest <= bound, $"step {t} goes {largest}, allowed is {bound}");
                    state = trace.Next;
                }
            });

    [Test]
    public void Without_gradients_nothing_moves_and_decay_shrinks_geometrically() =>
        Law.Holds(Gen.Select(Gens.Case(new() { Schedules = Gens.Constant }), Gen.Int[1, 20], Gen.Double[0, 0.5]), (c, steps, decay) =>
        {
            var silent = new Linear(new double[c.Data.Rows * c.Network.Outputs]);
            foreach (var optimizer in new IOptimizer[] { new Sgd(), new Sgd(0.9, nesterov: true), new Adam(), new Adam(amsgrad: true) })
                Law.Equal(Plus(c.Parameters), Plus(After(optimizer).Parameters), $"parameters under {optimizer.Id}");
            var shrunk = After(new Sgd(weightDecay: decay)).Parameters;
            var factor = Math.Pow(1 - c.Pipeline.LearningRate * decay, steps);
            for (var i = 0; i < shrunk.Length; i++)
                Law.Close(c.Parameters[i] * factor, shrunk[i], 4e-16 * (steps + 1) * Math.Abs(c.Parameters[i]), $"parameter {i}");

            TrainingState After(IOptimizer optimizer)
            {
                var pipeline = c.Pipeline.With(optimizer: optimizer, loss: silent);
                return Training.Run(pipeline, Training.Init(pipeline, c.Parameters), Batches.Full(c.Data), steps);
            }
        });

    /// <summary>Cauchy and Schwarz: |m̂|/√v̂ ≤ √Σ aᵢ²/bᵢ, where a and b are the weights of the gradients in the two means.</summary>
    private static double Bound(double beta1, double beta2, int t)
    {
        var sum = 0.0;
        for (var i = 1; i <= t; i++)
        {
            var a = (1 - beta1) * Math.Pow(beta1, t - i) / (1 - Math.Pow(beta1, t));
            var b = (1 - beta2) * Math.Pow(beta2, t - i) / (1 - Math.Pow(beta2, t));
            sum += a * a / b;
        }

        return Math.Sqrt(sum);
    }

    private static double Loss(Pipeline pipeline, TrainingState state, Batch batch) => Training.Evaluate(pipeline, state, batch).Loss;

    private static double[] Plus(Reals numbers) => [.. numbers.ToArray().Select(x => x + 0.0)];

    private sealed class Negated(ILoss inner) : ILoss
    {
        public string Id => "negated";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            var loss = inner.Evaluate(rows, outputs, targets, outputGradients);
            foreach (ref var gradient in outputGradients)
                gradient = -gradient;
            return -loss;
        }
    }
}
