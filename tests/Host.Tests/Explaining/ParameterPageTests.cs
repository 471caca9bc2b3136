using System.Globalization;
using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>One parameter at one step, by <c>show --parameter</c>: the numbers of the step itself, and the arithmetic between them.</summary>
public sealed class ParameterPageTests
{
    private Playground _ground = null!;
    private readonly List<string> _runs = [];

    [OneTimeSetUp]
    public void Train()
    {
        _ground = new();
        foreach (var optimizer in (string[])["sgd", "adagrad", "rmsprop", "adam", "adamw", "adamax", "nadam", "radam", "adadelta", "rprop", "asgd", "lion"])
        {
            string[] more = _runs.Count % 2 == 0 ? ["--set", "clip.norm=0.3", "--set", "regularization.l2=0.01", "--set", "regularization.l1=0.001"] : [];
            Assert.That(_ground.Run(["train", "xor", "--optimizer", optimizer, "--steps", "40", "--as", optimizer, .. more]).Error, Is.Empty);
            _runs.Add(optimizer);
        }

        for (var seed = 0; seed < 3; seed++)
            Assert.That(_ground.Run("train", _ground.Write($"{seed}.json", Runs.Document(seed, steps: 30))).Code, Is.Zero);
        _runs.AddRange(["random-0", "random-1", "random-2"]);
    }

    [OneTimeTearDown]
    public void Leave() => _ground.Dispose();

    [Test]
    public void Its_numbers_are_those_of_the_step_and_lead_from_one_to_the_next() =>
        Gen.Select(Gen.Int[0, _runs.Count - 1], Gen.Int[0, 29], Gen.Int[0, 1000]).Sample(
            (run, step, which) =>
            {
                var (at, next) = (Step($"{_runs[run]}@{step}"), Step($"{_runs[run]}@{step + 1}"));
                var names = Names(at.GetProperty("parameters")).ToList();
                var name = names[which % names.Count];
                var said = Told($"{_runs[run]}@{step}", name);
                var rows = said.GetProperty("rows").EnumerateArray().ToList();
                Assert.Multiple(() =>
                {
                    Assert.That(Raw(said, "value"), Is.EqualTo(Find(at, "parameters", name)));
                    Assert.That(Raw(said, "gradient"), Is.EqualTo(Find(at, "gradients", name)));
                    Assert.That(Raw(said, "update"), Is.EqualTo(Find(at, "updates", name)));
                    Assert.That(Raw(said, "next"), Is.EqualTo(Find(next, "parameters", name)));
                    Assert.That(rows.Select(r => r.GetProperty("row").GetInt32()), Is.EqualTo(at.GetProperty("rows").EnumerateArray().Select(r => r.GetInt32())));

                    // In the order of the rows, each product and sum rounded once.
                    Assert.That(rows.Aggregate(0.0, (sum, r) => Math.FusedMultiplyAdd(Number(r, "input"), -Number(r, "delta"), sum)), Is.EqualTo(Number(said, "gradient")));
                    var arrives = Raw(said, "gradient");
                    foreach (var part in said.GetProperty("parts").EnumerateArray())
                    {
                        Assert.That(Raw(part, "arrives"), Is.EqualTo(arrives));
                        Assert.That(part.GetProperty("lines").GetArrayLength(), Is.GreaterThan(0), part.GetProperty("id").GetString());
                        arrives = Raw(part, "leaves");
                        foreach (var line in part.GetProperty("lines").EnumerateArray())
                            Addressed(line, part, at, next);
                    }

                    Assert.That(arrives, Is.EqualTo(Raw(said, "update")));
                });
            },
            iter: 150, threads: 1);

    [Test]
    public void The_loss_is_told_and_what_it_passes_back_leads_to_the_deltas()
    {
        foreach (var (loss, activation) in ((string, string)[])[("half-sse", "sigmoid"), ("mse", "tanh"), ("mae", "tanh"), ("huber", "tanh"), ("hinge", "tanh"), ("cross-entropy", "identity"), ("binary-cross-entropy", "sigmoid"), ("binary-cross-entropy-logits", "identity")])
        {
            Assert.That(_ground.Run("train", "xor", "--loss", loss, "--set", $"network.layers[1].activation={activation}", "--steps", "9", "--as", loss).Error, Is.Empty);
            foreach (var step in (int[])[0, 5])
            {
                var (at, said) = (Step($"{loss}@{step}"), Told($"{loss}@{step}", "loss"));
                var part = said.GetProperty("parts")[0];
                Assert.That(Raw(said, "value"), Is.EqualTo(Raw(at, "loss")));
                Assert.That(part.GetProperty("lines").EnumerateArray().Last().GetProperty("where").GetString(), Is.EqualTo("loss"), loss);
                foreach (var line in part.GetProperty("lines").EnumerateArray())
                    Addressed(line, part, at, at);
                var layer = at.GetProperty("layers")[1];
                for (var row = 0; row < 4; row++)
                {
                    var passed = Number(said.GetProperty("passed")[row][0].EnumerateArray().Last(), "value");
                    Assert.That(-(passed * layer.GetProperty("slope")[row][0].GetDouble()), Is.EqualTo(layer.GetProperty("delta")[row][0].GetDouble()), loss);
                }
            }

            var page = _ground.Run("show", $"{loss}@5", "--parameter", "loss").Out;
            Assert.That(page, Does.Contain("\nafter row 0 ").And.Contain("\nafter row 3 ").And.Contain($" = {Raw(Step($"{loss}@5"), "loss")}\n"));
        }

        Assert.That(Told("mse@last", "loss").GetProperty("passed").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    /// <summary>A number that says where it lies is the one that lies there; one that names a line is that line's.</summary>
    private static void Addressed(JsonElement line, JsonElement part, JsonElement at, JsonElement next)
    {
        var where = line.GetProperty("where").GetString()!;
        if (where.Length > 0)
            Assert.That(Raw(line, "value"), Is.EqualTo(Lies(where.StartsWith("slots.", StringComparison.Ordinal) ? next : at, where)), where);
        foreach (var piece in line.GetProperty("pieces").EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
        {
            if (piece.TryGetProperty("where", out var place))
                Assert.That(Raw(piece, "value"), Is.EqualTo(Lies(at, place.GetString()!)), place.GetString());
            if (piece.TryGetProperty("line", out var named))
                Assert.That(part.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("name").ValueEquals(named.GetString())).Select(l => Raw(l, "value")), Does.Contain(Raw(piece, "value")));
        }

        var text = string.Concat(line.GetProperty("pieces").EnumerateArray().Select(p => p.ValueKind == JsonValueKind.String ? p.GetString() : Raw(p, "value")));
        Assert.That(line.GetProperty("text").GetString(), Is.EqualTo(text).Or.EqualTo($"{text} = {Raw(line, "value")}"));
    }

    [Test]
    public void The_page_is_read_from_the_value_to_the_next_one()
    {
        var page = _ground.Run("show", "adam@7", "--parameter", "layer1.bias[0]").Out;
        var said = Told("adam@7", "layer1.bias[0]");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith("adam@7   layer1.bias[0]   iteration #7: from S7 to S8   fingerprint "));
            Assert.That(page, Does.Contain($"  t               7 + 1 = 8\n  step size       0.001 / (1 - 0.9^8) = 0.0017558251562653665\n"));
            Assert.That(page, Does.Contain($"\nnext value        {Raw(said, "value")} + {Raw(said, "update")} = {Raw(said, "next")}\n"));
            foreach (var line in said.GetProperty("parts")[0].GetProperty("lines").EnumerateArray())
                Assert.That(page, Does.Contain($"\n  {line.GetProperty("name").GetString()!.PadRight(14)}  {line.GetProperty("text").GetString()}\n"));
        });
    }

    [Test]
    public void Many_rows_are_counted_and_all_of_them_are_in_the_json()
    {
        Assert.That(_ground.Run("train", "moons", "--set", "batch={\"size\": 30, \"shuffle\": false, \"seed\": 1}", "--steps", "3", "--as", "many").Error, Is.Empty);
        Assert.That(_ground.Run("show", "many@1", "--parameter", "layer0.bias[0]").Out, Does.Contain("… and 18 more rows (all of them with --json)"));
        Assert.That(Told("many@1", "layer0.bias[0]").GetProperty("rows").GetArrayLength(), Is.EqualTo(30));
    }

    [Test]
    public void At_the_end_there_is_a_value_and_no_step()
    {
        var said = Told("adam@last", "layer0.bias[0]");
        Assert.Multiple(() =>
        {
            Assert.That(Raw(said, "value"), Is.EqualTo(Find(Step("adam@last"), "parameters", "layer0.bias[0]")));
            Assert.That(((string[])["rows", "gradient", "parts", "update", "next"]).Select(n => said.GetProperty(n).ValueKind), Is.All.EqualTo(JsonValueKind.Null));
            Assert.That(_ground.Run("show", "adam@last", "--parameter", "layer0.bias[0]").Out, Does.Contain("no step after this state"));
        });
    }

    [Test]
    public void A_step_that_was_left_out_made_no_update()
    {
        Assert.That(_ground.Run("fork", "adam@3", "--skip", "5..5", "--as", "skipping").Error, Is.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(_ground.Run("show", "skipping@5", "--parameter", "layer0.bias[0]").Out, Does.Contain("This update was left out: S6 has the same value."));
            Assert.That(Told("skipping@5", "layer0.bias[0]").GetProperty("parts").GetArrayLength(), Is.Zero);
        });
    }

    [TestCase("Leave --row out, or --parameter.", "--parameter", "layer0.bias[0]", "--row", "1")]
    [TestCase("Leave --parameter out, or --as-test.", "--parameter", "layer0.bias[0]", "--as-test")]
    [TestCase("a page is shown, not written to a file", "--parameter", "layer0.bias[0]", "-o", "x.cs")]
    [TestCase("Did you mean 'layer0.bias'?", "--parameter", "layer0.bais[0]")]
    [TestCase("They go from", "--parameter", "layer0.bias[99]")]
    [TestCase("is not one parameter", "--parameter", "layer0.bias")]
    public void What_cannot_be_shown_is_refused_with_what_to_do(string advice, params string[] options)
    {
        var said = _ground.Run(["show", "adam@1", .. options]);
        Assert.That(said.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(said.Error, Does.Contain(advice));
        Assert.That(said.Out, Is.Empty);
    }

    private JsonElement Step(string address) => _ground.Run("show", address, "--json").Json;

    private JsonElement Told(string address, string name) => _ground.Run("show", address, "--parameter", name, "--json").Json;

    private static string Raw(JsonElement of, string member) => of.GetProperty(member).GetRawText();

    private static double Number(JsonElement of, string member) => of.GetProperty(member).GetDouble();

    private static IEnumerable<string> Names(JsonElement tensors) => tensors.EnumerateObject().SelectMany(t => t.Value.EnumerateArray().SelectMany((row, i) =>
        row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select((_, j) => $"{t.Name}[{i},{j}]") : [$"{t.Name}[{i}]"]));

    private static string Find(JsonElement step, string part, string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var tensors = part.Length > 0 ? step.GetProperty(part) : step;
        return name[(open + 1)..^1].Split(',').Aggregate(tensors.GetProperty(name[..open]), (at, index) => at[int.Parse(index, CultureInfo.InvariantCulture)]).GetRawText();
    }

    /// <summary>The number at an address of the page: <c>slots.m.layer0.bias[0]</c>, <c>learningRate</c>.</summary>
    private static string Lies(JsonElement step, string where)
    {
        if (where is "learningRate" or "loss")
            return Raw(step, where);
        if (where.StartsWith("targets[", StringComparison.Ordinal))
            return Find(step, "", where);
        if (where.Contains(".activations[", StringComparison.Ordinal))
            return step.GetProperty("layers")[where[5] - '0'].GetProperty("activations")[int.Parse(where.Split('[', ',')[1], CultureInfo.InvariantCulture)][int.Parse(where.Split(',', ']')[1], CultureInfo.InvariantCulture)].GetRawText();
        var part = ((string[])["gradients.", "updates.", "slots."]).FirstOrDefault(p => where.StartsWith(p, StringComparison.Ordinal));
        return part is null ? Find(step, "parameters", where) : Find(step, part[..^1], where[part.Length..]);
    }
}
