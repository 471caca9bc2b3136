using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>How two histories go together: forks whose beginning stands in their parents, runs of other lengths, one run at two steps.</summary>
public sealed class DiffTests
{
    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Record()
    {
        _playground = new();
        foreach (var words in (string[][])
        [
            ["train", "article", "--steps", "90", "--as", "parent"],
            ["train", "article", "--steps", "40", "--as", "short"],
            ["fork", "parent@20", "--as", "early", "--set", "network.layers[0].activation=tanh"],
            ["fork", "parent@60", "--as", "late", "--set", "optimizer.learningRate=2"],
            ["fork", "late@70", "--as", "later", "--set", "optimizer.learningRate=3"],
            ["fork", "parent@60", "--as", "same"],
        ])
            Assert.That(_playground.Run(words).Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Remove() => _playground.Dispose();

    [TestCase("parent@90", "early@90", 21, "The two runs are one history up to step 20 and part at step 21, the first state with another fingerprint.")]
    [TestCase("early@70", "parent@50", 21, "The two runs are one history up to step 20 and part at step 21, the first state with another fingerprint.")]
    [TestCase("early@80", "late@80", 21, "The two runs are one history up to step 20 and part at step 21, the first state with another fingerprint.")]
    [TestCase("later@80", "parent@80", 61, "The two runs are one history up to step 60 and part at step 61, the first state with another fingerprint.")]
    [TestCase("later@80", "late@80", 71, "The two runs are one history up to step 70 and part at step 71, the first state with another fingerprint.")]
    [TestCase("later@80", "early@80", 21, "The two runs are one history up to step 20 and part at step 21, the first state with another fingerprint.")]
    [TestCase("parent@90", "same@90", null, "The two runs are one history up to their last step, 90: the same fingerprint.")]
    [TestCase("parent@5", "short@5", null, "The two runs are one history as far as both go, up to step 40; parent goes on to 90.")]
    [TestCase("short@5", "late@last", null, "The two runs are one history as far as both go, up to step 40; late goes on to 90.")]
    [TestCase("short@5", "early@last", 21, "The two runs are one history up to step 20 and part at step 21, the first state with another fingerprint.")]
    [TestCase("parent@5", "parent@6", null, "Two states of one history.")]
    public void Two_histories(string a, string b, int? first, string sentence)
    {
        var (page, json) = (_playground.Run("diff", a, b), _playground.Run("diff", a, b, "--json").Json);
        var found = json.GetProperty("firstDifference");
        Assert.Multiple(() =>
        {
            Assert.That((page.Code, page.Out.Split('\n')[1]), Is.EqualTo((0, sentence)));
            Assert.That(found.ValueKind == JsonValueKind.Null ? (int?)null : found.GetInt32(), Is.EqualTo(first));
        });
    }

    [Test]
    public void Without_the_parent_only_what_is_recorded_can_be_said()
    {
        using var alone = new Playground();
        Directory.CreateDirectory(Path.Combine(alone.Folder, "runs"));
        foreach (var run in (string[])["early", "late", "short"])
            File.Copy(_playground.PathOf(run), alone.PathOf(run));
        Assert.Multiple(() =>
        {
            Assert.That(alone.Run("diff", "early@80", "late@80").Out, Does.Contain("The two runs differ at step 60 already, the first that is recorded of both; what came before is in parent, which is not in this store (or is another run now)."));
            Assert.That(alone.Run("diff", "short@5", "late@80").Out, Does.Contain("The two runs have no step in common: short has 0 to 40, late has 60 to 90."));
        });
        Assert.That(alone.Run("train", "article-3-layer", "--steps", "70", "--as", "parent").Code, Is.Zero);
        Assert.That(alone.Run("diff", "early@80", "late@80").Out, Does.Contain("differ at step 60 already"), "a run that only has the parent's name is no parent");
    }

    [Test]
    public void The_page_names_the_numbers_the_settings_and_what_to_look_at_next()
    {
        var lines = _playground.Run("diff", "parent@90", "early@90").Out.Split('\n');
        var numbers = _playground.Run("diff", "parent@90", "early@90", "--json").Json.GetProperty("tensors")[0];
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("parent@90 against early@90"));
            Assert.That(lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2..], Is.EqualTo((string[])["parent@90", "early@90"]));
            Assert.That(lines[4], Does.StartWith("  layer0.weights  3 of 3").And.EndsWith(numbers.GetProperty("b").GetRawText()));
            Assert.That((numbers.GetProperty("differing").GetInt32(), numbers.GetProperty("count").GetInt32()), Is.EqualTo((3, 3)));
            Assert.That(lines, Has.Some.EqualTo("  network.layers[0].activation.name  sigmoid  →  tanh"));
            Assert.That(lines[^2], Is.EqualTo("Next: functional diff parent@21 early@21   the first states that differ"));
        });
        Assert.That(_playground.Run("diff", "parent@21", "early@21").Out, Does.Contain("Next: functional show parent@21   functional show early@21"));
    }
}
