using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Every kind of strategy and every part of a document comes back from the file that a step is written to.</summary>
public sealed class StepTestKindsTests
{
    private const string Plateau = """{ "name": "reduce-on-plateau", "patience": 1, "threshold": 0.05, "factor": 0.6 }""";

    private readonly Playground _playground = new();

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void They_pass()
    {
        Train("article", "article", "--steps", "5");
        Train("digits", _playground.Write("digits.json", Digits()));
        Train("classes", _playground.Write("classes.json", Rich("\"softmax\"", "{ \"name\": \"cross-entropy\", \"labelSmoothing\": 0.1 }", "\"clip\": { \"value\": 0.01 }, \"regularization\": { \"l1\": 0.001, \"l2\": 0.02 }", Plateau)));
        Train("formula", _playground.Write("formula.json", Rich("{ \"formula\": \"a * x / (1 + exp(-x))\", \"a\": 0.7 }", "\"huber\"", "\"clip\": { \"norm\": 0.02 }", """{ "name": "multi-step", "milestones": [2, 3, 11], "gamma": 0.5 }""")));
        Train("idle", _playground.Write("idle.json", Rich("\"tanh\"", "\"mse\"", "\"regularization\": { \"l1\": 0, \"l2\": 0 }", "\"cosine\"")));
        Run("fork", "classes@9", "--as", "branch", "--set", "optimizer=lion", "--set", "optimizer.learningRate=0.01", "--steps", "3");
        string[] addresses = ["article@1", "digits@33", "classes@11", "formula@3", "idle@4", "branch@9", "branch@11"];

        var sources = addresses.Select(address => Run("show", address, "--as-test").Out).ToList();
        var failed = WrittenTests.Run(sources);

        Assert.That(failed.Keys.Select(name => name.Split('.')[^1]), Is.EquivalentTo(
            new[] { "ArticleStep1Tests", "DigitsStep33Tests", "ClassesStep11Tests", "FormulaStep3Tests", "IdleStep4Tests", "BranchStep9Tests", "BranchStep11Tests" }));
        Assert.That(failed.Where(f => !f.Value.IsEmpty).Select(f => $"{f.Key}: {string.Join(", ", f.Value)}"), Is.Empty);
        Assert.That(sources[1], Does.Contain("Convert.FromBase64String").And.Contains("in a row stand as base64"));
        Assert.That(sources[2], Does.Contain("// schedule.reductions [1]").And.Contains("new Penalty(l1: 0.001, l2: 0.02), new ClipByValue(0.01), Cook<IOptimizer>(\"adam\""));
        Assert.That(sources[3], Does.Contain("new ClipByNorm(0.02)").And.Contains("(\"milestones\", new double[] { 2.0, 3.0, 11.0 })"));
        Assert.That(sources[4], Does.Not.Contain("Optimizers.Chain"));
    }

    [Test]
    public void A_strangers_strategy_is_made_by_its_own_assembly()
    {
        Train("wiggly", "xor", "--activation", "snake", "--steps", "9", "--plugin", Stranger.Snake);
        var source = Run("show", "wiggly@6", "--as-test", "--plugin", Stranger.Snake).Out;
        Assert.That(source, Does.Contain("Functional.Plugins.Standard, Snake and NUnit").And.Contains("is no part of Functional: it was of Snake ").And.Contains("new global::Sample.Snake().Register(shelf);"));
        Assert.That(WrittenTests.Run([source], Stranger.Snake).Single().Value, Is.Empty);
        Assert.That(WrittenTests.Run([WrittenTests.MutatedAnswer(source, "Mutant", n => n / 2)], Stranger.Snake).Single().Value, Has.Length.EqualTo(2));
    }

    [Test]
    public void A_step_of_more_numbers_than_a_file_of_code_bears_is_refused()
    {
        Train("wide", "xor", "--steps", "1", "--set", "network.layers[0].units=40000");
        var said = _playground.Run("show", "wide@0", "--as-test");
        Assert.That((said.Code, said.Out), Is.EqualTo(((int)ExitCode.Usage, "")));
        Assert.That(said.Error, Does.Contain("the step has 640,018 numbers, and a file of C# bears 350,000"));
    }

    private void Train(string name, params string[] words) => Run(["train", .. words, "--as", name]);

    private Said Run(params string[] words)
    {
        var said = _playground.Run(words);
        Assert.That(said.Code, Is.Zero, said.Error);
        return said;
    }

    /// <summary>64 – 32 – 10 under Adam with minibatches, as one learns handwritten digits; the rows are drawn.</summary>
    private static string Digits()
    {
        var random = new Random(7);
        return $$"""
            { "data": { "inputs": {{Rows(random, 40, 64)}}, "targets": [{{string.Join(",", Enumerable.Range(0, 40).Select(i => i % 10))}}] },
              "network": { "layers": [ { "units": 32, "activation": "relu" }, { "units": 10, "activation": "identity" } ] }, "loss": "cross-entropy",
              "optimizer": { "name": "adam", "learningRate": 0.003 }, "batch": { "size": 16, "shuffle": true, "seed": 5 }, "steps": 40 }
            """;
    }

    private static string Rich(string activation, string loss, string parts, string schedule)
    {
        var random = new Random(11);
        return $$"""
            { "data": { "inputs": {{Rows(random, 7, 3)}}, "targets": [[1,0],[0,1],[0.5,0.5],[1,0],[0,1],[1,0],[0.25,0.75]] },
              "network": { "layers": [ { "units": 3, "activation": "tanh" }, { "units": 2, "activation": {{activation}}, "bias": false } ] }, "loss": {{loss}},
              "optimizer": { "name": "adam", "learningRate": 0.05, "amsgrad": true }, "schedule": {{schedule}}, {{parts}}, "batch": { "rows": [[0, 3, 5], [6, 1], [2, 4]] }, "steps": 12 }
            """;
    }

    private static string Rows(Random random, int rows, int width) => $"[{string.Join(",", Enumerable.Range(0, rows).Select(_ =>
        $"[{string.Join(",", Enumerable.Range(0, width).Select(_ => (random.NextDouble() * 2 - 1).ToString("R", CultureInfo.InvariantCulture)))}]"))}]";
}
