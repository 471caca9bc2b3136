namespace Functional.Host.Tests;

/// <summary>What does not fit into memory is refused before any of it is taken; what fits is not.</summary>
public static class MemoryEstimateTests
{
    private static readonly Experiment Sound = Docs.Value(Docs.Compose(Docs.Sound));

    [Test]
    public static void A_small_step_fits() => Assert.That(Docs.Lines(MemoryEstimate.Check(Sound.Pipeline, Sound.Batches, 1 << 20)), Is.Empty);

    [Test]
    public static void A_step_that_needs_more_than_there_is_does_not() =>
        Assert.That(Docs.Lines(MemoryEstimate.Check(Sound.Pipeline, Sound.Batches, 100)), Is.EqualTo(new[] { "network.layers: a step on 2 rows would need about 808 B of memory. Use fewer units, or smaller batches: \"batch\": {\"size\": 32}." }));

    /// <summary>500 rows of a million units once took memory that was not theirs, and a million rows of ten thousand ended in an overflow.</summary>
    [TestCase(500, 2_000_000)]
    [TestCase(1_000_000, 10_000)]
    public static void A_step_beyond_every_array_is_refused_at_once(int rows, int units)
    {
        using var playground = new Playground();
        playground.Write("t.json", $$"""{"data":{"source":"circle","rows":{{rows}}},"network":{"layers":[{"units":{{units}},"activation":"tanh"},{"units":2,"activation":"identity"}]},"loss":"cross-entropy","optimizer":"sgd","steps":2}""");
        var said = playground.Run("train", "t.json");
        Assert.That(said.Code, Is.EqualTo(2));
        Assert.That(said.Errors.Single(), Does.StartWith("t.json:1:").And.Contain("network.layers: a step on").And.Contain("MB of memory"));
    }
}
