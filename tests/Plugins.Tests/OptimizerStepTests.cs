using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>How far a step can go, and what it does not depend on.</summary>
[TestFixture]
internal sealed class OptimizerStepTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Number = Gen.Frequency((9, Gen.Double[-3, 3]), (1, Gen.OneOf(0.0, 1, 1e-9, 1e6, -1e-100)));

    private static readonly Gen<double[]> Gradients = Number.Array[1, 20];

    private static readonly Gen<double> Rate = Gen.Double[0.001, 1];

    /// <summary>Those whose steps depend on the signs and proportions of gradients only, once epsilon is out of the way.</summary>
    private static readonly Func<IOptimizer>[] BlindToScale =
    [
        () => new Adam(epsilon: 0), () => new Adam(epsilon: 0, amsgrad: true), () => new AdamW(epsilon: 0), () => new Adamax(epsilon: 0), () => new NAdam(epsilon: 0),
        () => new Adagrad(epsilon: 0), () => new Adagrad(lrDecay: 0.1, epsilon: 0), () => new RmsProp(epsilon: 0), () => new RmsProp(epsilon: 0, momentum: 0.9),
        () => new RmsProp(alpha: 0.9, epsilon: 0, centered: true), () => new Rprop(), () => new Lion(), () => new Lion(weightDecay: 0.1),
    ];

    [Test]
    public void A_gradient_scaled_by_a_power_of_two_is_a_learning_rate_scaled_by_it() => Gen.Select(Number, Gradients, Gen.Int[-20, 20], Gen.OneOf(0, 0.9)).Sample((start, gradients, k, momentum) =>
        Golden.SameBits(
            Run(new Sgd(momentum), start, gradients.Select(g => Math.ScaleB(g, k)), 0.1).Parameters,
            Run(new Sgd(momentum), start, gradients, Math.ScaleB(0.1, k)).Parameters), iter: Cases);

    [TestCaseSource(nameof(BlindToScale))]
    public void The_size_of_all_gradients_together_changes_no_bit(Func<IOptimizer> make) => Gen.Select(Number, Gradients, Gen.Int[-20, 20]).Sample((start, gradients, k) =>
    {
        var turns = gradients.Select(g => Math.Abs(g) < 1e-50 ? 0.5 : g).ToArray();
        return Golden.SameBits(Run(make(), start, turns, 0.1).Parameters, Run(make(), start, turns.Select(g => Math.ScaleB(g, k)), 0.1).Parameters);
    }, iter: Cases);

    [Test]
    public void Lion_moves_by_the_learning_rate_or_not_at_all() => EachUpdate(_ => new Lion(), (update, rate, _) => Math.Abs(update) == rate || update == 0);

    [Test]
    public void Adagrad_never_moves_further_than_the_learning_rate() =>
        EachUpdate(decay => new Adagrad(weightDecay: decay), (update, rate, _) => Math.Abs(update) <= rate * (1 + 1e-12));

    [Test]
    public void RMSprop_never_moves_further_than_its_memory_allows() =>
        EachUpdate(decay => new RmsProp(weightDecay: decay), (update, rate, _) => Math.Abs(update) <= rate / Math.Sqrt(1 - 0.99) * (1 + 1e-12));

    /// <summary>u ≥ β₂ᵏ|g| for the gradient k steps ago, so |m| / u ≤ (1 − β₁) Σ (β₁/β₂)ᵏ.</summary>
    [Test]
    public void Adamax_never_moves_further_than_its_memory_allows() => EachUpdate(decay => new Adamax(weightDecay: decay), (update, rate, t) =>
        Math.Abs(update) <= rate / (1 - Math.Pow(0.9, t)) * 0.1 * Enumerable.Range(0, t).Sum(k => Math.Pow(0.9 / 0.999, k)) * (1 + 1e-12));

    /// <summary>Cauchy and Schwarz: |m̂|/√v̂ ≤ √Σ aᵢ²/bᵢ, where a and b are the weights of the gradients in the two means.</summary>
    [Test]
    public void Adam_never_moves_further_than_its_means_allow() => EachUpdate(decay => new Adam(weightDecay: decay), (update, rate, t) =>
        Math.Abs(update) <= rate * (1 + 1e-12) * Math.Sqrt(Enumerable.Range(0, t).Sum(age =>
        {
            var a = 0.1 * Math.Pow(0.9, age) / (1 - Math.Pow(0.9, t));
            return a * a / (0.001 * Math.Pow(0.999, age) / (1 - Math.Pow(0.999, t)));
        })));

    [Test]
    public void Rprop_moves_between_its_two_bounds_or_not_at_all() =>
        EachUpdate(_ => new Rprop(stepMin: 0.01, stepMax: 0.5), (update, _, _) => update == 0 || Math.Abs(update) is >= 0.01 and <= 0.5);

    [Test]
    public void The_first_step_of_Adam_has_the_sign_of_the_gradient_and_hardly_its_size() =>
        Gen.Select(Number.Where(g => Math.Abs(g) is 0 or > 1e-90), Rate, Gen.Bool, Gen.OneOf(1e-8, 1e-3)).Sample((g, rate, amsgrad, epsilon) =>
        {
            var expected = -rate * g / (Math.Abs(g) + epsilon);
            return new IOptimizer[] { new Adam(epsilon: epsilon, amsgrad: amsgrad), new AdamW(epsilon: epsilon, weightDecay: 0, amsgrad: amsgrad) }
                .All(optimizer => Math.Abs(new Driver(optimizer, 1).Step(rate, g)[0] - expected) <= 1e-14 * rate);
        }, iter: Cases);

    [Test]
    public void RAdam_is_momentum_until_it_has_seen_enough() => Gen.Select(Gradients, Rate).Sample((gradients, rate) =>
    {
        // ρₜ passes 5 with the sixth gradient at β₂ = 0.999.
        var (driver, m, largest) = (new Driver(new RAdam(), 0), 0.0, 0.0);
        return gradients.Select((g, k) => (g, T: k + 1)).All(step =>
        {
            (m, largest) = (0.9 * m + 0.1 * step.g, Math.Max(largest, Math.Abs(step.g)));
            var plain = -rate * m / (1 - Math.Pow(0.9, step.T));
            // Where gradients cancel, m has the rounding of the largest of them.
            var isPlain = Math.Abs(driver.Step(rate, step.g)[0] - plain) <= 1e-12 * Math.Abs(plain) + 1e-14 * rate * largest;
            return Math.Abs(m) < 1e-6 * Math.Max(1, largest) || isPlain == step.T < 6;
        });
    }, iter: Cases);

    [Test]
    public void A_constant_gradient_under_centered_RMSprop_stays_a_number() => Gen.Select(Gen.Double[-1e3, 1e3], Gen.Double[0.1, 0.9]).Sample((g, alpha) =>
        double.IsFinite(Run(new RmsProp(alpha, centered: true), 1, Enumerable.Repeat(g, 500), 0.01).Parameters[0]), iter: Cases);

    /// <summary>Every update of random walks satisfies a bound that may depend on the learning rate and on t, from 1.</summary>
    private static void EachUpdate(Func<double, IOptimizer> make, Func<double, double, int, bool> holds) =>
        Gen.Select(Number, Gradients, Rate, Gen.OneOf(0, 0.02)).Sample((start, gradients, rate, decay) =>
        {
            var driver = new Driver(make(decay), start);
            return gradients.Select((g, k) => holds(driver.Step(rate, g)[0], rate, k + 1)).All(bounded => bounded);
        }, iter: Cases);

    private static Driver Run(IOptimizer optimizer, double start, IEnumerable<double> gradients, double rate) =>
        OptimizerLawTests.Run(optimizer, [start], [.. gradients.Select(g => new[] { g })], rate);
}
