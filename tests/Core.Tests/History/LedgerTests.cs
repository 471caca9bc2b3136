using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>What an account is, whatever trained and whichever rows it saw.</summary>
[TestFixture]
internal sealed class LedgerTests
{
    private static readonly Gen<Book> AnyBook = Book.OfCalm(new() { Optimizers = ShelfGens.Optimizer, Activations = ShelfGens.Activation });

    [Test]
    public void All_parts_add_up_to_the_change_within_half_an_ulp_each() => Book.Holds(AnyBook, book =>
    {
        foreach (var account in book.Accounts)
            foreach (var part in account.Ranges.Append(account.Whole))
            {
                Law.That(Math.Abs(part.Residual) <= part.ResidualBound, $"parameter {account.Parameter}: {part.Residual} is left, {part.ResidualBound} is allowed");
                Law.Close(part.Change, part.Updates + part.RoundingOfAdditions, Ulp(part.Updates) + Ulp(part.Change), "updates and the rounding of the additions");
                Law.That(Math.Abs(account.RangeResidual) <= account.RangeResidualBound, "ranges");
                Law.SameBits(book.Traces[(int)(part.From - book.Edges[0])].State.Parameters[account.Parameter], part.Start, "start");
                Law.SameBits(book.Traces[(int)(part.To - book.Edges[0] - 1)].Next.Parameters[account.Parameter], part.End, "end");
            }
    });

    [Test]
    public void Updates_and_the_rounding_of_the_additions_are_the_exact_sums() => Book.Holds(AnyBook, book =>
    {
        foreach (var account in book.Accounts)
        {
            var i = account.Parameter;
            Law.SameBits(ExactSum.Of(book.Traces.Select(t => t.Updates[i])), account.Whole.Updates, "updates");
            Law.SameBits(
                ExactSum.Of(book.Traces.SelectMany(t => new[] { t.Next.Parameters[i], -t.State.Parameters[i], -t.Updates[i] })),
                account.Whole.RoundingOfAdditions, "rounding of the additions");
        }
    });

    [Test]
    public void A_range_is_the_account_of_its_steps_alone() => Book.Holds(AnyBook, book =>
    {
        var accounts = book.Accounts;
        for (var r = 0; r < book.Edges.Length - 1; r++)
            foreach (var (alone, account) in book.AccountsOf([book.Edges[r], book.Edges[r + 1]]).Zip(accounts))
                Same(alone.Whole, account.Ranges[r], [.. Enumerable.Range(0, book.Case.Data.Rows)]);
        foreach (var (uncut, account) in book.AccountsOf([book.Edges[0], book.Edges[^1]]).Zip(accounts))
            Same(uncut.Whole, account.Whole, [.. Enumerable.Range(0, book.Case.Data.Rows)]);
    });

    [Test]
    public void Rows_in_other_places_have_the_same_parts_there() =>
        (from book in AnyBook from order in Gens.Permutation(book.Case.Data.Rows) select (book, order)).Sample((book, order) =>
        {
            // Row order[i] of the data becomes row i; the batches see the same rows in the same order as before.
            var c = book.Case;
            var moved = Batch.Of(c.Data, [.. order]);
            var batches = Batches.Listed(
                Edit.Data(c.Data.Rows, moved.Inputs.AsSpan(), moved.Targets.AsSpan()),
                [.. book.Traces.Select(t => t.Batch.RowNumbers.Select(row => Array.IndexOf(order, row)).ToImmutableArray())]).Valid();
            // Lists are counted from step 0, the history from its own first step.
            var ledger = new Ledger(c.Pipeline, c.Data.Rows, book.Traces[0].State, book.Everything, book.Edges);
            for (var (state, i) = (book.Traces[0].State, 0); i < book.Traces.Length; i++)
            {
                var trace = Training.Explain(c.Pipeline, state, batches.At(i));
                ledger.Enter(trace);
                state = trace.Next;
            }

            foreach (var (there, here) in ledger.Close().Zip(book.Accounts))
                Same(there.Whole, here.Whole, order);
        }, iter: 100);

    [Test]
    public void A_row_that_no_batch_has_has_no_part() => Book.Holds(AnyBook, book =>
    {
        var seen = book.Traces.SelectMany(t => t.Batch.RowNumbers).ToHashSet();
        foreach (var account in book.Accounts)
            for (var row = 0; row < book.Case.Data.Rows; row++)
                if (!seen.Contains(row))
                    Law.SameBits(0, account.Whole.ByRow[row], $"row {row}");
    });

    [Test]
    public void Numbers_that_are_none_are_carried_and_never_thrown() => Book.Holds(Book.Of(Gens.AnyCase), book =>
    {
        foreach (var account in book.Accounts)
            foreach (var part in account.Ranges.Append(account.Whole))
                Law.That(
                    !(Math.Abs(part.Residual) > part.ResidualBound),
                    $"parameter {account.Parameter}: {part.Residual} is left, {part.ResidualBound} is allowed");
    });

    [Test]
    public void A_book_takes_only_the_step_that_comes_next_and_closes_only_when_it_is_full()
    {
        var book = AnyBook.Single();
        var ledger = new Ledger(book.Case.Pipeline, book.Case.Data.Rows, book.Traces[0].State, [0], [book.Edges[0], book.Edges[0] + 2]);
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Enter(book.Traces[1]));
            Assert.Throws<InvalidOperationException>(() => ledger.Close());
            Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Enter(Training.Explain(
                book.Case.Pipeline, book.Traces[0].State with { Fingerprint = Fingerprint.Genesis }, book.Traces[0].Batch)));
        });
        ledger.Enter(book.Traces[0]);
        ledger.Enter(book.Traces[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Enter(book.Traces[2]));
        Assert.That(ledger.Close()[0].Whole.Steps, Is.EqualTo(2));
    }

    [Test]
    public void A_history_without_a_step_has_nothing_to_tell()
    {
        var c = Gens.TameCase.Single();
        var account = Ledger.Of(c.Pipeline, c.State, c.Batches, [0], Stretches.Growing(c.Warm, c.Warm))[0];
        Assert.That((account.Whole.Change, account.Whole.Residual, account.Ranges.Length, account.Whole.IsExact), Is.EqualTo((0.0, 0.0, 0, true)));
    }

    private static double Ulp(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    private static void Same(Account expected, Account actual, int[] order)
    {
        Law.That((expected.From, expected.To, expected.Plain, expected.Shared) == (actual.From, actual.To, actual.Plain, actual.Shared), "steps");
        Law.Same(
            Reals.Of([expected.Start, expected.End, expected.Updates, expected.RoundingOfAdditions, expected.RoundingOfShares, expected.Unattributed, expected.Tension, .. expected.ByRow]),
            Reals.Of([actual.Start, actual.End, actual.Updates, actual.RoundingOfAdditions, actual.RoundingOfShares, actual.Unattributed, actual.Tension, .. order.Select(row => actual.ByRow[row])]),
            "account");
    }
}
