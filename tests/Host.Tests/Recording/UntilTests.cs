using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>A training that ends where a condition first holds.</summary>
[TestFixture]
public static class UntilTests
{
    private static string Document(string until, int steps = 400) => $$"""
        { "name": "u", "data": { "source": "xor", "test": { "source": "xor" } },
          "network": { "layers": [ { "units": 4, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] },
          "loss": "half-sse", "optimizer": { "name": "sgd", "learningRate": 0.5, "momentum": 0.9 }, "initial": { "scheme": "glorot-uniform", "seed": 1 },
          "steps": {{steps}}{{(until.Length > 0 ? $", \"until\": \"{until}\"" : "")}} }
        """;

    [TestCase("loss < 0.1")]
    [TestCase("loss < 0.999 * prev.loss and step > 5")]
    [TestCase("abs(layer0.weights[0,0] - prev.layer0.weights[0,0]) > 0.01")]
    [TestCase("test.accuracy >= 1")]
    [TestCase("train.rmse < 0.2")]
    [TestCase("gradientNorm < 0.3")]
    [TestCase("step >= 0")]
    public static void It_ends_where_a_watch_over_the_whole_history_finds_the_condition_first(string condition)
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(Document("")), folder["whole.run"]);
        var stopped = Runs.Record(Runs.Experiment(Document(condition)), folder["part.run"]);
        using var whole = Runs.Open(folder["whole.run"]);
        using var part = Runs.Open(folder["part.run"]);
        var scope = new QuestionScope(whole.Pipeline, whole.Experiment.Batches, whole.Exams);
        var found = Runs.Right(new Search(whole, scope, Runs.Right(QuestionText.Condition(condition, scope)), (_, _) => { }, default).Forward(0));
        Assert.That(found.IsSome, "the condition holds somewhere, or the test says nothing");
        Assert.That(Some(part.File.Last), Is.EqualTo(found.Map(f => f.Step)));
        Assert.That((stopped.Status, part.File.Header.Status), Is.EqualTo(("stopped", "stopped")));
        Assert.That(Runs.Right(part.File.MomentAt(part.File.Last)), Is.EqualTo(Runs.Right(whole.File.MomentAt(part.File.Last))));
        Assert.That(Runs.Right(part.StateAt(part.File.Last)), Is.EqualTo(Runs.Right(whole.StateAt(part.File.Last))));
    }

    [Test]
    public static void Where_it_never_holds_the_run_is_complete()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Runs.Record(Runs.Experiment(Document("loss < 0", 20)), folder["a.run"]).Status, Is.EqualTo("complete"));
    }

    [Test]
    public static void An_interrupted_run_ends_at_the_same_state_when_it_is_resumed()
    {
        using var playground = new Playground();
        File.WriteAllText(Path.Combine(playground.Folder, "u.json"), Document("loss < 0.999 * prev.loss and step > 5"));
        Assert.That(playground.Run("train", "u.json", "--as", "whole").Code, Is.EqualTo(0));
        var last = playground.Run("show", "whole@last", "--json").Json.GetProperty("step").GetInt64();
        foreach (var first in (long[])[1, last / 2, last - 1])
        {
            var name = $"part{first}";
            Assert.That(playground.Run("train", "u.json", "--as", name, "--steps", $"{first}", "--unset", "until").Code, Is.EqualTo(0));
            Assert.That(playground.Run("fork", $"{name}@{first}", "--as", $"{name}-on", "--steps", "300", "--until", "loss < 0.999 * prev.loss and step > 5").Code, Is.EqualTo(0));
            Assert.That(playground.Run("show", $"{name}-on@last", "--json").Json.GetProperty("step").GetInt64(), Is.EqualTo(last));
        }
    }

    [Test]
    public static void A_run_that_has_come_to_its_end_goes_on_only_when_told_how_far()
    {
        using var playground = new Playground();
        File.WriteAllText(Path.Combine(playground.Folder, "u.json"), Document("loss < 0.1"));
        var trained = playground.Run("train", "u.json");
        Assert.That(trained.Out, Does.Contain("the first state at which loss < 0.1 holds"));
        var refused = playground.Run("resume", "u");
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Match(@"error: --steps: the run has come to its end: its condition holds at state \d+\. Say how many more, without that condition: --steps 1000\."));
        var last = playground.Run("show", "u@last", "--json").Json.GetProperty("step").GetInt64();
        Assert.That(playground.Run("resume", "u", "--steps", "7").Code, Is.EqualTo(0));
        Assert.That(playground.Run("show", "u@last", "--json").Json.GetProperty("step").GetInt64(), Is.EqualTo(last + 7));
        Assert.That(playground.Run("replay", "u").Code, Is.EqualTo(0));
    }

    [TestCase("los < 1", "train.json:9:26: until: condition, character 1: there is no 'los' in this run. Did you mean 'loss'?")]
    [TestCase("loss", "train.json:9:26: until: condition, character 1: a condition is true or false, and this is a number. *")]
    [TestCase("test.accuracy > 0.5", "train.json:9:26: until: condition, character 1: there is no 'test.accuracy' in this run. *")]
    public static void A_slip_in_the_condition_is_told_at_its_character(string condition, string expected)
    {
        var lines = Docs.Lines(Docs.Compose(Docs.With("\"steps\": 100", $"\"steps\": 100, \"until\": \"{condition}\"")));
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }
}
