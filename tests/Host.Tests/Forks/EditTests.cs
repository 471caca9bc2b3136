using System.Text.Json;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary><c>fork --edit NAME[i,j]=VALUE</c>: a parameter changed by hand where a fork begins.</summary>
public sealed class EditTests
{
    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train()
    {
        Assert.That(_playground.Run("train", "article", "--steps", "300").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "article@161", "--edit", "layer0.weights[1,0]=0.5", "--edit", " layer0.weights[02,0] = -1 ", "--as", "edited").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_fork_begins_with_the_recorded_state_but_for_what_was_changed()
    {
        var (before, after) = (Json("show", "article@161"), Json("show", "edited@161"));
        Assert.Multiple(() =>
        {
            Assert.That(Weights(after), Is.EqualTo((double[])[Weights(before)[0], 0.5, -1]));
            Assert.That(Json("diff", "article@last", "edited@last").GetProperty("firstDifference").GetInt64(), Is.EqualTo(161));
            Assert.That(_playground.Run("runs").Out, Does.Contain("article@161: layer0.weights[1,0] = 0.5, layer0.weights[2,0] = -1"));
            Assert.That(_playground.Run("replay", "edited").Out, Does.Contain("140 of 140 states verified"));
            Assert.That(_playground.Run("inspect", "edited").Out, Does.Contain("history      Fine"));
            Assert.That(_playground.Run("report", "edited", "-o", "edited.html").Code, Is.Zero);
            Assert.That(File.ReadAllText(Path.Combine(_playground.Folder, "edited.html")), Does.Contain("with the state that run had there, but for 2 parameters that were changed by hand"));
        });
    }

    [Test]
    public void A_fork_of_the_fork_keeps_what_was_changed_as_its_history_and_changes_it_once()
    {
        Assert.That(_playground.Run("fork", "edited@161", "--edit", "layer0.weights[1,0]=0.25", "--as", "again").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "edited@200", "--set", "optimizer.learningRate=0.5", "--as", "slower").Code, Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That(Weights(Json("show", "again@161")), Is.EqualTo((double[])[Weights(Json("show", "article@161"))[0], 0.25, -1]));
            Assert.That(Json("show", "slower@200").GetProperty("fingerprint").GetString(), Is.EqualTo(Json("show", "edited@200").GetProperty("fingerprint").GetString()));
            foreach (var run in (string[])["again", "slower"])
                Assert.That(_playground.Run("replay", run).Code + _playground.Run("inspect", run).Code, Is.Zero, run);
            Assert.That(_playground.Run("runs").Out, Does.Contain("edited@161: layer0.weights[1,0] = 0.25\n").And.Contain("edited@200: optimizer.learningRate = 0.5\n"));
            const string refused = "edits: the parameters that were changed in the run this one comes from are part of its history. Leave them as they are; more may follow behind them.";
            Assert.That(_playground.Run("fork", "edited@200", "--unset", "edits").Errors.Single(), Does.EndWith(refused));
            Assert.That(_playground.Run("fork", "edited@200", "--set", "edits[0].value=3").Errors.Single(), Does.EndWith(refused));
        });
    }

    /// <summary>Its first state has step 0 and yet does not stand at the beginning of the chain of fingerprints.</summary>
    [Test]
    public void At_the_very_beginning_too()
    {
        Assert.That(_playground.Run("fork", "article@0", "--edit", "layer0.weights[0,0]=0.125", "--as", "early").Code, Is.Zero);
        Assert.That(Weights(Json("show", "early@0"))[0], Is.EqualTo(0.125));
        Assert.That(_playground.Run("replay", "early").Code + _playground.Run("inspect", "early").Code, Is.Zero);
    }

    [Test]
    public void It_goes_on_where_it_was_interrupted()
    {
        Assert.That(_playground.Run("fork", "article@100", "--edit", "layer0.weights[0,0]=0", "--steps", "50", "--as", "short").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "article@100", "--edit", "layer0.weights[0,0]=0", "--steps", "80", "--as", "long").Code, Is.Zero);
        Assert.That(_playground.Run("resume", "short", "--steps", "30").Code, Is.Zero);
        Assert.That(Json("show", "short@180").GetProperty("fingerprint").GetString(), Is.EqualTo(Json("show", "long@180").GetProperty("fingerprint").GetString()));
    }

    [TestCase("--edit: 'layer0.weights[1,0]' changes nothing. Write NAME[i,j]=VALUE, for instance layer0.weights[1,0]=0.5.", "layer0.weights[1,0]")]
    [TestCase("--edit: edits[0]: the network has no parameters called 'layer0.weigths'. Did you mean 'layer0.weights'?", "layer0.weigths[1,0]=3")]
    [TestCase("--edit: edits[0]: there is no layer0.weights[9,0]: layer0.weights has [3 × 1] numbers. They go from layer0.weights[0,0] to [2,0].", "layer0.weights[9,0]=3")]
    [TestCase("--edit: edits[0].value: a number is needed here, not the text 'NaN'. Give one that is finite.", "layer0.weights[1,0]=NaN")]
    [TestCase("--edit: edits[1]: layer0.weights[1,0] is changed twice. Give it one value.", "layer0.weights[1,0]=1", "layer0.weights[1,0]=2")]
    public void A_slip_is_met_with_a_sentence(string expected, params string[] edits)
    {
        var said = _playground.Run(["fork", "article@161", .. edits.SelectMany(edit => (string[])["--edit", edit])]);
        Assert.That((said.Code, said.Errors.Single()), Is.EqualTo((2, expected)));
    }

    [Test]
    public void Elsewhere_nothing_can_be_changed_by_hand()
    {
        const string at10 = """edits=[{"step":10,"parameter":"layer0.weights[1,0]","value":1}]""";
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("fork", "article@161", "--set", at10).Errors.Single(), Is.EqualTo("--set: edits[0]: this fork begins at step 161, so no parameter can be changed at step 10. Fork RUN@10 instead."));
            Assert.That(_playground.Run("train", "article", "--as", "new", "--set", at10).Errors.Single(), Does.StartWith(
                "--set: edits: only a fork begins with parameters that were changed by hand. Train without them and then: functional fork RUN@10 --edit 'layer0.weights[1,0]=1'."));
        });
    }

    [Test]
    public void Who_changes_the_record_of_a_change_is_found_out()
    {
        Assert.That(_playground.Run("fork", "article@20", "--edit", "layer0.weights[0,0]=0.125", "--as", "forged").Code, Is.Zero);
        Forged.Edit(_playground.PathOf("forged"), "UPDATE run SET value = replace(value, '0.125', '0.25') WHERE key = 'document'");
        Assert.That(_playground.Run("inspect", "forged").Out, Does.Contain("history      Risky"));
    }

    [Test]
    public void On_random_networks_it_is_training_on_from_the_changed_state() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 30], Gen.Int[0, 1000], Gen.Double[-1, 1]).Sample((seed, at, place, value) =>
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(seed, 40);
        Runs.Record(experiment, folder["parent.run"]);
        using var parent = Runs.Open(folder["parent.run"]);
        var (state, layout) = (Runs.Right(parent.StateAt(at)), parent.Pipeline.Layout);
        place %= layout.ParameterLength;
        var edited = state.Parameters.ToArray();
        edited[place] = value;
        var expected = state.Edited(Reals.Of(edited));
        var document = Docs.Value(DocumentPath.Set(parent.Document, "steps", DocumentPath.ParseValue("", $"{40 - at}"))
            .Bind(tree => EditPart.Append(tree, "--edit", at, [$"{layout.NameOf(place)}={value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}"])));
        var fork = Runs.Right(Fork.Of(parent, at, document, Docs.Catalogue, ForkRows.Parents));
        Assert.That(fork.Start, Is.EqualTo(expected), "parameters, memory and fingerprint");
        if (!double.IsFinite(Training.Scan(experiment.Pipeline, expected, experiment.Batches, 40 - at, _ => false).Last().Loss))
            return;
        Runs.Right(Recorder.Record(fork.Experiment, fork.Start, folder["child.run"], Some(fork.Parent), Runs.Nobody, default));
        using var child = Runs.Open(folder["child.run"]);
        Assert.That(Runs.Right(child.StateAt(40)), Is.EqualTo(Training.Run(experiment.Pipeline, expected, experiment.Batches, 40 - at)));
        Assert.That(Runs.Replayed(child).Verified, Is.EqualTo(41 - at));
        Assert.That(HistoryCheck.Begins(child.File, child.Experiment, "child").IsNone);
    }, iter: 40, threads: 1);

    private static double[] Weights(JsonElement shown) => [.. shown.GetProperty("parameters").GetProperty("layer0.weights").EnumerateArray().Select(row => row[0].GetDouble())];

    private JsonElement Json(params string[] arguments) => _playground.Run([.. arguments, "--json"]).Json;
}
