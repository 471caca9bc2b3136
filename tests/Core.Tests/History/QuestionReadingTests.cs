using LanguageExt;

namespace Functional.Core.Tests;

/// <summary>Texts become trees and trees texts; every slip is told at a character of the text.</summary>
[TestFixture]
internal sealed class QuestionReadingTests
{
    private static readonly QuestionScope Scope = ScopeOf(Pipeline.Create(
        Edit.Network(2, new Layer(3, Gens.Tanh), new Layer(1, Gens.Sigmoid, Bias: false)),
        new Plugins.Standard.HalfSse(), new Plugins.Standard.Adam(0.9, 0.999, 1e-8, 0, false), new Plugins.Standard.Constant(), 0.1).Valid());

    [Test]
    public void What_is_printed_reads_back_to_the_same_tree() => Law.Holds(QuestionGens.Tree, tree =>
    {
        var text = Printer.Text(tree);
        if (text.Length <= Parser.MaxLength)
            Law.That(Tree(text).Equals(tree), $"{text} reads back as {Printer.Text(Tree(text))}");
    });

    [Test]
    public void Spaces_and_needless_parentheses_change_nothing() => Law.Holds(QuestionGens.Tree, tree =>
    {
        var text = $" ( {Printer.Text(tree).Replace(" ", "\t ", StringComparison.Ordinal)} )\n";
        if (text.Length <= Parser.MaxLength)
            Law.That(Tree(text).Equals(tree), text);
    });

    [TestCase("a + b * c ^ d", "a + (b * (c ^ d))")]
    [TestCase("-a ^ 2", "-(a ^ 2)")]
    [TestCase("-a * b", "(-a) * b")]
    [TestCase("2 ^ -a ^ b", "2 ^ (-(a ^ b))")]
    [TestCase("a ^ b ^ c", "a ^ (b ^ c)")]
    [TestCase("a - b - c", "(a - b) - c")]
    [TestCase("a / b / c", "(a / b) / c")]
    [TestCase("a or b and not c < d + 1", "a or (b and (not (c < (d + 1))))")]
    [TestCase("a < b changes and c", "((a < b) changes) and c")]
    [TestCase("not a changes", "not (a changes)")]
    [TestCase("a + b changes", "(a + b) changes")]
    [TestCase("prev.a[1] + b", "(prev.(a[1])) + b")]
    [TestCase("prev.norm(a) ^ 2", "(prev.(norm(a))) ^ 2")]
    [TestCase("prev.prev.a < b", "(prev.(prev.a)) < b")]
    [TestCase("a − b · c ÷ d ≤ e", "a - ((b * c) / d) <= e")]
    [TestCase(".5e1x", null)]
    [TestCase("2 loss", null)]
    public void Operators_bind_as_on_paper(string text, string? meaning)
    {
        if (meaning is null)
            Assert.That(Parser.Read(text).IsLeft, text);
        else
            Assert.That(Tree(text), Is.EqualTo(Tree(meaning)));
    }

    [Test]
    public void Whatever_the_text_it_is_read_or_refused_at_one_of_its_characters() => Law.Holds(QuestionGens.Mutilated, text =>
    {
        foreach (var read in (Validation<Mistake, Question>[])[Question.ReadCondition(text, Scope), Question.ReadValue(text, Scope)])
            foreach (var mistake in read.Match(_ => [], mistakes => mistakes.ToArray()))
                Law.That(mistake.At >= 1 && mistake.At <= text.EnumerateRunes().Count() + 1 && mistake.What.Length > 0, $"'{text}': {mistake}");
    });

    [TestCase("loss < nrom(layer0.weights)", 8, "there is no function 'nrom'")]
    [TestCase("loss < lss", 8, "there is no 'lss' in this run")]
    [TestCase("layer1.bias[0] > 0", 1, "there is no 'layer1.bias' in this run")]
    [TestCase("1 < layer0.weights[2,0]", 19, "layer0.weights is [2 × 3] and has no element [2,0]")]
    [TestCase("layer0.weights[0,3] > 0", 15, "has no element [0,3]")]
    [TestCase("layer0.bias[0,1] > 0", 12, "an element of layer0.bias [3] has one index, not 2")]
    [TestCase("layer0.bias[1.5] > 0", 12, "an index is a whole number from 0")]
    [TestCase("layer0.bias[-1] > 0", 13, "an index is a whole number from 0, not '-1] > 0'")]
    [TestCase("t[0] > 0", 2, "only a tensor has elements, and this is a number")]
    [TestCase("layer0.activations[4,0] > 0", 19, "[4 × 3] and has no element [4,0]")]
    [TestCase("layer0.weights + layer1.weights changes", 16, "'+' takes tensors of one shape, and these are [2 × 3] and [3 × 1]")]
    [TestCase("loss > 1 + layer0.weights", 8, "'>' compares numbers, and 1 + layer0.weights is a tensor [2 × 3]")]
    [TestCase("norm(layer0.weights, loss) > 1", 1, "'norm' takes 1 argument, not 2")]
    [TestCase("abs > 1", 1, "the function 'abs' has no argument")]
    [TestCase("loss(3) > 1", 1, "'loss' is no function")]
    [TestCase("loss and loss > 1", 1, "'and' takes something true or false, and loss is a number")]
    [TestCase("1 + (loss > 1) > 1", 6, "'+' takes numbers, and loss > 1 is true or false")]
    [TestCase("max(loss > 1) > 1", 5, "'max' takes numbers, and loss > 1 is true or false")]
    [TestCase("(loss > 1", 1, "this '(' is never closed")]
    [TestCase("layer0.weights[0,1 > 1", 20, "a comma or ']' is expected")]
    [TestCase("loss > 1)", 9, "this ')' closes nothing")]
    [TestCase("loss > 1,5", 9, "a comma stands between arguments or indices only")]
    [TestCase("loss > 1 ? 1", 10, "'?' has no place in a question")]
    [TestCase("loss < 1e999", 8, "the number 1e999 is too large")]
    [TestCase("loss", 1, "a condition is true or false, and this is a number")]
    [TestCase("layer0.weights", 1, "a condition is true or false, and this is a tensor [2 × 3]")]
    public void A_slip_is_told_at_its_character(string text, int at, string what)
    {
        var mistake = Question.ReadCondition(text, Scope).Match(_ => throw new AssertionException("it was read"), mistakes => mistakes.Head);
        Assert.That(mistake.At, Is.EqualTo(at), mistake.What);
        Assert.That(mistake.What, Does.Contain(what));
    }

    [Test]
    public void All_slips_come_at_once() => Assert.That(
        Question.ReadCondition("lss > 1 and layer0.bias[7] > errror", Scope).Match(_ => [], mistakes => mistakes.Select(m => m.At).ToArray()), Is.EqualTo((int[])[1, 24, 30]));

    [Test]
    public void Depth_and_length_have_an_end()
    {
        Assert.That(Parser.Read(new string('(', 900)).IsLeft);
        Assert.That(Parser.Read(new string('-', 900) + "1").IsLeft);
        Assert.That(Parser.Read(string.Concat(Enumerable.Repeat("prev.", 150)) + "loss").IsLeft);
        Assert.That(Parser.Read(new string(' ', 2000)).IsLeft);
        Assert.That(Parser.Read(string.Join("+", Enumerable.Repeat("1", 499))).IsRight);
    }

    [TestCase("step > 1 or loss < error", false, false, 0)]
    [TestCase("loss > prev.prev.loss", false, false, 2)]
    [TestCase("sign(layer0.weights[1,0]) changes", true, false, 1)]
    [TestCase("learningRate < 1", true, false, 0)]
    [TestCase("slots.t > 1", true, false, 0)]
    [TestCase("layer1.slope[0,0] > 0", true, true, 0)]
    [TestCase("prev.gradientNorm > 0 changes", true, true, 2)]
    public void What_a_question_needs_is_known_from_its_text(string text, bool state, bool trace, int back) =>
        Assert.That(Question.ReadCondition(text, Scope).Map(q => q.Needs).Match(n => n, _ => null!), Is.EqualTo(new Needs(state, trace, back)));

    [TestCase("sign(layer0.weights[1,0]) changes", "sign(layer0.weights[1,0])", "layer0.weights[1,0]")]
    [TestCase("loss > prev.loss", "loss")]
    [TestCase("not (2 * loss < 1 or layer0.weights changes)", "2 * loss", "norm(layer0.weights)", "loss")]
    [TestCase("max(abs(layer0.weights)) > 5", "max(abs(layer0.weights))")]
    public void The_parts_of_a_condition_are_its_sides_and_the_numbers_in_them(string text, params string[] parts) =>
        Assert.That(Question.ReadCondition(text, Scope).Match(q => q.Parts(Scope).Select(p => p.Text), _ => []), Is.EqualTo(parts));

    private static QuestionScope ScopeOf(Pipeline pipeline) => new(pipeline, Batches.Full(Edit.Data(4, new double[8], new double[4])));

    private static Expression Tree(string text) => Parser.Read(text).Match(Right: tree => tree, Left: mistake => throw new BrokenLawException($"'{text}': {mistake}"));
}
