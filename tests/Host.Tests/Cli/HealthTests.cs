using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>What <c>show</c> says of units and gradients.</summary>
public sealed class HealthTests
{
    private readonly Playground _playground = new();

    /// <summary>Two relus of which unit 1 is pushed below 0 for both rows, and sigmoids of which unit 0 is pushed far out.</summary>
    [OneTimeSetUp]
    public void Train()
    {
        _playground.Write("sleepy.json", """
            {"data":{"inputs":[[1],[2]],"targets":[[0,1],[1,0]]},"network":{"layers":[{"units":2,"activation":"relu"},{"units":2,"activation":"sigmoid"}]},"loss":"half-sse",
             "optimizer":{"name":"sgd","learningRate":1e-3},
             "initial":{"parameters":{"layer0.weights":[[1,1]],"layer0.bias":[0,-5],"layer1.weights":[[1,0.5],[1,1]],"layer1.bias":[8,0]}},"steps":3}
            """);
        _playground.Write("faint.json", """
            {"data":{"inputs":[[1]],"targets":[[1]]},"network":{"layers":[{"units":1,"activation":"identity"},{"units":1,"activation":"identity"}]},"loss":"half-sse",
             "optimizer":{"name":"sgd","learningRate":5},
             "initial":{"parameters":{"layer0.weights":[[1]],"layer0.bias":[0],"layer1.weights":[[0.0001]],"layer1.bias":[0]}},"steps":1}
            """);
        foreach (var name in new[] { "sleepy", "faint" })
            Assert.That(_playground.Run("train", name + ".json").Code, Is.Zero);
        Assert.That(_playground.Run("train", "article", "--steps", "10").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void CleanUp() => _playground.Dispose();

    [Test]
    public void Dead_and_saturated_units_are_marked_with_their_numbers()
    {
        var page = _playground.Run("show", "sleepy@0").Out;
        Assert.That(page, Does.Contain("   1 of 4 units dead, 1 saturated\n"));
        Assert.That(page, Does.Contain("  layer0: 1 of 2 units dead: activation and slope are 0 for all 2 rows of this step, so no gradient reaches the weights (unit 1)\n"));
        Assert.That(page, Does.Contain("  layer1: 1 of 2 units saturated: the slope is at most 0.000123379 for all 2 rows of this step, less than 0.01 of an open unit's, 0.25 (unit 0)\n"));
        Assert.That(page, Does.Not.Contain("vanishes").And.Not.Contain("explodes"));
    }

    [Test]
    public void The_last_state_has_units_and_no_gradients()
    {
        Assert.That(_playground.Run("show", "sleepy@last").Out, Does.Contain("Health: 1 of 4 units dead, 1 saturated\n").And.Not.Contain("|gradient|"));
        var health = Health("sleepy@last");
        Assert.That(health.Select(l => l.GetProperty("gradientNorm").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
        Assert.That(health[0].GetProperty("dead").EnumerateArray().Select(u => u.GetInt32()), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_machine_is_told_the_same()
    {
        var health = Health("sleepy@0");
        Assert.That(health.Select(l => l.GetProperty("marks").GetRawText()), Is.EqualTo(new[] { "[\"dead\"]", "[\"saturated\"]" }));
        Assert.That(health[1].GetProperty("saturated")[0].GetRawText(), Does.StartWith("{\"unit\":0,\"largestSlope\":0.00012337"));
        Assert.That(health[1].GetProperty("gradientAgainstNext").ValueKind, Is.EqualTo(JsonValueKind.Null), "there is no next layer");
    }

    [Test]
    public void A_gradient_that_vanishes_and_an_update_that_is_too_long_are_marked()
    {
        var page = _playground.Run("show", "faint@0").Out;
        Assert.That(page, Does.Contain("  layer0: the gradient vanishes: 0.000141407 is 0.0001 of the next layer's (below 0.001)\n"));
        Assert.That(page, Does.Contain("  layer1: the update is longer than the parameters: 7.07036 against 0.0001, 7.1E+04 times"));
        Assert.That(Health("faint@0")[0].GetProperty("marks").GetRawText(), Is.EqualTo("[\"vanishing\"]"));
    }

    [Test]
    public void A_healthy_step_takes_one_line()
    {
        var lines = _playground.Run("show", "article@0").Out.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith("Health: ", StringComparison.Ordinal));
        Assert.That(lines[at], Is.EqualTo("Health: |gradient| 0.328372   |update| / |parameters| 0.41   0 of 1 units dead, 0 saturated"));
        Assert.That(lines[at + 1], Is.Empty);
    }

    private JsonElement[] Health(string state) => [.. _playground.Run("show", state, "--json").Json.GetProperty("health").EnumerateArray()];
}
