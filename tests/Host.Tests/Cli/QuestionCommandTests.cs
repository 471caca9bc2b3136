using System.Globalization;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary><c>watch</c> and <c>probe</c> as a person types them: on the article, with every slip, as a page, JSON and CSV.</summary>
public sealed class QuestionCommandTests
{
    private const string Flip = "sign(layer0.weights[1,0]) changes";

    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _playground = new();
        Assert.That(_playground.Run("train", "article").Code, Is.Zero);
        Assert.That(_playground.Run("train", "xor", "--steps", "60", "--set", "record.keep=7").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_sign_of_every_weight_of_the_article_changes_where_its_states_say()
    {
        var states = ArticleStates();
        for (var weight = 0; weight < 3; weight++)
        {
            var flips = Enumerable.Range(1, states.Count - 1).Where(i => Math.Sign(states[i][weight]) != Math.Sign(states[i - 1][weight])).Select(i => (long?)i).ToList();
            var condition = $"sign(layer0.weights[{weight},0]) changes";
            Assert.That(Watched("article", condition, "--from", "0"), Is.EqualTo(flips.FirstOrDefault()), condition);
            Assert.That(Watched("article", condition, "--reverse"), Is.EqualTo(flips.LastOrDefault()), condition);
        }
    }

    [Test]
    public void The_length_of_the_articles_weights_is_what_plain_sums_give()
    {
        var states = ArticleStates();
        var rows = _playground.Run("probe", "article", "norm(layer0.weights)", "--json").Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(rows, Has.Count.EqualTo(100_001));
        for (var i = 0; i < rows.Count; i++)
        {
            var plain = Math.Sqrt(states[i].ToArray().Aggregate(0.0, (sum, w) => Math.FusedMultiplyAdd(w, w, sum)));
            if (rows[i][0].GetInt64() != i || !rows[i][1].GetDouble().Equals(plain))
                Assert.Fail($"S{i}: {rows[i].GetRawText()} is not {plain:R}");
        }
    }

    [Test]
    public void A_watch_shows_the_parts_before_and_there()
    {
        var first = _playground.Run("probe", "article", "layer0.weights[1,0]", "--to", "2", "--json").Json.GetProperty("rows");
        var threshold = NumberText.Exact(first[1][1].GetDouble());
        var said = _playground.Run("watch", "article", $"layer0.weights[1,0] > {threshold} changes", "--json");
        var value = said.Json.GetProperty("values")[0];
        Assert.Multiple(() =>
        {
            Assert.That(said.Json.GetProperty("step").GetInt64(), Is.EqualTo(2), said.Out);
            Assert.That(value.GetProperty("expression").GetString(), Is.EqualTo("layer0.weights[1,0]"));
            Assert.That(value.GetProperty("before").GetRawText(), Is.EqualTo(threshold));
            Assert.That(value.GetProperty("now").GetRawText(), Is.EqualTo(first[2][1].GetRawText()));
        });
        var page = _playground.Run("watch", "article", $"layer0.weights[1,0] > {threshold} changes").Out;
        Assert.That(page, Does.StartWith("article@2   ").And.Contain(threshold).And.Contain("at S1").And.Contain("functional show article@1"));
    }

    [Test]
    public void A_condition_that_never_holds_is_said_to_and_is_no_failure()
    {
        var said = _playground.Run("watch", "article", "loss > 1e300");
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        Assert.That(said.Out, Does.Contain("Never: it holds at no state from S0 to S100000."));
        Assert.That(_playground.Run("watch", "article", "loss > 1e300", "--reverse", "--json").Json.GetProperty("step").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void At_the_last_state_there_are_gradients_and_no_updates()
    {
        var rows = _playground.Run("probe", "xor", "norm(updates)", "--from", "59", "--json").Json.GetProperty("rows");
        Assert.That((rows[0][1].ValueKind, rows[1][1].ValueKind), Is.EqualTo((JsonValueKind.Number, JsonValueKind.Null)));
        var gradient = _playground.Run("probe", "xor", "gradientNorm", "--from", "60", "--json").Json.GetProperty("rows")[0][1].GetRawText();
        Assert.That(gradient, Is.EqualTo(_playground.Run("log", "xor", "--from", "60", "--json").Json.GetProperty("rows")[0][3].GetRawText()), "as log has it");
        Assert.That(_playground.Run("probe", "xor", "norm(updates)").Out, Does.Contain("no value at 1 state, first at S60"));
    }

    [Test]
    public void Truths_are_true_and_false_everywhere()
    {
        var json = _playground.Run("probe", "xor", "step > 58", "--from", "58", "--json").Json;
        Assert.That(json.GetProperty("columns").GetRawText(), Is.EqualTo("""["step","step > 58"]"""));
        Assert.That(json.GetProperty("rows").GetRawText(), Is.EqualTo("[[58,false],[59,true],[60,true]]"));
        Assert.That(_playground.Run("probe", "xor", "step > 58").Out, Does.Contain("true at 2 of 61 states asked, first at S59, last at S60"));
    }

    [Test]
    public void A_table_of_answers_can_be_read_by_anybody()
    {
        var said = _playground.Run("probe", "xor", "layer0.weights[1,0] - prev.layer0.weights[1,0]", "--to", "2", "--csv", "w.csv");
        Assert.That(said.Code, Is.Zero, said.Error);
        var lines = File.ReadAllLines(Path.Combine(_playground.Folder, "w.csv"));
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[..2], Is.EqualTo((string[])["step,\"layer0.weights[1,0] - prev.layer0.weights[1,0]\"", "0,"]));
        Assert.That(double.Parse(lines[2][2..], CultureInfo.InvariantCulture), Is.Not.Zero);
        Assert.That(CsvFile.Line(["a\"b", "c\nd", "e"]), Is.EqualTo("\"a\"\"b\",\"c\nd\",e"));
        foreach (var (file, words) in ((string, string)[])[("nowhere/w.csv", "its folder does not exist"), ("runs", "is a folder")])
            Assert.That(_playground.Run("probe", "xor", "loss", "--csv", file) is { Code: 2 } refused && refused.Error.Contains(words, StringComparison.Ordinal), file);
    }

    [TestCase("loss < nrom(layer0.weights)", "condition, character 8: there is no function 'nrom'. Did you mean 'norm'?")]
    [TestCase("layer0.weigths[1,0] > 0", "condition, character 1: there is no 'layer0.weigths' in this run. Did you mean 'layer0.weights'?")]
    [TestCase("layer0.weights[3,0] > 0", "condition, character 15: layer0.weights is [3 × 1] and has no element [3,0]. Rows go from 0 to 2.")]
    [TestCase("layer0.weights > 0", "condition, character 1: '>' compares numbers, and layer0.weights is a tensor [3 × 1]. Take an element, or its norm, max, min, mean or sum.")]
    [TestCase("loss", "condition, character 1: a condition is true or false, and this is a number. Compare it: loss > 0; or ask when it is another: loss changes.")]
    [TestCase("loss = 1", "condition, character 6: '=' has no place in a question. Two things are compared with ==.")]
    [TestCase("loss < 1 < 2", "condition, character 10: a comparison has two sides. Write a < b and b < c.")]
    [TestCase("(loss < 1", "condition, character 1: this '(' is never closed. Add a ')'.")]
    [TestCase("loss <", "condition, character 7: a number, a name, '-', 'not' or '(' is expected, and here the text ends.")]
    [TestCase("", "condition, character 1: a number, a name, '-', 'not' or '(' is expected, and here the text ends.")]
    [TestCase("loss changed", "condition, character 6: an operator is expected, not 'changed'. The word is changes.")]
    public void A_slip_is_told_at_its_character(string condition, string sentence)
    {
        var said = _playground.Run("watch", "article", condition);
        Assert.That((said.Code, said.Out), Is.EqualTo((2, "")));
        Assert.That(said.Errors, Is.EqualTo((string[])[sentence]));
        Assert.That(_playground.Run("watch", "article", condition, "--json").Json.GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public void A_probe_of_a_tensor_and_a_step_that_is_not_there_are_refused()
    {
        Assert.That(_playground.Run("probe", "article", "layer0.weights").Errors, Is.EqualTo((string[])["expression, character 1: an answer is one number, or true or false, and this is a tensor [3 × 1]. Take an element, or one number of it: norm(layer0.weights)."]));
        Assert.That(_playground.Run("watch", "xor", Flip, "--from", "61").Code, Is.EqualTo(2));
        Assert.That(_playground.Run("probe", "xor", "loss", "--every", "0").Code, Is.EqualTo(2));
        foreach (var expression in (string[])["loss", "norm(layer0.weights)", "prev.gradientNorm"])
            Assert.That(_playground.Run("probe", "xor", expression, "--from", "3", "--every", "9223372036854775807", "--json").Json.GetProperty("rows").GetArrayLength(), Is.EqualTo(1), expression);
    }

    [TestCase("watch")]
    [TestCase("probe")]
    public void Help_shows_what_can_be_asked(string command) =>
        Assert.That(_playground.Run(command, "--help").Out, Does.Contain("loss > prev.loss").And.Contain("--from").And.Contain("--json"));

    [TestCase(2.3, 100_001, "about 3 s for 100,001 states")]
    [TestCase(600, 5, "about 10 min for 5 states")]
    public void What_takes_long_is_said_in_seconds_or_minutes(double seconds, long states, string sentence) =>
        Assert.That(Patience.Estimate(TimeSpan.FromSeconds(seconds), states), Is.EqualTo(sentence));

    private long? Watched(params string[] words)
    {
        var step = _playground.Run(["watch", .. words, "--json"]).Json.GetProperty("step");
        return step.ValueKind == JsonValueKind.Null ? null : step.GetInt64();
    }

    /// <summary>The weights of the article at every state, by the engine from the document alone.</summary>
    private static List<Reals> ArticleStates()
    {
        var experiment = Runs.Experiment(BuiltInDocuments.Article);
        return [.. Training.Scan(experiment.Pipeline, experiment.Initial, experiment.Batches, 100_000, _ => true).Select(m => ((TrainingState)m.State).Parameters)];
    }
}
