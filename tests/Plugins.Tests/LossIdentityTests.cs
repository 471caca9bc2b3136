using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>How the losses hang together: symmetries, relatives, bounds and conventions.</summary>
[TestFixture]
internal sealed class LossIdentityTests
{
    private const int Cases = 1000;

    [Test]
    public void Distances_do_not_care_who_is_the_target_and_their_gradients_turn_their_sign() => Gen.OneOf(LossCase.Distances).SelectMany(LossCase.Of).Sample(c =>
    {
        var (there, back) = (c.Run(), (c with { Outputs = c.Targets, Targets = c.Outputs }).Run());
        return Golden.SameBits(there.Loss, back.Loss) && there.Gradients.Zip(back.Gradients).All(g => g.Item1 == -g.Item2);
    }, iter: 4 * Cases);

    [Test]
    public void The_gradient_of_half_sse_is_output_minus_target_to_the_bit_and_mse_is_its_mean() => LossCase.Of("half-sse").Sample(c =>
    {
        var (half, mean) = (c.Run(), (c with { Loss = Shelf.Make<ILoss>("mse") }).Run());
        return Golden.SameBits(half.Gradients, [.. c.Outputs.Zip(c.Targets, (a, b) => a - b)])
            && Math.Abs(2 * half.Loss - mean.Loss * c.Outputs.Length) <= 1e-15 * 2 * half.Loss
            && half.Gradients.Zip(mean.Gradients).All(g => Math.Abs(2 * g.Item1 - g.Item2 * c.Outputs.Length) <= 1e-15 * Math.Abs(2 * g.Item1));
    }, iter: Cases);

    [Test]
    public void Huber_is_half_the_mse_for_a_large_delta_and_lies_under_both_of_its_parts() => Gen.Select(LossCase.Of("mse"), Gen.Double[0.01, 50]).Sample((c, delta) =>
    {
        double Of(string name, params (string, object)[] settings) => (c with { Loss = Shelf.Make<ILoss>(name, settings) }).Run().Loss;
        var (huber, halfSquares, distance) = (Of("huber", ("delta", delta)), Of("mse") / 2, Of("mae"));
        return Math.Abs(Of("huber", ("delta", 1e6)) - halfSquares) <= 1e-14 * halfSquares
            && huber <= (1 + 1e-14) * Math.Min(halfSquares, delta * distance)
            && huber >= delta * (distance - delta / 2) - 1e-13 * delta * Math.Max(delta, distance);
    }, iter: Cases);

    [Test]
    public void A_small_delta_makes_huber_a_small_mae() => LossCase.Of("mae").Sample(c =>
    {
        var (huber, mae) = ((c with { Loss = Shelf.Make<ILoss>("huber", ("delta", 1e-9), ("reduction", "sum")) }).Run(), (c with { Loss = Shelf.Make<ILoss>("mae", ("reduction", "sum")) }).Run());
        return Math.Abs(huber.Loss / 1e-9 - mae.Loss) <= 1e-9 * c.Outputs.Length + 1e-13 * mae.Loss;
    }, iter: Cases);

    [Test]
    public void A_cross_entropy_row_pushes_as_much_up_as_down() => LossCase.Of("cross-entropy").Sample(c =>
        c.Run().Gradients.Chunk(c.Columns).All(row => Math.Abs(row.Sum()) <= 1e-15 * c.Columns), iter: Cases);

    [Test]
    public void A_constant_added_to_every_logit_changes_no_cross_entropy() => Gen.Select(LossCase.Of("cross-entropy"), Gen.Double[-100, 100]).Sample((c, constant) =>
    {
        var (here, there) = (c.Run(), (c with { Outputs = [.. c.Outputs.Select(x => x + constant)] }).Run());
        var bound = 1e-13 * (1 + Math.Abs(here.Loss));
        return Math.Abs(here.Loss - there.Loss) <= bound && here.Gradients.Zip(there.Gradients).All(g => Math.Abs(g.Item1 - g.Item2) <= bound);
    }, iter: Cases);

    // sigmoid(z) is rounded by ε/2, and log(1 − p) feels that as ε/2 / (1 − p), at most ε/2 · (1 + e^|z|).
    [Test]
    public void Of_logits_and_of_their_sigmoids_the_binary_cross_entropy_is_the_same() => LossCase.Of("binary-cross-entropy-logits").Sample(c =>
    {
        double[] logits = [.. c.Outputs.Select(z => 15 * z / Math.Max(15, Golden.Largest(c.Outputs)))];
        double[] probabilities = Shelf.Activation("sigmoid").Values(logits);
        var (onLogits, onProbabilities) = ((c with { Outputs = logits }).Run().Loss, (c with { Outputs = probabilities, Loss = Shelf.Make<ILoss>("binary-cross-entropy", Sum(c)) }).Run().Loss);
        var felt = 1.2e-16 * (1 + Math.Exp(Golden.Largest(logits))) * (c.Loss.Id.Contains("sum", StringComparison.Ordinal) ? logits.Length : 1);
        return Math.Abs(onLogits - onProbabilities) <= felt + 1e-14 * onLogits;
    }, iter: Cases);

    [Test]
    public void Yes_and_no_are_alike_on_logits() => LossCase.Of("binary-cross-entropy-logits").Sample(c =>
    {
        var (here, mirrored) = (c.Run(), (c with { Outputs = [.. c.Outputs.Select(z => -z)], Targets = [.. c.Targets.Select(t => 1 - t)] }).Run());
        return Math.Abs(here.Loss - mirrored.Loss) <= 1e-14 * Math.Max(1, here.Loss)
            && here.Gradients.Zip(mirrored.Gradients).All(g => Math.Abs(g.Item1 + g.Item2) <= 1e-15);
    }, iter: Cases);

    [Test]
    public void Two_classes_are_one_logit() => Gen.Select(Gen.Double[-700, 700], Gen.Bool).Sample((z, yes) =>
    {
        var (two, one) = (
            LossCase.Run(Shelf.Make<ILoss>("cross-entropy"), 1, [z, 0], yes ? [1, 0] : [0, 1]),
            LossCase.Run(Shelf.Make<ILoss>("binary-cross-entropy-logits"), 1, [z], [yes ? 1 : 0]));
        return Math.Abs(two.Loss - one.Loss) <= 1e-15 * Math.Max(1e-300, one.Loss)
            && Math.Abs(two.Gradients[0] - one.Gradients[0]) <= 1e-15 * Math.Max(1e-300, Math.Abs(one.Gradients[0]));
    }, iter: Cases);

    [TestCase(-0.1, 0.0)]
    [TestCase(1.1, 1.0)]
    [TestCase(double.PositiveInfinity, 1.0)]
    public void What_is_no_probability_has_no_binary_cross_entropy(double output, double target) =>
        Assert.That(LossCase.Run(Shelf.Make<ILoss>("binary-cross-entropy"), 1, [output], [target]), Is.EqualTo((double.NaN, new[] { double.NaN })));

    [TestCase(0.25, 1, 0.75, -1)]
    [TestCase(-2, 1, 3, -1)]
    [TestCase(1, 1, 0, 0)]
    [TestCase(7, 1, 0, 0)]
    [TestCase(0.25, -1, 1.25, 1)]
    [TestCase(0.25, 0, 1.25, 1)]
    [TestCase(-1, 0, 0, 0)]
    [TestCase(-5, -0.0, 0, 0)]
    public void The_hinge_wants_a_margin_of_one_on_the_right_side(double output, double target, double loss, double gradient) =>
        Assert.That(LossCase.Run(Shelf.Make<ILoss>("hinge"), 1, [output], [target]), Is.EqualTo((loss, new[] { gradient })));

    [TestCase(2, 1)]
    [TestCase(-3, -1)]
    [TestCase(0, 0)]
    public void The_mae_pushes_by_the_sign_and_not_at_all_at_its_kink(double output, double gradient) =>
        Assert.That(LossCase.Run(Shelf.Make<ILoss>("mae"), 1, [output], [0]).Gradients, Is.EqualTo([gradient]));

    private static (string, object)[] Sum(LossCase c) => c.Loss.Id.Contains("sum", StringComparison.Ordinal) ? [("reduction", "sum")] : [];
}
