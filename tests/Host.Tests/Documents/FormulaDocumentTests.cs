namespace Functional.Host.Tests;

/// <summary>The document's form of a formula: an object that needs no name.</summary>
public static class FormulaDocumentTests
{
    [Test]
    public static void An_object_with_a_formula_needs_no_name_and_is_written_with_it()
    {
        var made = Docs.Value(Docs.Compose(Docs.With("\"tanh\"", """{ "formula": "max(0,x)+a*min(0,x)", "a": 0.1 }""")));
        Assert.Multiple(() =>
        {
            Assert.That(made.Document, Does.Contain("""{"units":2,"activation":{"name":"formula","formula":"max(0,x)+a*min(0,x)","a":0.1},"bias":true}"""));
            Assert.That((made.Stamps[0].Name, made.Stamps[0].Id), Is.EqualTo(("formula", "formula(max(0, x) + a * min(0, x), a=0.1)")));
            Assert.That(Docs.Value(Docs.Compose(made.Document)).Document, Is.EqualTo(made.Document));
        });
    }

    [TestCase("""{ "formula": "x + tahn(x)" }""", "train.json:3:69: network.layers[0].activation.formula: at character 5 there is no function 'tahn'. Did you mean 'tanh'?")]
    [TestCase("""{ "formula": "a * x" }""", "train.json:3:69: network.layers[0].activation.formula: the formula uses 'a' and nothing says what it is. Give it beside the formula: \"a\": 0.1.")]
    [TestCase("""{ "formula": "x * Pi" }""", "train.json:3:69: network.layers[0].activation.formula: the formula uses 'Pi' and nothing says what it is. Did you mean 'pi'?")]
    [TestCase("""{ "formula": "a * x", "a": "much" }""", "train.json:3:83: network.layers[0].activation.a: a of formula cannot be 'much'. Give a number.")]
    [TestCase("""{ "formula": "x", "a": 2 }""", "train.json:3:79: network.layers[0].activation.a: formula has no setting 'a'. Known: formula.")]
    [TestCase("""{ "formula": 3 }""", "train.json:3:69: network.layers[0].activation.formula: formula of formula cannot be 3. Give a text.")]
    [TestCase("""{ "formula": "x", "name": "tanh" }""", "train.json:3:69: network.layers[0].activation.formula: tanh has no setting 'formula'. There are none.")]
    [TestCase("""{ "tanh": 1 }""", "train.json:3:56: network.layers[0].activation.name: the key 'name' is missing.*")]
    [TestCase("\"x * tanh(x)\"", "train.json:3:56: network.layers[0].activation: no activation is called 'x * tanh(x)'. Write {\"formula\": \"x * tanh(x)\"}.")]
    [TestCase("\"1 + 2\"", "train.json:3:56: network.layers[0].activation: no activation is called '1 + 2'. A formula speaks of x: x / (1 + exp(-x)).")]
    [TestCase("""{ "formula": "tahn(a*x)", "a": 1 }""", "train.json:3:69: network.layers[0].activation.formula: at character 1 there is no function 'tahn'. Did you mean 'tanh'?")]
    [TestCase("""{ "formula": 3, "a": 1 }""", "train.json:3:69: network.layers[0].activation.formula: formula of formula cannot be 3. Give a text.")]
    [TestCase("""{ "formula": null }""", "train.json:3:69: network.layers[0].activation.formula: formula of formula cannot be null. Give a text.")]
    [TestCase("""{ "formula": ["x"] }""", "train.json:3:69: network.layers[0].activation.formula: formula of formula cannot be [\"x\"]. Give a text.")]
    [TestCase("""{ "formula": {} }""", "train.json:3:69: network.layers[0].activation.formula: formula of formula cannot be {}. Give a text.")]
    [TestCase("""{ "formula": "e*x", "e": 3 }""", "train.json:3:81: network.layers[0].activation.e: e is a constant and cannot be a setting. Call it something else.")]
    [TestCase("""{ "formula": "x", "z": 3 }""", "train.json:3:79: network.layers[0].activation.z: z is what the formula is of and cannot be a setting. Call it something else.")]
    [TestCase("""{ "formula": "x**2" }""", "train.json:3:69: network.layers[0].activation.formula: at character 3 a number, a name, '-' or '(' is expected, not '*2'. Write ^ for powers: x^2.")]
    public static void What_is_wrong_is_told_where_it_stands(string activation, string expected)
    {
        var lines = Docs.Lines(Docs.Compose(Docs.With("\"tanh\"", activation)));
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }

    [Test]
    public static void A_formula_is_too_long_or_too_deep_in_one_sentence() => Assert.Multiple(() =>
    {
        Assert.That(Docs.Lines(Docs.Compose(Docs.With("\"tanh\"", $$"""{ "formula": "{{new string('(', 400)}}x{{new string(')', 400)}}" }""")))[0], Does.Contain("nested more than 100 deep"));
        Assert.That(Docs.Lines(Docs.Compose(Docs.With("\"tanh\"", $$"""{ "formula": "{{new string('(', 100_000)}}" }""")))[0], Does.Contain("the formula has 100000 characters"));
    });
}
