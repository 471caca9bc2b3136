using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>Whose part is how large: against each row's gradient computed alone.</summary>
[TestFixture]
internal sealed class LedgerRowTests
{
    /// <summary>Half an ulp of a number between 1 and 2.</summary>
    private const double Half = 1.0 / (1L << 53);

    private static readonly Gen<IOptimizer> Plain = Gen.OneOf<IOptimizer>(new Sgd(), new Sgd(maximize: true), Optimizers.Chain(new ClipByValue(1e9), new Sgd()));

    private static readonly Gen<Book> Descents = Book.OfCalm(new() { Optimizers = Plain, Losses = ShelfGens.Loss, Activations = ShelfGens.Activation, LearningRates = Gen.Double[0.001, 0.1] });

    private static readonly Gen<Book> AnyBook = Book.OfCalm(new() { Optimizers = ShelfGens.Optimizer, Activations = ShelfGens.Activation });

    [Test]
    public void Of_plain_gradient_descent_a_row_has_its_own_gradient_times_the_rate_and_that_is_exact() => Book.Holds(Descents, book =>
    {
        var uphill = book.Case.Pipeline.Optimizer.Id.Contains("maximize=true", StringComparison.Ordinal);
        foreach (var account in book.Accounts)
        {
            Law.That(account.Whole.IsExact && account.Whole.Unattributed == 0, "exact");
            var (parts, sizes) = Shares(book, account.Parameter, [.. book.Traces.Select(t => uphill ? t.LearningRate : -t.LearningRate)]);
            for (var row = 0; row < parts.Length; row++)
                Law.Close(parts[row], account.Whole.ByRow[row], 40 * Half * sizes[row] + 1e-300, $"row {row} of parameter {account.Parameter}");
        }
    });

    [Test]
    public void Of_any_other_optimizer_a_row_has_its_share_of_the_update_that_was_applied()
    {
        var (plain, shared, unshared) = (0L, 0L, 0L);
        Book.Holds(AnyBook.Where(book => !CancelsOut(book)), book =>
        {
            foreach (var account in book.Accounts)
            {
                var i = account.Parameter;
                var factors = Factors(book, i);
                var (parts, sizes) = Shares(book, i, factors);
                for (var row = 0; row < parts.Length; row++)
                    Law.Close(parts[row], account.Whole.ByRow[row], 40 * Half * sizes[row] + 1e-300, $"row {row} of parameter {i}");
                Law.Close(
                    ExactSum.Of(book.Traces.Where((_, step) => factors[step] == 0).Select(t => t.Updates[i])), account.Whole.Unattributed, 1e-300, "no row's");
                var tensions = Enumerable.Range(0, factors.Length).Where(step => IsShared(book, i, factors, step)).Select(step => Gross(book, step, i) / Math.Abs(book.Traces[step].Gradients[i]));
                Law.Close(tensions.DefaultIfEmpty().Max(), account.Whole.Tension, 1e-13 * account.Whole.Tension, "tension");
                Interlocked.Add(ref plain, account.Whole.Plain);
                Interlocked.Add(ref shared, account.Whole.Shared);
                Interlocked.Add(ref unshared, account.Whole.Unshared);
            }
        });
        Assert.That(new[] { plain, shared, unshared }, Has.All.GreaterThan(1000), "steps of each kind were met");
    }

    /// <summary>So nothing that belongs to a row can hide there.</summary>
    [Test]
    public void The_rounding_of_the_shares_is_no_more_than_rounding() => Book.Holds(AnyBook.Where(book => !CancelsOut(book)), book =>
    {
        foreach (var account in book.Accounts)
        {
            // The gradient rounds once a row, the factor or the update once more; each loses half an ulp of no more than all sizes together.
            var factors = Factors(book, account.Parameter);
            var bound = factors.Select((factor, step) => (book.RowGradients(step).Length + 2) * Half * Math.Abs(factor) * Gross(book, step, account.Parameter)).Sum();
            Law.That(Math.Abs(account.Whole.RoundingOfShares) <= 1.001 * bound + 1e-300, $"{account.Whole.RoundingOfShares} is more than {bound}");
        }
    });

    /// <summary>Row 1 has no input: in every second step the weight goes on by momentum alone.</summary>
    [Test]
    public void What_momentum_does_without_a_gradient_is_no_rows()
    {
        var network = Edit.Network(1, new Layer(1, Gens.Identity, Bias: false));
        var pipeline = Pipeline.Create(network, new HalfSse(), new Sgd(momentum: 0.5), new Constant(), 0.5).Valid();
        var batches = Batches.Listed(Edit.Data(2, [1, 0], [1, 1]), [[0], [1]]).Valid();
        var account = Ledger.Of(pipeline, Training.Init(pipeline, Reals.Of(0)), batches, [0], [0, 1, 2])[0];

        // g = −1, b = −1, θ = ½; then g = 0, b = −½, θ = ¾.
        Assert.Multiple(() =>
        {
            Assert.That(account.Whole.End, Is.EqualTo(0.75));
            Assert.That(account.Whole.ByRow, Is.EqualTo(new[] { 0.5, 0 }));
            Assert.That(account.Whole.Unattributed, Is.EqualTo(0.25));
            Assert.That((account.Whole.Plain, account.Whole.Shared, account.Whole.Unshared, account.Whole.IsExact), Is.EqualTo((1L, 0L, 1L, false)));
            Assert.That((account.Ranges[0].IsExact, account.Ranges[1].Unattributed, account.Whole.Residual), Is.EqualTo((true, 0.25, 0.0)));
        });
    }

    /// <summary>Two rows pull with 1 and −1 + 2⁻³⁰ at a weight that momentum moves: what is left of their difference is no measure of either.</summary>
    [TestCase(30, 0.0)]
    [TestCase(20, 1.0)]
    public void Rows_that_cancel_out_claim_nothing(int power, double shared)
    {
        var crumb = Math.ScaleB(1, -power);
        var network = Edit.Network(1, new Layer(1, Gens.Identity, Bias: false));
        var pipeline = Pipeline.Create(network, new HalfSse(), new Sgd(weightDecay: 0.25), new Constant(), 1).Valid();
        var account = Ledger.Of(
            pipeline, Training.Init(pipeline, Reals.Of(2)), Batches.Full(Edit.Data(2, [1, 1], [1, 3 - crumb])), [0], [0, 1])[0].Whole;
        var update = -(0.5 + crumb);
        Assert.Multiple(() =>
        {
            Assert.That(account.Updates, Is.EqualTo(update));
            Assert.That(account.Unattributed, Is.EqualTo(shared > 0 ? 0 : update));
            Assert.That((account.Shared, account.Tension), Is.EqualTo(((long)shared, shared * ((2 - crumb) / crumb))));
            Assert.That(account.ByRow[0], Is.EqualTo(shared * update / crumb).Within(1e-15).Percent);
            Assert.That(account.ByRow[1], Is.EqualTo(shared * update / crumb * (crumb - 1)).Within(1e-15).Percent);
        });
    }

    /// <summary>Two rows pull with 1 and −1, and nothing moves: plain descent has moved it there and back, an optimizer that knows no rate has not.</summary>
    [TestCaseSource(nameof(Still))]
    public void Rows_that_hold_each_other_have_parts_where_the_rate_is_known(IOptimizer optimizer, double[] parts)
    {
        var network = Edit.Network(1, new Layer(1, Gens.Identity, Bias: false));
        var pipeline = Pipeline.Create(network, new HalfSse(), optimizer, new Constant(), 0.25).Valid();
        var account = Ledger.Of(pipeline, Training.Init(pipeline, Reals.Of(2)), Batches.Full(Edit.Data(2, [1, 1], [1, 3])), [0], [0, 5])[0].Whole;
        Assert.That((account.Change, account.Unattributed, account.Residual), Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That(account.ByRow, Is.EqualTo(parts));
    }

    private static IEnumerable<TestCaseData> Still() =>
    [
        new(new Sgd(), new[] { -1.25, 1.25 }),
        new(new Sgd(maximize: true), new[] { 1.25, -1.25 }),
        new(new Sgd(momentum: 0.9), new[] { -1.25, 1.25 }),
        new(Optimizers.Chain(new ClipByValue(1.5), new Sgd()), new double[] { 0, 0 }),
        new(new Adam(0.9, 0.999, 1e-8, 0, false), new double[] { 0, 0 }),
        new(new Lion(), new double[] { 0, 0 }),
    ];

    /// <summary>Some step of some parameter has a gradient and an update of 0 though rows pull at it: the account asks further then.</summary>
    private static bool CancelsOut(Book book) => book.Everything.Any(i =>
        Enumerable.Range(0, book.Traces.Length).Any(step => book.Traces[step].Updates[i] == 0 && Gross(book, step, i) > 0));

    /// <summary>Each row's share over all steps, in plain arithmetic, and the sizes that were added for it.</summary>
    private static (double[] Parts, double[] Sizes) Shares(Book book, int parameter, double[] factors)
    {
        var (parts, sizes) = (new double[book.Case.Data.Rows], new double[book.Case.Data.Rows]);
        for (var step = 0; step < factors.Length; step++)
            foreach (var (row, gradients) in book.Traces[step].Batch.RowNumbers.Zip(book.RowGradients(step)))
            {
                var part = factors[step] * gradients[parameter];
                parts[row] += part;
                sizes[row] += Math.Abs(part);
            }

        return (parts, sizes);
    }

    /// <summary>For each step update / gradient, where the rows have not cancelled out; 0 where they have, and nobody claims anything.</summary>
    private static double[] Factors(Book book, int parameter) =>
    [
        .. book.Traces.Select((trace, step) =>
        {
            var (update, gradient, rate) = (trace.Updates[parameter], trace.Gradients[parameter], trace.LearningRate);
            return update == -rate * gradient ? -rate
                : update == rate * gradient ? rate
                : Math.Abs(gradient) >= Ledger.Least * Gross(book, step, parameter) && double.IsFinite(update / gradient) ? update / gradient : 0;
        }),
    ];

    /// <summary>A quotient may round to the learning rate where the update is not quite the rate times the gradient: then it is shared all the same.</summary>
    private static bool IsShared(Book book, int parameter, double[] factors, int step)
    {
        var (update, gradient, rate) = (book.Traces[step].Updates[parameter], book.Traces[step].Gradients[parameter], book.Traces[step].LearningRate);
        return factors[step] != 0 && update != -rate * gradient && update != rate * gradient;
    }

    private static double Gross(Book book, int step, int parameter) => book.RowGradients(step).Sum(gradients => Math.Abs(gradients[parameter]));
}
