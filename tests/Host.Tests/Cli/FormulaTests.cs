namespace Functional.Host.Tests;

/// <summary>A formula in the place of an activation's name: trained, shown, proved, forked, and refused at the character.</summary>
public sealed class FormulaTests
{
    private const string Silu = "x / (1 + exp(-x))";

    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _playground = new();
        var said = _playground.Run("train", "xor", "--activation", "x/(1+exp(-x))", "--as", "silu");
        Assert.That(said.Code, Is.Zero, said.Error);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_run_keeps_the_formula_as_its_identity()
    {
        var plugins = _playground.Run("runs", "--json").Out;
        Assert.That(plugins, Does.Contain($"formula({Silu})"));
        Assert.That(_playground.Run("show", "silu@3").Out, Does.Contain($"formula({Silu}) →").And.Contains("formula   f(").And.Contains("slope     f′("));
    }

    [Test]
    public void Every_bit_of_it_replays() =>
        Assert.That(_playground.Run("replay", "silu").Out, Does.Contain("every bit equal"));

    [Test]
    public void It_learns_as_well_as_any_other() =>
        Assert.That(_playground.Run("show", "silu@last", "--json").Json.GetProperty("sumAbsoluteError").GetDouble(), Is.LessThan(0.2));

    [Test]
    public void A_fork_may_have_another_formula_and_the_difference_is_told()
    {
        var fork = _playground.Run(
            "fork", "silu@100", "--as", "swish", "--steps", "50", "--set", """network.layers[0].activation={"formula": "x * sigmoid(beta * x)", "beta": 1.5}""");
        Assert.That(fork.Code, Is.Zero, fork.Error);
        var moved = _playground.Run("fork", "swish@120", "--as", "swish2", "--set", "network.layers[0].activation.beta=2");
        Assert.That(moved.Code, Is.Zero, moved.Error);
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("runs", "--json").Out, Does.Contain("formula(x * sigmoid(beta * x), beta=2)"));
            Assert.That(_playground.Run("diff", "silu@101", "swish@101").Out, Does.Contain("x * sigmoid(beta * x)"));
            Assert.That(_playground.Run("replay", "swish2").Out, Does.Contain("every bit equal"));
        });
    }

    [Test]
    public void Set_reads_a_formula_as_the_option_does()
    {
        foreach (var command in (string[][])[["train", "xor", "--steps", "5", "--as", "set"], ["fork", "silu@3", "--as", "set-fork", "--steps", "5"]])
        {
            var said = _playground.Run([.. command, "--set", "network.layers[0].activation=x*x"]);
            Assert.That(said.Code, Is.Zero, said.Error);
        }

        Assert.That(_playground.Run("runs", "--json").Out.Split("formula(x * x)"), Has.Length.GreaterThanOrEqualTo(3));
        Assert.That(
            _playground.Run("train", "xor", "--set", "network.layers[0].activation=tahn(x)").Errors,
            Is.EqualTo(["--set: network.layers[0].activation.formula: at character 1 there is no function 'tahn'. Did you mean 'tanh'?"]));
    }

    [TestCase("1 + 2")]
    [TestCase("sin()")]
    [TestCase("X+1")]
    [TestCase("exp(1)")]
    public void A_formula_without_x_is_told_that_it_speaks_of_x(string text) => Assert.That(
        _playground.Run("train", "xor", "--activation", text).Errors,
        Is.EqualTo([$"--activation: network.layers[0].activation: no activation is called '{text}'. A formula speaks of x: x / (1 + exp(-x))."]));

    [TestCase("tahn(x)", "at character 1 there is no function 'tahn'. Did you mean 'tanh'?")]
    [TestCase("x * (1 + tahn(x))", "at character 10 there is no function 'tahn'. Did you mean 'tanh'?")]
    [TestCase("x + (x", "at character 5 this '(' is never closed. Add a ')'.")]
    [TestCase("2x", "at character 2 an operator is expected, not 'x'. A product is written with *: 2 * x.")]
    [TestCase("1.5x + 1", "at character 4 an operator is expected, not 'x + 1'. A product is written with *: 2 * x.")]
    [TestCase("x**2", "at character 3 a number, a name, '-' or '(' is expected, not '*2'. Write ^ for powers: x^2.")]
    [TestCase("x * slope", "the formula uses 'slope' and nothing says what it is. Give it beside the formula: \"slope\": 0.1.")]
    [TestCase("{\"formula\": \"x * tahn(x)\"}", "at character 5 there is no function 'tahn'. Did you mean 'tanh'?")]
    public void A_slip_is_told_at_its_character(string formula, string sentence)
    {
        var said = _playground.Run("train", "xor", "--activation", formula);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((2, 1)), said.Error);
        Assert.That(said.Errors[0], Is.EqualTo($"--activation: network.layers[0].activation.formula: {sentence}"));
    }

    [TestCase("x")]
    [TestCase("z")]
    [TestCase("-x")]
    [TestCase("x - 1")]
    [TestCase("X*x")]
    [TestCase("1/x")]
    [TestCase("2*z+1")]
    [TestCase("1.5x")]
    public void What_speaks_of_x_is_a_formula(string text) => Assert.That(FormulaText.IsFormula(text), Is.True);

    [TestCase("relu")]
    [TestCase("x-1")]
    [TestCase("x-tanh")]
    [TestCase("sigmod")]
    [TestCase("exp(1)")]
    [TestCase("System.Diagnostics.Process, System")]
    [TestCase("../../evil.dll")]
    [TestCase("../../x.dll")]
    [TestCase("x.y, z.x")]
    [TestCase("C:\\x64\\zed.exe")]
    [TestCase("")]
    public void Any_other_text_is_a_name(string text)
    {
        Assert.That(FormulaText.IsFormula(text), Is.False);
        if (text != "relu")
            Assert.That(_playground.Run("train", "xor", "--activation", text).Errors[0], Does.Contain($"no activation is called '{text}'"));
    }

    [Test]
    public void A_single_x_passes_everything_through()
    {
        Assert.That(_playground.Run("train", "xor", "--activation", "x", "--steps", "20", "--as", "x").Code, Is.Zero);
        Assert.That(_playground.Run("train", "xor", "--activation", "identity", "--steps", "20", "--as", "identity").Code, Is.Zero);
        Assert.That(_playground.Run("diff", "x@20", "identity@20", "--json").Json.GetProperty("tensors").EnumerateArray().All(t => t.GetProperty("maxUlps").GetRawText() is "0" or "\"0\""), Is.True);
    }

    [Test]
    public void A_long_formula_is_kept_whole()
    {
        var text = "tanh(x)" + string.Concat(Enumerable.Repeat(" + 0.125 * max(0, x)", 40));
        Assert.That(_playground.Run("train", "xor", "--activation", text, "--steps", "5", "--as", "long").Code, Is.Zero);
        Assert.That(_playground.Run("runs", "--json").Out, Does.Contain(text));
        Assert.That(_playground.Run("replay", "long").Out, Does.Contain("every bit equal"));
    }
}
