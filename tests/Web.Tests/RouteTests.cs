using System.Text.Json;

namespace Functional.Web.Tests;

/// <summary>Every address of the page, through a real socket; what commands answer too is the same to the last byte.</summary>
public static class RouteTests
{
    private static readonly Playground Ground = new();
    private static Served _page = null!;

    [OneTimeSetUp]
    public static void Open()
    {
        Said Train(params string[] words) => Ground.Run(["train", .. words]);
        Assert.That(Train("article", "--steps", "3000").Code, Is.Zero);
        Assert.That(Train("moons", "--steps", "400", "--as", "moons").Code, Is.Zero);
        Assert.That(Train("digits", "--steps", "60", "--as", "digits").Code, Is.Zero);
        for (var seed = 0; seed < 4; seed++)
            Assert.That(Train(Ground.Write($"{seed}.json", Runs.Document(seed))).Code, Is.Zero);
        Assert.That(Ground.Run("fork", "article@500", "--set", "network.layers[0].activation=tanh", "--as", "with-tanh").Code, Is.Zero);
        _page = new(Ground, "article");
    }

    [OneTimeTearDown]
    public static void Close()
    {
        _page.Dispose();
        Ground.Dispose();
    }

    [TestCase("/", "text/html")]
    [TestCase("/api/start", "application/json")]
    [TestCase("/api/runs", "application/json")]
    [TestCase("/api/runs/moons", "application/json")]
    [TestCase("/api/runs/moons/steps/3", "application/json")]
    [TestCase("/api/runs/moons/worked/3?row=1", "application/json")]
    [TestCase("/api/runs/moons/told/3?parameter=layer0.weights[0,0]", "application/json")]
    [TestCase("/api/runs/moons/curve?what=error&from=3&to=99&points=10", "application/json")]
    [TestCase("/api/runs/moons/horizons", "application/json")]
    [TestCase("/api/runs/moons/test-curve?points=7", "application/json")]
    [TestCase("/api/runs/moons/data?from=3&count=4", "application/json")]
    [TestCase("/api/runs/moons/outputs/5", "application/json")]
    [TestCase("/api/runs/moons/scores/5", "application/json")]
    [TestCase("/api/runs/moons/boundary/5?size=9&layer=0&unit=1", "application/json")]
    [TestCase("/api/runs/moons/watch?condition=loss%20%3C%200.3&reverse=true", "application/json")]
    [TestCase("/api/runs/moons/ledger?parameter=layer0.weights[0,0]", "application/json")]
    [TestCase("/api/diff?a=article@500&b=with-tanh@last", "application/json")]
    [TestCase("/api/plugins", "application/json")]
    [TestCase("/api/plugins/curve?activation=x*tanh(x)&from=-2&to=2&points=5", "application/json")]
    [TestCase("/api/plugins/check?activation=gelu", "application/json")]
    [TestCase("/api/examples", "application/json")]
    public static void Every_address_answers_and_is_kept_from_harm(string path, string type)
    {
        var got = _page.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(got.Status, Is.EqualTo(200), got.Body);
            Assert.That(got.Head, Does.Contain($"Content-Type: {type}"));
            foreach (var header in (string[])["Content-Security-Policy: default-src 'none'; script-src 'self'", "frame-ancestors 'none'", "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store"])
                Assert.That(got.Head, Does.Contain(header));
            Assert.That(got.Head, Does.Not.Contain("Access-Control"));
            if (type == "application/json")
                Assert.That(got.Json.ValueKind, Is.EqualTo(JsonValueKind.Object));
        });
    }

    [Test]
    public static void A_step_is_what_show_prints_byte_for_byte()
    {
        string[] runs = ["article", "with-tanh", "moons", "digits", "random-0", "random-1", "random-2", "random-3"];
        var asked =
            from run in Gen.Int[0, runs.Length - 1].Select(i => runs[i])
            from at in Gen.Double[0, 1]
            select (run, at);
        asked.Sample(
            place =>
            {
                var card = _page.Get($"/api/runs/{place.run}").Json;
                var (first, last) = (card.GetProperty("first").GetInt64(), card.GetProperty("last").GetInt64());
                var step = first + (long)Math.Round(place.at * (last - first));
                Assert.That(_page.Get($"/api/runs/{place.run}/steps/{step}").Body + "\n", Is.EqualTo(Ground.Run("show", $"{place.run}@{step}", "--json").Out));
            },
            iter: 60, threads: 1);
    }

    [TestCase("/api/runs", "runs")]
    [TestCase("/api/runs/article/steps/3000", "show", "article@last")]
    [TestCase("/api/runs/article/watch?condition=loss%20%3C%200.01", "watch", "article", "loss < 0.01")]
    [TestCase("/api/runs/article/watch?condition=loss%20%3E%200.1&reverse=true&from=2000", "watch", "article", "loss > 0.1", "--reverse", "--from", "2000")]
    [TestCase("/api/runs/digits/told/7?parameter=layer0.weights%5B20,3%5D", "show", "digits@7", "--parameter", "layer0.weights[20,3]")]
    [TestCase("/api/runs/article/told/3000?parameter=layer0.weights%5B1,0%5D", "show", "article@last", "--parameter", "layer0.weights[1,0]")]
    [TestCase("/api/runs/digits/told/7?parameter=loss", "show", "digits@7", "--parameter", "loss")]
    [TestCase("/api/runs/with-tanh/ledger", "ledger", "with-tanh")]
    [TestCase("/api/runs/article/ledger?parameter=layer0.weights%5B1,0%5D", "ledger", "article", "--parameter", "layer0.weights[1,0]")]
    [TestCase("/api/runs/moons/scores/77", "evaluate", "moons@77")]
    [TestCase("/api/diff?a=article@500&b=with-tanh@501", "diff", "article@500", "with-tanh@501")]
    [TestCase("/api/plugins", "plugins")]
    [TestCase("/api/plugins/curve?activation=tanh&from=-1&to=1&points=3", "plugins", "eval", "tanh", "--at=-1,0,1")]
    [TestCase("/api/plugins/check?activation=tanh", "plugins", "check", "tanh", "--cases", "50")]
    public static void What_a_command_answers_too_is_the_same(string path, params string[] command)
    {
        var got = _page.Get(path);
        // A store is named as it was given: the same for both, for both were given none.
        Assert.That(got.Body + "\n", Is.EqualTo(Ground.Run([.. command, "--json"]).Out));
    }

    [Test]
    public static void The_words_are_those_of_show()
    {
        var lines = _page.Get("/api/runs/article/worked/1?row=2").Json.GetProperty("lines").EnumerateArray().Select(l => l.GetString());
        Assert.That(string.Join("\n", lines), Is.EqualTo(Ground.Run("show", "article@1", "--row", "2").Out.TrimEnd('\n')));
    }

    [Test]
    public static void Buckets_hold_the_curve_they_were_made_of()
    {
        var losses = Ground.Run("log", "article", "--json").Json.GetProperty("rows").EnumerateArray().Select(row => row[1].GetDouble()).ToArray();
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 3000], Gen.Int[1, 4000]).Sample(
            (a, b, points) =>
            {
                var (from, to) = (Math.Min(a, b), Math.Max(a, b));
                var curve = _page.Get($"/api/runs/article/curve?from={from}&to={to}&points={points}").Json;
                double[] All(string name) => [.. curve.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
                var steps = All("steps").Select(s => (int)s).ToArray();
                Assert.Multiple(() =>
                {
                    Assert.That(steps, Has.Length.LessThanOrEqualTo(points).And.Length.GreaterThan(0));
                    Assert.That(steps[0], Is.EqualTo(from));
                    for (var i = 0; i < steps.Length; i++)
                    {
                        var bucket = losses[steps[i]..(i + 1 < steps.Length ? steps[i + 1] : to + 1)];
                        Assert.That((All("value")[i], All("min")[i], All("max")[i]), Is.EqualTo((bucket[0], bucket.Min(), bucket.Max())));
                    }
                });
            },
            iter: 8, threads: 1);
    }

    /// <summary>Both ends are among them, they rise, and there are no more than were asked for; and what is said of one is what evaluate says.</summary>
    [Test]
    public static void The_test_curve_is_what_evaluate_says_here_and_there()
    {
        Gen.Int[1, 500].Sample(
            points =>
            {
                var curve = _page.Get($"/api/runs/moons/test-curve?points={points}").Json;
                long[] steps = [.. curve.GetProperty("steps").EnumerateArray().Select(s => s.GetInt64())];
                Assert.That(steps, Is.Ordered.And.Unique.And.Length.LessThanOrEqualTo(points).And.Length.GreaterThanOrEqualTo(Math.Min(points, 401) / 2));
                Assert.That(steps[^1], Is.EqualTo(400));
                Assert.That(steps[0], points > 1 ? Is.Zero : Is.EqualTo(400));
                var at = points % steps.Length;
                var test = Ground.Run("evaluate", $"moons@{steps[at]}", "--json").Json.GetProperty("test");
                Assert.That(curve.GetProperty("loss")[at].GetRawText(), Is.EqualTo(test.GetProperty("loss").GetRawText()));
                Assert.That(curve.GetProperty("accuracy")[at].GetRawText(), Is.EqualTo(test.GetProperty("accuracy").GetRawText()));
            },
            iter: 12, threads: 1);
        Assert.That(_page.Get("/api/runs/article/test-curve").Json.GetProperty("steps").GetArrayLength(), Is.Zero, "nothing was set aside");
    }

    [Test]
    public static void The_plane_shows_what_predict_says()
    {
        var plane = _page.Get("/api/runs/moons/boundary/last?size=3").Status;
        Assert.That(plane, Is.EqualTo(400), "a step is digits");
        var at = _page.Get("/api/runs/moons/boundary/400?size=3").Json;
        double Of(string name, int i) => at.GetProperty(name)[i].GetDouble();
        for (var i = 0; i < 9; i++)
        {
            string Number(double x) => Functional.Core.RealText.Of(x);
            var said = Ground.Run("predict", "moons@400", $"--input={Number(Of("x", i % 3))},{Number(Of("y", i / 3))}", "--json").Json;
            Assert.That(said.ToString(), Does.Contain(at.GetProperty("values")[i / 3][i % 3].GetRawText()));
        }
    }

    [Test]
    public static void Outputs_and_errors_are_those_of_the_step()
    {
        var step = _page.Get("/api/runs/article/steps/77").Json;
        var outputs = _page.Get("/api/runs/article/outputs/77").Json;
        Assert.Multiple(() =>
        {
            Assert.That(outputs.GetProperty("outputs").GetRawText(), Is.EqualTo(step.GetProperty("layers")[0].GetProperty("activations").GetRawText()));
            Assert.That(outputs.GetProperty("errors").GetRawText(), Is.EqualTo(step.GetProperty("error").GetRawText()));
        });
    }

    [TestCase("/api/runs/nobody", 404, "nobody")]
    [TestCase("/api/runs/article/steps/3001", 404, "0 to 3000")]
    [TestCase("/api/runs/article/watch?condition=lost%20%3C%201", 400, "loss")]
    [TestCase("/api/runs/article/watch", 400, "condition")]
    [TestCase("/api/runs/article/curve?form=3", 400, "from")]
    [TestCase("/api/runs/article/boundary/3", 400, "3 numbers")]
    [TestCase("/api/runs/moons/boundary/3?unit=5", 400, "0 to 0")]
    [TestCase("/api/runs/article/ledger?parameter=layer9.weights[0,0]", 400, "layer9")]
    [TestCase("/api/runs/article/told/3", 400, "parameter")]
    [TestCase("/api/runs/article/told/3?parameter=layer0.weights%5B3,0%5D", 400, "They go from")]
    [TestCase("/api/runs/article/told/3001?parameter=layer0.weights%5B0,0%5D", 404, "0 to 3000")]
    [TestCase("/api/runs/article/told/3?row=1", 400, "parameter")]
    [TestCase("/api/plugins/curve?activation=sigmoi", 400, "sigmoid")]
    [TestCase("/api/plugins/curve?activation=mse", 400, "activation")]
    [TestCase("/api/jobs/77/events", 404, "77")]
    [TestCase("/api/nothing", 404, "nothing")]
    public static void What_is_wrong_is_said_in_words(string path, int status, string word)
    {
        var got = _page.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(got.Status, Is.EqualTo(status), got.Body);
            Assert.That(got.Json.GetProperty("error").GetProperty("problems").GetRawText(), Does.Contain(word));
        });
    }
}
