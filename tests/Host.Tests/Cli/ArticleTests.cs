using System.Text.Json;
using System.Xml.Linq;

namespace Functional.Host.Tests;

/// <summary>The main job: every figure of the article, through the command line.</summary>
public sealed class ArticleTests
{
    private Playground _playground = null!;
    private Said _walk = null!;

    [OneTimeSetUp]
    public void Walk()
    {
        _playground = new();
        _walk = _playground.Run();
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase("row 0   0  0  1     0             w0    0.39293837")]
    [TestCase("row 0  (0 × 0.393) + (0 × -0.428) + (1 × -0.546) = -0.546         0.367   -0.367    0.232   -0.085")]
    [TestCase("row 1  (0 × 0.393) + (1 × -0.428) + (1 × -0.546) = -0.974         0.274")]
    [TestCase("row 2  (1 × 0.393) + (0 × -0.428) + (1 × -0.546) = -0.153         0.462    0.538")]
    [TestCase("row 3  (1 × 0.393) + (1 × -0.428) + (1 × -0.546) = -0.581         0.359    0.641")]
    [TestCase("new weights  0.67423821  -0.33473064  -0.40469539")]
    [TestCase("row 0  (0 × 0.674) + (0 × -0.335) + (1 × -0.405) = -0.405         0.400   -0.400")]
    [TestCase("row 3  (1 × 0.674) + (1 × -0.335) + (1 × -0.405) = -0.065         0.484    0.516")]
    [TestCase("elbow       25 of 100   111 of 1,000   468 of 10,000   2,051 of 100,000")]
    [TestCase("0.03182 after 10,000   0.00995 after 100,000")]
    [TestCase("weights     12.00872   -0.20448   -5.80025   (cut off: 12.0087, -0.2044, -5.8002)")]
    [TestCase("= -5.8    1 / (1 + e^5.8) = 0.0030   cut off 0.003")]
    [TestCase("= -6.0    1 / (1 + e^6.0) = 0.0025   cut off 0.002")]
    [TestCase("= 6.2     1 / (1 + e^-6.2) = 0.9980")]
    [TestCase("= 6.0     1 / (1 + e^-6.0) = 0.9975   cut off 0.997")]
    public void The_walk_through_prints(string line) => Assert.That(_walk.Out, Does.Contain(line));

    [Test]
    public void The_walk_through_ends_well_and_fits_a_hundred_columns()
    {
        Assert.That((_walk.Code, _walk.Error), Is.EqualTo((0, "")));
        Assert.That(_walk.Out.Split('\n').TakeWhile(l => !l.StartsWith("TRY NEXT", StringComparison.Ordinal)).Select(l => l.Length), Has.All.LessThanOrEqualTo(Shell.DefaultWidth + 1));
    }

    [Test]
    public void It_draws_the_error_at_four_zooms()
    {
        foreach (var horizon in (int[])[100, 1_000, 10_000, 100_000])
        {
            var svg = XDocument.Load(Path.Combine(_playground.Folder, "runs", $"article-{horizon}.svg"));
            Assert.That(svg.Root!.Name.LocalName, Is.EqualTo("svg"));
            Assert.That(svg.ToString(), Does.Contain("elbow at step"));
        }
    }

    [Test]
    public void An_article_recorded_by_an_older_program_is_still_the_article()
    {
        using var playground = new Playground();
        Assert.That(playground.Run().Code, Is.Zero);
        Forged.Edit(playground.PathOf("article"), "UPDATE run SET value = replace(value, ',\"factor\":1,\"totalIters\":0', '') WHERE key = 'document'");
        Assert.That(playground.Run().Code, Is.Zero, "a document with fewer settings spelled out");
        Forged.Edit(playground.PathOf("article"), "UPDATE run SET value = replace(value, '\"learningRate\":1', '\"learningRate\":2') WHERE key = 'document'");
        Assert.That(playground.Run().Error, Does.Contain("this is another run than the article"));
    }

    [Test]
    public void Nine_iterations_have_every_intermediate_number_of_the_article()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", "article.json");
        var golden = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("networks").GetProperty("article_seed_123").GetProperty("records");
        Assert.That(golden.GetArrayLength(), Is.EqualTo(9));
        foreach (var record in golden.EnumerateArray())
        {
            var shown = _playground.Run("show", $"article@{record.GetProperty("iteration").GetInt64()}", "--json").Json;
            var layer = shown.GetProperty("layers")[0];
            Same(record, "weights_before", shown.GetProperty("parameters").GetProperty("layer0.weights"));
            Same(record, "dot", layer.GetProperty("preActivations"));
            Same(record, "sigmoid", layer.GetProperty("activations"));
            Same(record, "slope", layer.GetProperty("slope"));
            Same(record, "delta", layer.GetProperty("delta"));
            Same(record, "error", shown.GetProperty("error"));
            Same(record, "update", shown.GetProperty("updates").GetProperty("layer0.weights"));
            Same(record, "weights_after", shown.GetProperty("next").GetProperty("layer0.weights"));
            Assert.That(shown.GetProperty("sumAbsoluteError").GetDouble(), Is.EqualTo(record.GetProperty("sum_abs_error").GetDouble()).Within(1e-12));
            Assert.That(shown.GetProperty("loss").GetDouble(), Is.EqualTo(record.GetProperty("half_sse").GetDouble()).Within(1e-12));
        }
    }

    [Test]
    public void Walking_through_it_again_records_the_same_run_again()
    {
        var before = _playground.Run("show", "article@last", "--json").Json.GetProperty("fingerprint").GetString();
        Assert.That(_playground.Run("--json").Code, Is.Zero);
        Assert.That(_playground.Run("show", "article@last", "--json").Json.GetProperty("fingerprint").GetString(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.Combine(_playground.Folder, "runs"), "article.run*").Select(Path.GetFileName), Is.EqualTo(new[] { "article.run" }));
    }

    [Test]
    public void Another_run_called_article_is_never_overwritten()
    {
        using var elsewhere = new Playground();
        Assert.That(elsewhere.Run("train", "xor", "--as", "article").Code, Is.Zero);
        var hash = elsewhere.HashOf("article");
        Assert.That(elsewhere.Run().Code, Is.EqualTo((int)ExitCode.RunFile));
        Assert.That(elsewhere.HashOf("article"), Is.EqualTo(hash));
    }

    [TestCase("", 0)]
    [TestCase("no run at all", 4)]
    public void A_file_in_its_place_is_taken_only_if_nothing_is_lost(string content, int code)
    {
        using var elsewhere = new Playground();
        Directory.CreateDirectory(Path.Combine(elsewhere.Folder, "runs"));
        elsewhere.Write(Path.Combine("runs", "article.run"), content);
        var said = elsewhere.Run();
        Assert.That(said.Code, Is.EqualTo(code), said.Error);
        if (code == 0)
            return;
        Assert.That(File.ReadAllText(elsewhere.PathOf("article")), Is.EqualTo(content));
        Assert.That(said.Errors, Has.Count.EqualTo(1));
        Assert.That(said.Error, Does.Contain("not overwritten"));
    }

    [Test]
    public void Replay_verifies_all_of_it()
    {
        var replay = _playground.Run("replay", "article", "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That(replay.GetProperty("verified").GetInt64(), Is.EqualTo(100_001));
            Assert.That(replay.GetProperty("equal").GetBoolean());
            Assert.That(replay.GetProperty("divergence").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public void A_fork_under_tanh_parts_at_step_501_and_leaves_its_parent_alone()
    {
        var hash = _playground.HashOf("article");
        var fork = _playground.Run("fork", "article@500", "--set", "network.layers[0].activation=tanh", "--as", "tanh", "--steps", "2000", "--json").Json;
        var parent = _playground.Run("show", "article@500", "--json").Json;
        var child = _playground.Run("show", "tanh@first", "--json").Json;
        var diff = _playground.Run("diff", "article@1000", "tanh@1000", "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That(fork.GetProperty("first").GetProperty("step").GetInt64(), Is.EqualTo(500));
            Assert.That(child.GetProperty("parameters").GetRawText(), Is.EqualTo(parent.GetProperty("parameters").GetRawText()));
            Assert.That(child.GetProperty("fingerprint").GetString(), Is.EqualTo(parent.GetProperty("fingerprint").GetString()));
            Assert.That(diff.GetProperty("firstDifference").GetInt64(), Is.EqualTo(501));
            Assert.That(_playground.HashOf("article"), Is.EqualTo(hash));
            Assert.That(_playground.Run("replay", "tanh").Code, Is.Zero);
            Assert.That(_playground.Run("runs").Out, Does.Contain("└ tanh"));
        });
    }

    [Test]
    public void A_fork_without_a_change_has_the_same_tail()
    {
        _playground.Run("fork", "article@300", "--as", "same", "--steps", "700");
        var diff = _playground.Run("diff", "article@1000", "same@last", "--json").Json;
        Assert.That(diff.GetProperty("equal").GetBoolean());
        Assert.That(diff.GetProperty("firstDifference").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Any_state_in_any_order_is_the_same_state()
    {
        var steps = new Random(7).GetItems(Enumerable.Range(0, 100_001).ToArray(), 60).SelectMany(n => new[] { n, 100_000 - n, n }).ToList();
        var seen = new Dictionary<int, string>();
        foreach (var step in steps)
        {
            var shown = _playground.Run("show", $"article@{step}", "--json").Out;
            Assert.That(seen.TryAdd(step, shown) || seen[step] == shown, $"article@{step} shows two things");
        }
    }

    private static void Same(JsonElement record, string name, JsonElement shown)
    {
        var expected = record.GetProperty(name).EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var found = shown.EnumerateArray().Select(row => row[0].GetDouble()).ToArray();
        Assert.That(found, Is.EqualTo(expected).Within(1e-12), name);
    }
}
