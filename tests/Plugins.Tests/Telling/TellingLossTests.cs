using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>What a loss tells is what it computes, to the last bit; and what is written reads back as the same number.</summary>
[TestFixture]
internal sealed class TellingLossTests
{
    [Test]
    public void What_is_told_is_what_is_computed_to_the_last_bit() => LossCase.Any.Sample(work =>
    {
        var (loss, gradients) = work.Run();
        var told = Tell(work.Loss, work.Rows, work.Outputs, work.Targets);
        Assert.That(told.Loss.Has(loss), $"{told.Loss.Value:R} is not {loss:R}");
        Assert.That(told.Gradients.Select((g, i) => g.Has(gradients[i]) ? "" : $"gradient {i}: {g.Value:R} is not {gradients[i]:R}"), Is.All.Empty);
        Assert.That(told.Sums, Has.Length.EqualTo(work.Rows));
    }, iter: 8_000);

    [Test]
    public void A_written_line_worked_out_again_is_the_same_number_but_for_the_roundings_on_the_way()
    {
        var (lines, close) = (0, 0);
        LossCase.Any.Sample(work =>
        {
            var told = Tell(work.Loss, work.Rows, work.Outputs, work.Targets);
            foreach (var line in told.Lines([.. Enumerable.Range(0, work.Rows)]).Concat(told.Passed(0)))
            {
                Interlocked.Increment(ref lines);
                if (WrittenArithmetic.Confirms(line))
                    Interlocked.Increment(ref close);
            }
        }, iter: 4_000);
        Assert.That(close, Is.GreaterThan(0.95 * lines), "a bound that lets anything pass would be none");
    }

    [Test]
    public void The_errors_of_the_article_are_squared_and_added_up()
    {
        var told = Tell(new HalfSse(), 2, [0.5, 0.25], [1, 0]);
        Assert.That(told.Lines([4, 7]).Select(l => $"{l.Name}: {l.Text}"), Is.EqualTo((string[])["after row 4: (0.5 - 1)² = 0.25", "after row 7: (0.25 - 0)² + 0.25 = 0.3125", "loss: 0.5 × 0.3125 = 0.15625"]));
        Assert.That(told.Passed(1).Select(l => l.Text), Is.EqualTo((string[])["0.25 - 0 = 0.25"]));
    }

    private static ToldLoss Tell(ILoss loss, int rows, double[] outputs, double[] targets) =>
        ((ITellingLoss)loss).Tell(new([.. Enumerable.Range(0, rows)], [.. outputs.Select(x => Told.Given(x, "o"))], [.. targets.Select(x => Told.Given(x, "t"))]));
}
