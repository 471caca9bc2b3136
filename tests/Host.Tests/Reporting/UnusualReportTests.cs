using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Pages of runs that are not the article: large, forked, cut short, broken off, without a step, with hostile texts.</summary>
public sealed class UnusualReportTests
{
    private readonly Playground _playground = new();

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void A_large_network_stays_a_page()
    {
        var random = new Random(1);
        string Rows(int count, Func<int, IEnumerable<double>> row) =>
            "[" + string.Join(",", Enumerable.Range(0, count).Select(i => $"[{string.Join(",", row(i).Select(x => x.ToString("0.##", CultureInfo.InvariantCulture)))}]")) + "]";
        _playground.Write("large.json", $$"""
            {"data":{"inputs":{{Rows(40, _ => Enumerable.Range(0, 784).Select(_ => random.NextDouble()))}},"targets":{{Rows(40, i => Enumerable.Range(0, 10).Select(k => k == i % 10 ? 1.0 : 0))}}},
             "network":{"layers":[{"units":128,"activation":"relu"},{"units":10,"activation":"identity"}]},"loss":"cross-entropy",
             "optimizer":{"name":"adam","learningRate":0.001},"batch":{"size":8,"shuffle":true},"initial":{"scheme":"he-normal","seed":1},"steps":120}
            """);
        Assert.That(_playground.Run("train", "large.json").Code, Is.Zero);
        var page = Pages.Of(_playground, "large");
        Assert.That(new FileInfo(Path.Combine(_playground.Folder, "page.html")).Length, Is.LessThan(1_000_000));
        Assert.That(page.Section("first"), Does.Contain("… and 124 more units of layer 0").And.Contain("… and 100,344 more numbers of layer0.weights").And.Contain("eight rows of 40"));
        Assert.That(page.Section("weights"), Does.Contain("101,770 parameters are too many to draw"));
        Assert.That(page.Section("ending"), Does.Contain("of 40 rows").And.Contain("the largest output wins"));
        Assert.That(page.Named("section").Select(s => (string?)s.Attribute("id")), Has.None.EqualTo("account"));
    }

    [Test]
    public void A_fork_names_its_parent_and_begins_where_it_began()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "60", "--as", "parent").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "parent@30", "--as", "child", "--set", "optimizer.learningRate=0.1", "--skip", "30..31", "--steps", "20").Code, Is.Zero);
        var page = Pages.Of(_playground, "child");
        var text = page.Root!.Value;
        Assert.That(text, Does.Contain("parent@30").And.Contain("optimizer.learningRate = 0.1").And.Contain("The weights at the fork").And.Contain("Iteration #30"));
        Assert.That(page.Section("first"), Does.Contain("This update was left out: the run skips this step"));
        var shown = _playground.Run("show", "child@50", "--json").Json;
        Assert.That(page.Numbers().Where(n => n.Step == 50 && n.At.StartsWith("/parameters", StringComparison.Ordinal)).Select(n => n.Value == Pages.At(shown, n.At)), Is.Not.Empty.And.All.True);
    }

    [Test]
    public void A_training_that_stopped_says_where_it_began()
    {
        _playground.Write("explodes.json", """
            {"data":{"inputs":[[1e150],[1]],"targets":[[0],[1]]},"network":{"layers":[{"units":1,"activation":"identity"}]},
             "loss":"mse","optimizer":{"name":"sgd","learningRate":1e10},"initial":{"parameters":{"layer0.weights":[[1e-3]],"layer0.bias":[0]}},"steps":50}
            """);
        Assert.That(_playground.Run("train", "explodes.json").Code, Is.EqualTo((int)ExitCode.NonFinite));
        var text = Pages.Of(_playground, "explodes").Root!.Value;
        Assert.That(text, Does.Contain("This training stopped at a number that is not finite").And.Contain("is the last good one and is kept").And.Contain("remedy"));
    }

    [Test]
    public void A_training_that_was_interrupted_says_so()
    {
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.That(_playground.Run(interruption.Token, "train", "article", "--steps", "1000000000", "--as", "long", "--set", "record.keep=auto", "--set", "record.budget=1MB").Code, Is.EqualTo((int)ExitCode.Interrupted));
        Assert.That(Pages.Of(_playground, "long").Root!.Value, Does.Contain("Interrupted at step").And.Contain("of 1,000,000,000").And.Contain("functional resume long"));
    }

    [Test]
    public void A_run_that_came_to_no_step_shows_the_state_it_has()
    {
        Assert.That(_playground.Run(new CancellationToken(true), "train", "xor", "--as", "still").Code, Is.EqualTo((int)ExitCode.Interrupted));
        Assert.That(Pages.Of(_playground, "still").Section("first"), Does.Contain("No step was made").And.Contain("One look at the rows"));
    }

    [TestCase("1")]
    [TestCase("2")]
    [TestCase("3")]
    public void A_short_run_has_a_page(string steps)
    {
        Assert.That(_playground.Run("train", "xor", "--steps", steps, "--as", "short" + steps).Code, Is.Zero);
        Assert.That(Pages.Of(_playground, "short" + steps).Section("first"), Does.Contain("The update"));
    }

    [Test]
    public void Texts_of_a_file_are_text()
    {
        const string hostile = "\"><img src=x onerror=alert(1)><script>alert('\u202e&')</script>";
        Assert.That(_playground.Run("train", "xor", "--steps", "5", "--as", "hostile").Code, Is.Zero);
        foreach (var key in new[] { "name", "created", "program" })
            Forged.Edit(_playground.PathOf("hostile"), $"UPDATE run SET value = '{hostile.Replace("'", "''", StringComparison.Ordinal)}' WHERE key = '{key}'");
        var page = Pages.Of(_playground, "hostile");
        Assert.That(page.Named("script").Concat(page.Named("img")), Is.Empty);
        Assert.That(page.Named("h1").Single().Value, Does.StartWith("\"><img src=x onerror=alert(1)><script>").And.Contain("\\u202e"));
        Assert.That(page.Section("again"), Does.Contain("functional replay '\"><img"), "a name that a shell would not take for a word is quoted");
    }
}
