using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>Every key of a document can be another in a fork, or be taken out of it; and the list of runs says which.</summary>
public sealed class SetTests
{
    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "60", "--set", "clip.norm=0.05", "--set", "regularization.l2=0.01", "--as", "full").Code, Is.Zero);
        Assert.That(_playground.Run("train", "article", "--steps", "60").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase("network.layers[0].activation = relu", "--set", "network.layers[0].activation=relu")]
    [TestCase("optimizer = adam, optimizer.learningRate = 0.001", "--set", "optimizer=adam")]
    [TestCase("optimizer.learningRate = 0.25", "--set", "optimizer.learningRate=0.25")]
    [TestCase("optimizer.momentum = 0", "--unset", "optimizer.momentum")]
    [TestCase("loss = mse", "--set", "loss=mse")]
    [TestCase("schedule = step", "--set", "schedule={\"name\":\"step\",\"stepSize\":3}")]
    [TestCase("batch = {\"size\":2,\"shuffle\":true,\"seed\":0}", "--set", "batch={\"size\":2,\"shuffle\":true}")]
    [TestCase("clip.norm = 0.02", "--set", "clip.norm=0.02")]
    [TestCase("no clip", "--unset", "clip")]
    [TestCase("no regularization", "--unset", "regularization")]
    [TestCase("clip.norm = none, clip.value = 0.01", "--unset", "clip", "--set", "clip.value=0.01")]
    [TestCase("regularization.l1 = 0.001", "--set", "regularization.l1=0.001")]
    [TestCase("data.inputs[2][0] = 0.5", "--set", "data.inputs[2][0]=0.5")]
    [TestCase("data.inputs[1][1] = 0.5", "--set", "[\"data\"][\"inputs\"][1][1]=0.5")]
    [TestCase("data.targets[0][0] = 1", "--set", "data.targets[0][0]=1")]
    [TestCase("8 other numbers in the data", "--set", "data.inputs=[[2,3],[3,2],[4,5],[5,4]]")]
    [TestCase("record.keep = 7", "--set", "record.keep=7")]
    [TestCase("skip 30..39", "--set", "skip=[[30,39]]")]
    [TestCase("without row 1", "--set", "dropRows=[1]")]
    [TestCase("skip 30..31, skip 40..40, without row 0, without row 3", "--skip", "40..40", "--skip", "30..31", "--drop-row", "3", "--drop-row", "0")]
    public void A_key_that_is_changed_is_in_force_and_in_the_list_of_runs(string changes, params string[] words)
    {
        var hash = _playground.HashOf("full");
        var said = _playground.Run(["fork", "full@20", .. words, "--json"]);
        Assert.That(said.Code, Is.Zero, said.Error);
        var name = said.Json.GetProperty("run").GetString()!;
        Assert.Multiple(() =>
        {
            Assert.That(Entry(name).GetProperty("changes").EnumerateArray().Select(c => c.GetString()), Is.EqualTo(changes.Contains('{') ? [changes] : changes.Split(", ")));
            Assert.That(_playground.Run("replay", name).Code, Is.Zero);
            Assert.That(Json("show", $"{name}@20").GetProperty("parameters").GetRawText(), Is.EqualTo(Json("show", "full@20").GetProperty("parameters").GetRawText()));
            Assert.That(
                Json("diff", $"full@{(words[1].StartsWith("record", StringComparison.Ordinal) ? 20 : 60)}", $"{name}@last").GetProperty("firstDifference").ValueKind,
                Is.EqualTo(words[1].StartsWith("record", StringComparison.Ordinal) ? JsonValueKind.Null : JsonValueKind.Number), "whatever changes learning shows");
            Assert.That(_playground.HashOf("full"), Is.EqualTo(hash));
        });
        File.Delete(_playground.PathOf(name));
    }

    [Test]
    public void A_number_of_a_built_in_row_can_be_another()
    {
        Assert.That(_playground.Run("fork", "article@20", "--set", "data.inputs[2][0]=5", "--set", "data.targets[2][0]=0.5", "--as", "five").Code, Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That(Json("show", "five@20").GetProperty("inputs").GetRawText(), Is.EqualTo("[[0,0,1],[0,1,1],[5,0,1],[1,1,1]]"));
            Assert.That(Json("show", "five@20").GetProperty("targets").GetRawText(), Is.EqualTo("[[0],[0],[0.5],[1]]"));
            Assert.That(_playground.Run("runs").Out, Does.Contain("└ five").And.Contain("article@20: data.inputs[2][0] = 5, data.targets[2][0] = 0.5"));
        });
    }

    /// <summary>The numbers of a fork mean what they meant: names, classes and test rows are its parent's. With another scaling they are not.</summary>
    [Test]
    public void A_row_with_another_number_keeps_the_names_of_its_columns_and_classes()
    {
        using var own = new Playground();
        Assert.That(own.Run("train", "iris", "--steps", "30").Code, Is.Zero);
        Assert.That(own.Run("fork", "iris@20", "--set", "data.inputs[0][2]=0.25", "--as", "changed").Code, Is.Zero);
        Assert.That(own.Run("fork", "iris@20", "--set", "data.inputs[0][2]=0.25", "--set", "data.scale=minmax", "--as", "scaled").Code, Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That(own.Run("evaluate", "changed@20").Out, Does.Contain("setosa").And.Contain("virginica"));
            Assert.That(own.Run("evaluate", "changed@20", "--json").Json.GetProperty("test").GetRawText(), Is.EqualTo(own.Run("evaluate", "iris@20", "--json").Json.GetProperty("test").GetRawText()));
            Assert.That(own.Run("evaluate", "scaled@20").Out, Does.Not.Contain("setosa"));
            Assert.That(own.Run("replay", "changed").Code, Is.Zero);
        });
    }

    [Test]
    public void A_name_in_the_document_is_the_name_of_the_fork()
    {
        Assert.That(Json("fork", "article@20", "--set", "name=mine", "--steps", "5").GetProperty("run").GetString(), Is.EqualTo("mine"));
        Assert.That(_playground.Run("fork", "article@20", "--set", "name=mine", "--steps", "5").Errors.Single(), Does.Contain("there is a run called 'mine' already"));
    }

    [Test]
    public void Other_initial_parameters_change_nothing_and_that_is_said()
    {
        var said = _playground.Run("fork", "article@20", "--set", "initial.seed=7", "--as", "seven", "--json");
        Assert.That(said.Error, Does.Contain("note: initial: a fork begins with the recorded state, so other initial parameters change nothing"));
        Assert.That(Json("diff", "article@last", "seven@last").GetProperty("firstDifference").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("--unset: loss: the key 'loss' is missing", "--unset", "loss")]
    [TestCase("--unset: regularization.l3: there is no 'l3' in regularization. Did you mean 'l1'?", "--unset", "regularization.l3")]
    [TestCase("--unset: network.layers[0]: an item cannot be taken out. Set network.layers as a whole.", "--unset", "network.layers[0]")]
    [TestCase("--unset: steps.x: steps is the number 60. There is nothing to take out of it.", "--unset", "steps.x", "--steps", "9")]
    [TestCase("--unset: the path has no key at character 1. A path looks like network.layers[0].activation.", "--unset", "")]
    [TestCase("--set: clip: norm and value exclude each other. Keep one of them.", "--set", "clip.value=1")]
    public void A_slip_is_met_with_a_sentence(string expected, params string[] words)
    {
        var said = _playground.Run(["fork", "full@20", .. words]);
        Assert.That(said.Code, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain(expected.Split(": ", 2)[1]));
    }

    private JsonElement Entry(string name) => Json("runs").GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("run").GetString() == name);

    private JsonElement Json(params string[] arguments) => _playground.Run([.. arguments, "--json"]).Json;
}
