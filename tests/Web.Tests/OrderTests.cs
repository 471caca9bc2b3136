using System.Diagnostics;

namespace Functional.Web.Tests;

/// <summary>Trainings ordered through the page: recorded as the commands record, seen while they go on, ended when somebody says so.</summary>
[CancelAfter(120_000)]
public static class OrderTests
{
    private const string Endless =
        """{ "document": { "name": "endless", "data": { "source": "xor" }, "network": { "layers": [ { "units": 4, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 1000000000, "record": { "keep": 10 } } }""";

    [Test]
    public static void A_fork_with_tanh_is_the_one_that_the_command_makes()
    {
        using var ground = new Playground();
        ground.Run("train", "article", "--steps", "1000");
        using var page = new Served(ground);
        var order = page.Post("/api/fork", """{ "from": "article@500", "set": ["network.layers[0].activation=tanh", "optimizer.learningRate=0.5"], "edit": ["layer0.weights[1,0]=0.25"], "skip": ["600..610"], "dropRows": [1], "steps": 700, "name": null }""");
        Assert.That(order.Status, Is.EqualTo(202), order.Body);
        Assert.That(order.Json.GetProperty("run").GetString(), Is.EqualTo("article-at-500"));
        var events = page.Events(order.Json.GetProperty("job").GetString()!);
        var said = ground.Run("fork", "article@500", "--set", "network.layers[0].activation=tanh", "--set", "optimizer.learningRate=0.5", "--edit", "layer0.weights[1,0]=0.25", "--skip", "600..610", "--drop-row", "1", "--steps", "700", "--as", "typed", "--json");
        var last = events[^1].Data.GetProperty("last");
        Assert.Multiple(() =>
        {
            Assert.That(events[^1].Event, Is.EqualTo("done"));
            Assert.That(events[^1].Data.GetProperty("status").GetString(), Is.EqualTo("complete"));
            Assert.That(last.GetRawText(), Is.EqualTo(said.Json.GetProperty("last").GetRawText()));
            Assert.That(events.SkipLast(1).Select(e => e.Event), Is.Not.Empty.And.All.EqualTo("progress"));
            Assert.That(events[^2].Data.GetProperty("curve").EnumerateArray().Last()[0].GetInt64(), Is.EqualTo(1200));
            Assert.That(ground.Run("replay", "article-at-500").Code, Is.Zero);
            Assert.That(page.Get("/api/runs/article-at-500").Json.GetProperty("parent").GetRawText(), Is.EqualTo("""{"run":"article","step":500}"""));
        });
    }

    [Test]
    public static void A_new_run_is_the_one_that_train_makes()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        var document = Runs.Document(3, steps: 50);
        var order = page.Post("/api/train", $$"""{ "document": {{document}} }""");
        Assert.That(order.Status, Is.EqualTo(202), order.Body);
        var last = page.Events(order.Json.GetProperty("job").GetString()!)[^1].Data.GetProperty("last");
        var typed = ground.Run("train", ground.Write("a.json", document), "--as", "typed", "--json").Json.GetProperty("last");
        Assert.That(last.GetRawText(), Is.EqualTo(typed.GetRawText()));
    }

    [Test]
    public static void A_run_is_looked_at_while_it_is_recorded_and_nothing_is_lost()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        var order = page.Post("/api/train", Endless);
        var job = order.Json.GetProperty("job").GetString()!;
        while (page.Get("/api/runs/endless") is var got && got.Status != 200)
            Assert.That(got.Status, Is.EqualTo(404).Or.EqualTo(409), got.Body);

        var seen = 0L;
        for (var look = 0; look < 25; look++)
        {
            var last = page.Get("/api/runs/endless").Json.GetProperty("last").GetInt64();
            Assert.That(last, Is.GreaterThanOrEqualTo(seen), "what is recorded only grows");
            seen = last;
            Assert.That(page.Get($"/api/runs/endless/steps/{seen * look / 25}").Status, Is.EqualTo(200));
            Assert.That(page.Get("/api/runs").Body, Does.Contain("\"recording\""));
            if (look == 10)
                OpenedElsewhere(ground.PathOf("endless"));
        }

        Assert.That(page.Post($"/api/jobs/{job}/stop", "{}").Status, Is.EqualTo(202));
        var events = page.Events(job);
        var end = events[^1].Data.GetProperty("last").GetProperty("step").GetInt64();
        Assert.Multiple(() =>
        {
            Assert.That(events[^1].Data.GetProperty("status").GetString(), Is.EqualTo("interrupted"));
            Assert.That(end, Is.GreaterThanOrEqualTo(seen));
            Assert.That(page.Get("/api/runs/endless").Json.GetProperty("last").GetInt64(), Is.EqualTo(end));
            Assert.That(File.Exists(ground.PathOf("endless") + "-wal"), Is.False, "one plain file again");
            Assert.That(ground.Run("replay", "endless", "--to", "3000").Code, Is.Zero);
            Assert.That(ground.Run("show", $"endless@{end}", "--json").Code, Is.Zero);
            Assert.That(ground.Run("resume", "endless", "--steps", "10").Code, Is.Zero);
        });
    }

    [Test]
    public static void No_more_wait_than_there_is_room_for()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        var orders = Enumerable.Range(0, 6).Select(_ => page.Post("/api/train", Endless)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(orders.Select(o => o.Status), Is.EqualTo(new[] { 202, 202, 202, 202, 202, 409 }));
            Assert.That(orders.Take(5).Select(o => o.Json.GetProperty("run").GetString()), Is.EqualTo(new[] { "endless", "endless-2", "endless-3", "endless-4", "endless-5" }));
        });
        var waiting = orders[4].Json.GetProperty("job").GetString()!;
        foreach (var order in orders.Take(5).Reverse())
            page.Post($"/api/jobs/{order.Json.GetProperty("job").GetString()}/stop", "{}");
        Assert.That(page.Events(waiting)[^1].Event, Is.EqualTo("failed"));
        Assert.That(page.Post("/api/train", Endless.Replace("1000000000", "10", StringComparison.Ordinal)).Status, Is.EqualTo(202));
    }

    [TestCase("/api/fork", """{ "from": "article@500", "set": ["network.layers[0].activation=sigmoi"] }""", "Did you mean 'sigmoid'?")]
    [TestCase("/api/fork", """{ "from": "article@99999", "set": [] }""", "0 to 1000")]
    [TestCase("/api/fork", """{ "from": "article@1000" }""", "no steps")]
    [TestCase("/api/fork", """{ "form": "article@5" }""", "Did you mean 'from'?")]
    [TestCase("/api/fork", """{ "from": "article@5", "name": "article" }""", "a run called 'article' already")]
    [TestCase("/api/fork", """{ "from": "article@5", "name": "../../evil" }""", "cannot")]
    [TestCase("/api/fork", """{ "from": "article@5", "set": ["data.csv=/etc/passwd", "data.target=x"] }""", "no files")]
    [TestCase("/api/fork", """{ "from": "article@5", "set": ["initial.file=/etc/passwd"] }""", "no files")]
    [TestCase("/api/fork", """{ "from": "/etc/passwd@5" }""", "no run")]
    [TestCase("/api/fork", """{ "from": "../runs/article.run@5" }""", "no run")]
    [TestCase("/api/fork", """{ "from": "article@5", "steps": 1e99 }""", "whole number")]
    [TestCase("/api/fork", """[1, 2""", "fork:1:")]
    [TestCase("/api/train", """{ "document": { "data": { "csv": "/etc/passwd", "target": "x" } } }""", "no files")]
    [TestCase("/api/train", """{ "document": { "data": { "source": "xor", "test": { "npz": "/etc/passwd" } } } }""", "no files")]
    [TestCase("/api/train", """{ "document": 7 }""", "object")]
    [TestCase("/api/train", """{ "document": { "name": "<script>" } }""", "cannot hold")]
    public static void A_wrong_order_is_refused_and_nothing_is_begun(string path, string body, string words)
    {
        using var ground = new Playground();
        ground.Run("train", "article", "--steps", "1000");
        using var page = new Served(ground);
        var got = page.Post(path, body);
        Assert.Multiple(() =>
        {
            Assert.That(got.Status, Is.EqualTo(400).Or.EqualTo(404), got.Body);
            Assert.That(got.Json.GetProperty("error").GetProperty("problems").EnumerateArray().Select(p => string.Join(" ", p.EnumerateObject().Select(v => v.Value.GetString()))), Has.Some.Contains(words));
            Assert.That(Directory.GetFiles(Path.Combine(ground.Folder, "runs")), Has.Length.EqualTo(1));
        });
    }

    /// <summary>
    /// Another program opens the file to write and closes it: were our locks gone, it would be the last to close, and would take the log away under the writer.
    /// </summary>
    private static void OpenedElsewhere(string path)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM moments').fetchone(); c.close()", path }, RedirectStandardError = true })!;
            python.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Without Python there is one way less to disturb it.
            return;
        }

        Assert.That(File.Exists(path + "-wal"), "the log is still there");
    }
}
