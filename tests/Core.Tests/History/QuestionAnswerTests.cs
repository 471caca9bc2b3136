namespace Functional.Core.Tests;

/// <summary>Answers are what plain sequences over the traces of the specification come to.</summary>
[TestFixture]
internal sealed class QuestionAnswerTests
{
    private const int Steps = 4;

    [Test]
    public void Every_construction_comes_to_what_plain_sequences_say() => Law.Holds(
        from c in Gens.AnyCase
        let history = new AskedHistory(c, Steps)
        from expected in history.Values(2)
        select (c, history, expected),
        drawn =>
        {
            var question = Read(drawn.c, drawn.expected.Text);
            for (var i = 0; i <= Steps; i++)
            {
                var (answer, numbers) = (drawn.history.Ask(question, i), drawn.expected.At(i));
                Law.That(answer.IsKnown == numbers is not null, $"{question.Text} at {i}: known {answer.IsKnown}");
                if (numbers is not null)
                    Law.Equal(numbers, [answer.Number], $"{question.Text} at {i}");
            }
        });

    /// <summary>3, 4 and 5 times any power of two: squares overflow or vanish, the length does not.</summary>
    [Test]
    public void The_length_of_a_tensor_neither_overflows_nor_vanishes()
    {
        for (var power = -1074; power <= 1021; power++)
            Assert.That(Functions.Norm([Math.ScaleB(3, power), -Math.ScaleB(4, power)]), Is.EqualTo(Math.ScaleB(5, power)), $"2^{power}");
        Assert.That(Functions.Norm([double.MaxValue, double.MaxValue]), Is.EqualTo(double.PositiveInfinity), "which is longer than any double");
        Assert.That(Functions.Norm([double.NaN, double.PositiveInfinity]), Is.NaN);
        Assert.That(Functions.Norm([1, double.NegativeInfinity]), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Functions.Norm([0, -0.0]), Is.Zero);
    }

    [TestCase("loss changes", false, true, false, false, true, false, true)]
    [TestCase("sign(loss) changes", false, true, false, false, true, false, true)]
    [TestCase("loss == 0 changes", false, true, false, false, true, false, false)]
    [TestCase("not (loss <= prev.loss)", null, false, false, false, true, true, true)]
    [TestCase("loss != prev.loss", null, true, false, false, true, true, true)]
    public void Zeros_are_one_number_and_NaN_is_no_change_from_NaN(string text, params object?[] expected)
    {
        double[] losses = [1, -0.0, 0.0, -0.0, double.NaN, double.NaN, -1];
        var c = Gens.TameCase.Single();
        var question = Question.ReadCondition(text, new(c.Pipeline, c.Batches)).Match(q => q, m => throw new BrokenLawException(m.Head.What));
        var recent = new RecentViews(question.Needs.Back);
        for (var i = 0; i < losses.Length; i++)
        {
            recent.Add(new(c.Pipeline, c.Batches, i, losses[i], 0, null, false));
            var answer = question.At(recent.Views);
            Assert.That(answer.IsKnown ? answer.Holds : (bool?)null, Is.EqualTo(expected[i]), $"{text} at {i}");
        }
    }

    [Test]
    public void A_state_that_does_not_follow_the_last_has_nothing_before_it() => Law.Holds(Gens.TameCase, c =>
    {
        var recent = new RecentViews(2);
        foreach (var step in (long[])[3, 4, 5, 6, 9])
            recent.Add(new(c.Pipeline, c.Batches, step, step, 0, null, false));
        Law.That(!Read(c, "loss > prev.loss").At(recent.Views).IsKnown, "9 does not follow 6");
        recent.Add(new(c.Pipeline, c.Batches, 10, 1, 0, null, false));
        Law.That(Read(c, "loss == prev.loss - 8").At(recent.Views).Holds, "10 follows 9");
    });

    [Test]
    public void A_slot_with_a_name_of_the_language_is_reached_behind_slots() => Law.Holds(
        Gens.Case(new() { Optimizers = Gens.Adam }),
        c => Law.That(Read(c, "slots.t == t and slots.m.layer0.weights[0,0] == m.layer0.weights[0,0]").Kind == Kind.Truth, "they are the same"));

    private static Question Read(Case c, string text) =>
        Question.ReadValue(text, new(c.Pipeline, c.Batches)).Match(q => q, mistakes => throw new BrokenLawException($"{text}: {mistakes.Head}"));
}
