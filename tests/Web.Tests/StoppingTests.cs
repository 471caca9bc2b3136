using System.Diagnostics;

namespace Functional.Web.Tests;

/// <summary>Ctrl-C ends the server, whatever goes on; what is recorded stays.</summary>
[CancelAfter(120_000)]
public static class StoppingTests
{
    private const string Endless =
        """{ "document": { "name": "endless", "data": { "source": "xor" }, "network": { "layers": [ { "units": 4, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 1000000000 } }""";

    [Test]
    public static void The_address_is_one_line_and_the_end_is_quiet()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        Assert.Multiple(() =>
        {
            Assert.That(page.Interrupt(), Is.Zero);
            Assert.That(page.Said.Trim(), Does.Match(@"^http://127\.0\.0\.1:[0-9]+/\?token=[A-Za-z0-9_-]{43}$"));
            Assert.That(page.Error.ToString(), Is.Empty);
            Assert.That(File.Exists(ground.PathOf("article")), "trained and recorded first");
            Assert.That(() => page.Get("/"), Throws.InstanceOf<HttpRequestException>());
        });
    }

    [Test]
    public static void Under_json_the_address_is_an_object()
    {
        using var ground = new Playground();
        ground.Run("train", "xor", "--as", "mine");
        using var page = new Served(ground, Path.Combine("runs", "mine.run"), "--json");
        var said = System.Text.Json.JsonDocument.Parse(page.Said).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(said.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "url", "run" }));
            Assert.That(said.GetProperty("run").GetString(), Is.EqualTo("mine"));
            Assert.That(page.Get("/api/start").Body, Is.EqualTo("""{"run":"mine"}"""));
        });
    }

    [Test]
    public static async Task It_ends_in_the_middle_of_a_training_with_listeners_and_a_search_under_way()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        var job = page.Post("/api/train", Endless).Json.GetProperty("job").GetString()!;
        var listeners = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => page.Listen(job)));
        var search = Task.Run(() => page.Get("/api/runs/article/watch?condition=norm(gradients)%20%3C%200"));
        while (page.Get("/api/runs/endless").Status != 200)
            await Task.Delay(20);
        var clock = Stopwatch.StartNew();
        Assert.That(page.Interrupt(), Is.Zero);
        TestContext.Out.WriteLine($"ended after {clock.ElapsedMilliseconds} ms");
        foreach (var listener in listeners)
            listener.Dispose();
        await search.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Multiple(() =>
        {
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "two seconds, and room for a busy machine");
            Assert.That(ground.Run("runs", "--json").Out, Does.Contain("\"interrupted\""));
            Assert.That(File.Exists(ground.PathOf("endless") + "-wal"), Is.False);
            Assert.That(ground.Run("resume", "endless", "--steps", "10").Code, Is.Zero);
            Assert.That(ground.Run("replay", "endless", "--to", "2000").Code, Is.Zero);
        });
    }

    [Test]
    public static void A_second_server_on_the_same_port_says_so()
    {
        using var ground = new Playground();
        using var page = new Served(ground);
        var said = ground.Run("ui", "--port", $"{page.Port}");
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo(2));
            Assert.That(said.Errors, Has.Exactly(1).Contains($"port {page.Port} is in use by another program"));
            Assert.That(page.Get("/api/start").Status, Is.EqualTo(200));
        });
    }

    [TestCase("nobody")]
    [TestCase("../article")]
    [TestCase("--port=-1")]
    [TestCase("--port=70000")]
    [TestCase("--port=abc")]
    [TestCase("--bind=0.0.0.0")]
    public static void What_cannot_be_served_is_said_at_once(string word)
    {
        using var ground = new Playground();
        var said = ground.Run("ui", word);
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo(2).Or.EqualTo(4));
            Assert.That(said.Errors, Has.Count.EqualTo(1));
            Assert.That(said.Out, Is.Empty);
        });
    }
}
