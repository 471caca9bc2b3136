using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>Many numbers at once, and the same numbers one by one: two roads to the same bits.</summary>
[TestFixture]
internal sealed class LaneTests
{
    private const int Cases = 2_000;

    private static readonly Gen<double> Wild = Gen.Frequency((6, Gen.Double[-4, 4]), (2, Curve.Point), (1, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity)));

    /// <summary>Up to five vectors, of tame numbers or of any.</summary>
    private static readonly Gen<double[]> Run = Gen.OneOf(Gen.Double[-3, 3].Array[0, 40], Wild.Array[0, 40]);

    private static readonly (string Name, (string, object)[] Settings)[] Optimizers =
    [
        .. Shelf.Recipes<IOptimizer>().Select(r => (r.Name, Array.Empty<(string, object)>())),
        ("sgd", [("momentum", 0.9), ("dampening", 0.1), ("weightDecay", 0.01), ("maximize", true)]),
        ("sgd", [("momentum", 0.9), ("nesterov", true)]),
        ("adam", [("amsgrad", true), ("weightDecay", 0.1)]),
        ("radam", [("beta2", 0.9)]),
        ("rmsprop", [("momentum", 0.9)]),
        ("rmsprop", [("centered", true)]),
        ("rmsprop", [("momentum", 0.9), ("centered", true), ("maximize", true)]),
        ("asgd", [("t0", 1), ("weightDecay", 0.1)]),
    ];

    [Test]
    public void Activations_of_many_numbers_are_those_of_each() => Gen.Select(Curve.Any, Run).Sample((f, z) =>
    {
        var (values, gradients) = f.Run(z, [.. z.Select(x => 1 - x)]);
        return Enumerable.Range(0, z.Length).All(i =>
        {
            var (value, gradient) = f.Run([z[i]], [1 - z[i]]);
            return Golden.Same(values[i], value[0]) && Golden.Same(gradients[i], gradient[0]);
        });
    }, iter: 10 * Cases);

    [Test]
    public void Pointwise_losses_add_up_one_term_after_the_other() => Gen.Select(
        Gen.OneOf("huber", "hinge", "mae", "binary-cross-entropy", "binary-cross-entropy-logits"), Gen.Double[0.01, 0.99], Gen.Select(Gen.Double[-2, 2], Gen.Double[0, 1]).Array[1, 40]).Sample(
        (name, setting, pairs) =>
        {
            var loss = LossCase.Make(name, setting, sum: true);
            double[] outputs = [.. pairs.Select(p => name == "binary-cross-entropy" ? Math.Abs(p.Item1) / 2 : p.Item1)], targets = [.. pairs.Select(p => p.Item2)];
            var (total, gradients) = LossCase.Run(loss, 1, outputs, targets);
            var terms = pairs.Select((_, i) => LossCase.Run(loss, 1, [outputs[i]], [targets[i]])).ToList();
            return Golden.Same(total, terms.Aggregate(0.0, (sum, term) => sum + term.Loss))
                && gradients.Select((g, i) => Golden.Same(g, terms[i].Gradients[0])).All(same => same);
        }, iter: 5 * Cases);

    [Test]
    public void Cross_entropy_of_wide_rows_is_the_textbooks_with_the_largest_term_apart() => Gen.Select(Gen.Int[1, 70], Gen.Int[1, 20], Gen.OneOf(2.0, 30, 1000)).SelectMany(
        (rows, classes, size) => Gen.Select(Gen.Const(rows), Gen.Const(classes), Gen.Double[-size, size].Array[rows * classes], Gen.Double[0, 1].Array[rows * classes])).Sample(
        (rows, classes, logits, targets) =>
        {
            var (loss, gradients) = LossCase.Run(LossCase.Make("cross-entropy", 0.1, sum: true), rows, logits, targets);
            var total = 0.0;
            for (var row = 0; row < rows; row++)
            {
                double[] z = logits[(row * classes)..((row + 1) * classes)], t = targets[(row * classes)..((row + 1) * classes)];
                var largest = Array.IndexOf(z, z.Max());
                double[] e = [.. z.Select(x => Elementary.Exp(x - z[largest]))];
                var rest = e.Where((_, j) => j != largest).Aggregate(0.0, (sum, x) => sum + x);
                var mass = t.Aggregate(0.0, (sum, x) => sum + x);
                total += t.Select((x, j) => (x, z[largest] - z[j])).Where(p => p.x != 0)
                    .Aggregate(0.0, (sum, p) => Math.FusedMultiplyAdd(p.x, p.Item2 + Elementary.Log1p(rest), sum));
                for (var j = 0; j < classes; j++)
                    if (!Golden.Same(gradients[row * classes + j], Math.FusedMultiplyAdd(-t[j], rest, Math.FusedMultiplyAdd(e[j], mass, -t[j])) / (1 + rest)))
                        return false;
            }

            return Golden.Same(loss, total);
        }, iter: Cases / 4);

    [Test]
    public void Softmax_of_wide_rows_is_the_textbooks() => Gen.Double[-30, 30].Array[1, 40].Sample(z =>
    {
        var e = z.Select(x => Elementary.Exp(x - z.Max())).ToList();
        var sum = e.Aggregate(0.0, (total, x) => total + x);
        var values = Shelf.Activation("softmax").Values(z);
        return e.Select((x, i) => Golden.Same(values[i], x / sum)).All(same => same);
    }, iter: Cases);

    [Test]
    public void An_optimizer_moves_many_parameters_as_it_moves_each() => Gen.Select(
        Gen.OneOf(Optimizers), Gen.Double[-2, 2].Array[1, 30], Gen.Double[-1, 1].Array[4, 8]).Sample((which, start, factors) =>
        {
            var optimizer = Shelf.Make<IOptimizer>(which.Name, which.Settings);
            var together = new Driver(optimizer, start);
            var alone = start.Select(p => new Driver(optimizer, p)).ToList();
            return factors.All(factor =>
            {
                double[] gradients = [.. start.Select((_, i) => factor * (i % 5 - 2))];
                together.Step(0.1, gradients);
                for (var i = 0; i < start.Length; i++)
                    alone[i].Step(0.1, gradients[i]);
                return alone.Select((driver, i) => Golden.Same(driver.Parameters[0], together.Parameters[i])).All(same => same)
                    && together.Names.All(name => alone.Select((driver, i) => Golden.Same(driver.Slot(name)[0], together.Slot(name)[Math.Min(i, together.Slot(name).Length - 1)])).All(same => same));
            });
        }, iter: Cases);
}
