using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>What may be done to the rows of a batch, and what that does to the gradients.</summary>
[TestFixture]
internal sealed class RowTests
{
    private static readonly Gen<ILoss> Sum = Gen.Const<ILoss>(new HalfSse());

    [Test]
    public void The_order_of_the_rows_does_not_matter() =>
        Law.Holds(from c in Gens.TameCase from order in Gens.Permutation(c.Data.Rows) select (c, order), (c, order) =>
            CloseToSummed(c, c.Gradients(c.Everything), c.Gradients(Batch.Of(c.Data, [.. order])), "in another order"));

    [Test]
    public void A_hundred_steps_on_reordered_rows_end_in_the_same_place() =>
        Law.Holds(
            from c in Gens.Case(new() { Activations = Gen.OneOf(Gens.Sigmoid, Gens.Tanh), Optimizers = Gens.Plain, LearningRates = Gen.Double[0.001, 0.02] })
            from order in Gens.Permutation(c.Data.Rows)
            select (c, order),
            (c, order) =>
            {
                var (here, there) = (c.Start, c.Start);
                for (var i = 0; i < 100; i++)
                {
                    here = Training.Step(c.Pipeline, here, c.Everything).Next;
                    there = Training.Step(c.Pipeline, there, Batch.Of(c.Data, [.. order])).Next;
                }

                Law.Close(here.Parameters.AsSpan(), there.Parameters.AsSpan(), 1e-11, Math.Max(1, Law.Largest(here.Parameters.AsSpan())), "after 100 steps");
            });

    [Test]
    public void Rows_seen_twice_leave_a_mean_as_it_is() => Law.Holds(Gens.Case(new() { Losses = Gens.MeanLoss }), c =>
    {
        var twice = Batch.Of(c.Data, [.. c.Everything.RowNumbers, .. c.Everything.RowNumbers]);
        var once = c.Gradients(c.Everything).AsSpan();
        Law.Close(once, c.Gradients(twice).AsSpan(), 1e-13, Math.Max(1, Law.Largest(once)), "gradients");
        var loss = Loss(c, c.Everything);
        Law.Close(loss, Loss(c, twice), 1e-13 * Math.Abs(loss), "loss");
    });

    [Test]
    public void Rows_seen_twice_double_a_sum() => Law.Holds(Gens.Case(new() { Losses = Sum }), c =>
    {
        var twice = Batch.Of(c.Data, [.. c.Everything.RowNumbers, .. c.Everything.RowNumbers]);
        var doubled = Reals.Of([.. c.Gradients(c.Everything).ToArray().Select(g => 2 * g)]);
        CloseToSummed(c, doubled, c.Gradients(twice), "rows twice");
        var loss = Loss(c, c.Everything);
        Law.Close(2 * loss, Loss(c, twice), 1e-13 * loss, "loss");
    });

    [Test]
    public void The_gradient_of_a_sum_over_two_parts_is_the_sum_of_their_gradients() =>
        Law.Holds(Gens.Case(new() { Losses = Sum }).Where(c => c.Data.Rows >= 2).SelectMany(c => Gen.Int[1, c.Data.Rows - 1], (c, k) => (c, k)), (c, k) =>
        {
            var (first, second) = (Batch.Of(c.Data, [.. Enumerable.Range(0, k)]), Batch.Of(c.Data, [.. Enumerable.Range(k, c.Data.Rows - k)]));
            var sum = Reals.Of([.. c.Gradients(first).ToArray().Zip(c.Gradients(second).ToArray(), (a, b) => a + b)]);
            CloseToSummed(c, sum, c.Gradients(c.Everything), "both parts");
        });

    [Test]
    public void A_mean_is_the_mean_over_its_rows() => Law.Holds(Gens.Case(new() { Losses = Gens.MeanLoss }), c =>
    {
        var mean = Enumerable.Range(0, c.Data.Rows).Sum(row => Loss(c, c.Row(row))) / c.Data.Rows;
        Law.Close(mean, Loss(c, c.Everything), 1e-13 * mean, "loss");
    });

    /// <summary>
    /// Each gradient within 1e-13 of what was summed to make it: the absolute gradients of the single rows. Sharp, because a row
    /// adds the same bits wherever it stands.
    /// </summary>
    private static void CloseToSummed(Case c, Reals expected, Reals actual, string what)
    {
        var rows = Enumerable.Range(0, c.Data.Rows).Select(row => c.Gradients(c.Row(row))).ToArray();
        for (var i = 0; i < expected.Length; i++)
            Law.Close(expected[i], actual[i], 1e-13 * rows.Sum(g => Math.Abs(g[i])) + 1e-300, $"gradient {i}, {what}");
    }

    private static double Loss(Case c, Batch batch) => Training.Evaluate(c.Pipeline, c.State, batch).Loss;
}
