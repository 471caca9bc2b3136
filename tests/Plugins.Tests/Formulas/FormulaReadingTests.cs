using System.Globalization;
using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>From text to tree and back: what binds how, what is refused where, and that printing loses nothing.</summary>
[TestFixture]
internal sealed class FormulaReadingTests
{
    private const int Cases = 2000;

    private static readonly string[] Pieces = ["x", "z", "1", ".5", "1e-3", "e", "a", "tanh", "max", "(", ")", ",", "+", "-", "*", "/", "^", " ", "−", "·", "=", "é", "🙂", "\ud800", "\t", "."];

    [Test]
    public void A_printed_tree_reads_back_as_itself() =>
        Formulas.Tree.Sample(tree => Formulas.Read(Formulas.Print(tree)).Tree.Equals(tree), iter: Cases);

    [Test]
    public void A_printed_tree_has_no_pair_of_parentheses_too_many() => Formulas.Tree.Where(t => Formulas.Print(t).Length <= 200).Sample(tree =>
    {
        var text = Formulas.Print(tree);
        return Pairs(text).All(p => Formula.Read(text[..p.Open] + " " + text[(p.Open + 1)..p.Close] + " " + text[(p.Close + 1)..]) is not Reading<Formula>.Sound other || !other.Value.Tree.Equals(tree));
    }, iter: Cases);

    [Test]
    public void Every_power_of_two_reads_back_from_tree_and_id() => Assert.Multiple(() =>
    {
        for (var exponent = -1074; exponent <= 1023; exponent++)
        {
            var number = Math.ScaleB(1, exponent);
            var tree = new Expr.Number(number);
            Assert.That(Formulas.Read(Formulas.Print(tree)).Tree, Is.EqualTo(tree));
            Assert.That(Formulas.Activation("a * x", ("a", number)).Id, Is.EqualTo($"formula(a * x, a={RealText.Of(number)})"));
        }
    });

    [TestCase("-x^2", "-x^2", -9)]
    [TestCase("(-x)^2", "(-x)^2", 9)]
    [TestCase("2^-x", "2^-x", 0.125)]
    [TestCase("2^3^2", "2^3^2", 512)]
    [TestCase("(2^3)^2", "(2^3)^2", 64)]
    [TestCase("8 - 4 - 2", "8 - 4 - 2", 2)]
    [TestCase("8 - (4 - 2)", "8 - (4 - 2)", 6)]
    [TestCase("8/4/2", "8 / 4 / 2", 1)]
    [TestCase("8/(4/2)", "8 / (4 / 2)", 4)]
    [TestCase("8/4*2", "8 / 4 * 2", 4)]
    [TestCase("1+2*3^2", "1 + 2 * 3^2", 19)]
    [TestCase("((1+2))*3", "(1 + 2) * 3", 9)]
    [TestCase("-x*2", "-x * 2", -6)]
    [TestCase("-(x*2)", "-(x * 2)", -6)]
    [TestCase("2*-x", "2 * -x", -6)]
    [TestCase("2--x", "2 - -x", 5)]
    [TestCase("--x", "--x", 3)]
    [TestCase("-2^-2", "-2^-2", -0.25)]
    [TestCase("2^-x^2*3", "2^-x^2 * 3", 3.0 / 512)]
    [TestCase("max(1,x,2)", "max(1, x, 2)", 3)]
    [TestCase("z−1·2×3", "x - 1 * 2 * 3", -3)]
    [TestCase("6 ÷ z", "6 / x", 2)]
    [TestCase("ln(e)", "log(e)", 1)]
    [TestCase("e^0", "e^0", 1)]
    [TestCase("1e1+.5", "10 + 0.5", 10.5)]
    [TestCase("2*e-e-e", "2 * e - e - e", 0)]
    [TestCase("1.E2", "100", 100)]
    public void Operators_bind_as_in_mathematics(string text, string canonical, double atThree)
    {
        var f = Formulas.Activation(text);
        Assert.That((f.Id, Formulas.Values(f, 3)[0]), Is.EqualTo(($"formula({canonical})", atThree)));
    }

    [TestCase("tahn(x)", 1, "at character 1 there is no function 'tahn'", "Did you mean 'tanh'?")]
    [TestCase("x / (1 +tahn(x))", 9, "at character 9 there is no function 'tahn'", "Did you mean 'tanh'?")]
    [TestCase("🙂", 1, "at character 1 '🙂' has no place in a formula", "*")]
    [TestCase("x + é", 5, "at character 5 'é' has no place in a formula", "*")]
    [TestCase("x·−é", 4, "at character 4 'é' has no place in a formula", "*")]
    [TestCase("a = x", 3, "at character 3 '=' has no place in a formula", "A formula is what stands right of 'a ='.")]
    [TestCase("x\tx", 2, "at character 2 '\\u0009' has no place in a formula", "*")]
    [TestCase("", 1, "at character 1 a number, a name, '-' or '(' is expected, and here the formula ends", "")]
    [TestCase("  ", 3, "at character 3 a number, a name, '-' or '(' is expected, and here the formula ends", "")]
    [TestCase("x *", 4, "at character 4 a number, a name, '-' or '(' is expected, and here the formula ends", "")]
    [TestCase("x * / 2", 5, "at character 5 a number, a name, '-' or '(' is expected, not '/ 2'", "")]
    [TestCase("+x", 1, "at character 1 a number, a name, '-' or '(' is expected, not '+x'", "*")]
    [TestCase("2x", 2, "at character 2 an operator is expected, not 'x'", "A product is written with *: 2 * x.")]
    [TestCase("x exp(-x) + tanh(x)", 3, "at character 3 an operator is expected, not 'exp(-x) + ta…'", "*")]
    [TestCase("2(x)", 2, "at character 2 an operator is expected, not '(x)'", "*")]
    [TestCase("x(2)", 1, "at character 1 'x' is no function", "*")]
    [TestCase("pi(2)", 1, "at character 1 'pi' is no function", "*")]
    [TestCase("(x", 1, "at character 1 this '(' is never closed", "Add a ')'.")]
    [TestCase("exp((x)", 4, "at character 4 this '(' is never closed", "Add a ')'.")]
    [TestCase("x)", 2, "at character 2 this ')' closes nothing", "")]
    [TestCase("1,5 * x", 2, "at character 2 a comma stands between the arguments of a function only", "*")]
    [TestCase("exp", 1, "at character 1 the function 'exp' has no argument", "Write exp(x).")]
    [TestCase("exp()", 5, "at character 5 a number, a name, '-' or '(' is expected, not ')'", "")]
    [TestCase("exp(x, 1)", 1, "at character 1 'exp' takes 1 argument, not 2", "")]
    [TestCase("pow(x)", 1, "at character 1 'pow' takes 2 arguments, not 1", "")]
    [TestCase("1 + max(x)", 5, "at character 5 'max' takes 2 arguments or more, not 1", "")]
    [TestCase("1e999", 1, "at character 1 the number 1e999 is too large", "*")]
    [TestCase("x.y", 2, "at character 2 '.' has no place in a formula", "*")]
    [TestCase("name * x", 1, "at character 1 'name' cannot be a setting: it is a key of the document", "*")]
    public void What_is_wrong_is_told_at_its_character(string text, int at, string sentence, string hint)
    {
        var error = Formulas.Error(text);
        Assert.That((error?.At, error?.Sentence), Is.EqualTo(((int?)at, sentence)));
        if (hint != "*")
            Assert.That(error!.Hint, Is.EqualTo(hint));
    }

    [Test]
    public void Any_text_at_all_is_a_formula_or_one_sentence() => Gen.OneOf(Pieces).Array[0, 30].Select(p => string.Concat(p)).Sample(text =>
        Formulas.Error(text) is not { } error || (error.What.Length > 0 && error.At >= 1 && error.At <= text.Length + 1 && !error.Sentence.Any(char.IsControl)), iter: 20_000);

    [TestCase(100_000)]
    [TestCase(1000)]
    [TestCase(101)]
    public void What_is_too_long_or_nested_too_deep_is_a_sentence(int depth) => Assert.Multiple(() =>
    {
        foreach (var text in (string[])[new string('(', depth) + "x" + new string(')', depth), new string('-', depth) + "x", string.Concat(Enumerable.Repeat("x^", depth)) + "x", string.Concat(Enumerable.Repeat("exp(", depth)) + "x" + new string(')', depth)])
            Assert.That(Formulas.Error(text)?.What, Does.StartWith("the formula "), text[..10]);
    });

    [Test]
    public void Nesting_up_to_the_limit_and_long_chains_are_fine() => Assert.Multiple(() =>
    {
        Assert.That(Formulas.Values(Formulas.Activation(new string('(', 99) + "x" + new string(')', 99)), 5), Is.EqualTo([5.0]));
        Assert.That(Formulas.Values(Formulas.Activation("x" + string.Concat(Enumerable.Repeat("+1", 499))), 1), Is.EqualTo([500.0]));
        Assert.That(Formulas.Values(Formulas.Activation(string.Concat(Enumerable.Repeat("x*(1+", 90)) + "x" + new string(')', 90)), 0), Is.EqualTo([0.0]));
        Assert.That(Formulas.Values(Formulas.Activation($"max(x{string.Concat(Enumerable.Repeat(",1", 400))})"), 3), Is.EqualTo([3.0]));
    });

    [Test]
    public void More_settings_than_a_document_takes_are_refused() =>
        Assert.That(Formulas.Error(string.Join("+", Enumerable.Range(0, 21).Select(i => $"a{i}")))?.Sentence, Is.EqualTo("the formula has 21 settings"));

    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void A_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var f = Formulas.Activation("sigmoid(a*x) - 0.25*pi^.5 + 1e-3", ("a", 1.5));
            Assert.That(f.Id, Is.EqualTo("formula(sigmoid(a * x) - 0.25 * pi^0.5 + 0.001, a=1.5)"));
            Assert.That(Formulas.Error("SIGMOID(x)")?.Hint, Is.EqualTo("Did you mean 'sigmoid'?"));
            Assert.That(Formulas.Error("1,5")?.At, Is.EqualTo(2));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<(int Open, int Close)> Pairs(string text)
    {
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '(')
                open.Push(i);
            else if (text[i] == ')' && open.Pop() is var at && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])))
                yield return (at, i);
    }
}
