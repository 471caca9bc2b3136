using System.Text.Json;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary><c>fork --skip A..B</c>: updates that never happen, on the article and on random networks, against plain recomputation.</summary>
public sealed class SkipTests
{
    private readonly Playground _playground = new();
    private string _hash = "";

    [OneTimeSetUp]
    public void Train()
    {
        Assert.That(_playground.Run("train", "article", "--steps", "1000").Code, Is.Zero);
        _hash = _playground.HashOf("article");
        Assert.That(_playground.Run("fork", "article@100", "--skip", "100..199", "--as", "skipped").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_article_without_a_hundred_updates_is_the_article_a_hundred_steps_later() => Assert.Multiple(() =>
    {
        foreach (var step in (int[])[100, 101, 150, 199, 200])
            Assert.That(Parameters("skipped", step), Is.EqualTo(Parameters("article", 100)), $"S{step} is S100");
        foreach (var step in (int[])[201, 202, 333, 700, 1000])
            Assert.That(Parameters("skipped", step), Is.EqualTo(Parameters("article", step - 100)), $"S{step} is what S{step - 100} was");
        Assert.That(Json("replay", "skipped").GetProperty("verified").GetInt64(), Is.EqualTo(901));
        Assert.That(Json("diff", "article@150", "skipped@150").GetProperty("firstDifference").GetInt64(), Is.EqualTo(101));
        Assert.That(_playground.HashOf("article"), Is.EqualTo(_hash), "the original is untouched");
    });

    [Test]
    public void Its_numbers_are_those_of_plain_loops()
    {
        double[][] rows = [[0, 0, 1, 0], [0, 1, 1, 0], [1, 0, 1, 1], [1, 1, 1, 1]];
        var w = Values(Json("show", "article@0").GetProperty("parameters").GetProperty("layer0.weights"));
        for (var step = 0; step < 1000; step++)
        {
            var outputs = rows.Select(r => 1 / (1 + Math.Exp(-(r[0] * w[0] + r[1] * w[1] + r[2] * w[2])))).ToArray();
            if (step is 100 or 150 or 200 or 999)
            {
                var shown = Json("show", $"skipped@{step}");
                Assert.That(Values(shown.GetProperty("parameters").GetProperty("layer0.weights")), Is.EqualTo(w).Within(1e-12), $"weights of S{step}");
                Assert.That(shown.GetProperty("loss").GetDouble(), Is.EqualTo(rows.Zip(outputs, (r, o) => (r[3] - o) * (r[3] - o) / 2).Sum()).Within(1e-12), $"loss of S{step}");
            }

            if (step is < 100 or > 199)
                w = [.. w.Select((x, k) => x + rows.Zip(outputs, (r, o) => r[k] * (r[3] - o) * o * (1 - o)).Sum())];
        }
    }

    [Test]
    public void A_step_that_is_left_out_says_so()
    {
        var (left, taken) = (Json("show", "skipped@150"), Json("show", "skipped@200"));
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("show", "skipped@150").Out, Does.Contain("from S150 to S151, left out").And.Contain("This update was left out: the run skips 100..199."));
            Assert.That(_playground.Run("show", "skipped@200").Out, Does.Not.Contain("left out"));
            Assert.That((left.GetProperty("leftOut").GetBoolean(), taken.GetProperty("leftOut").GetBoolean()), Is.EqualTo((true, false)));
            Assert.That(Values(left.GetProperty("updates").GetProperty("layer0.weights")), Is.All.EqualTo(0));
            Assert.That(Values(left.GetProperty("gradients").GetProperty("layer0.weights")), Is.All.Not.EqualTo(0));
            Assert.That(left.GetProperty("next").GetRawText(), Is.EqualTo(left.GetProperty("parameters").GetRawText()));
        });
    }

    [Test]
    public void A_fork_of_the_fork_leaves_out_what_its_parent_did_and_more()
    {
        var nested = _playground.Run("fork", "skipped@150", "--skip", "300..310", "--skip", "305..320", "--as", "nested", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(nested.Json.GetProperty("leftOut").GetInt64(), Is.EqualTo(71), "50 of its parent's, 21 of its own");
            Assert.That(Parameters("nested", 200), Is.EqualTo(Parameters("article", 100)));
            Assert.That(Parameters("nested", 1000), Is.EqualTo(Parameters("article", 879)));
            Assert.That(_playground.Run("fork", "skipped@150", "--unset", "skip", "--as", "again").Code, Is.Zero);
            Assert.That(Parameters("again", 1000), Is.EqualTo(Parameters("article", 950)), "from 150 on every update happens");
            Assert.That(_playground.Run("replay", "nested").Code, Is.Zero);
        });
    }

    [TestCase("--skip: skip[0]: '100-199' is no range of steps. Did you mean 100..199?", "--skip", "100-199")]
    [TestCase("--skip: skip[0]: '7' is no range of steps. For that step alone write 7..7.", "--skip", "7")]
    [TestCase("--skip: skip[0]: 'all' is no range of steps. Write the first and the last step to leave out: 100..199.", "--skip", "all")]
    [TestCase("--skip: skip[1]: the range 199..150 ends before it begins. Turn it round: 150..199.", "--skip", "100..120", "--skip", "199..150")]
    [TestCase("--skip: skip[0]: step 99 comes before this run begins. Its steps go from 100 to 999.", "--skip", "99..120")]
    [TestCase("--skip: skip[0]: the run does not come to step 1000. Its steps go from 100 to 999.", "--skip", "900..1000")]
    [TestCase("--skip: skip[0]: the run does not come to step 200. Its steps go from 100 to 149.", "--skip", "120..200", "--steps", "50")]
    [TestCase("--skip: skip[0]: a whole number is needed here, not the number 1E+20. Give one from 0 to 1000000000000.", "--skip", "100..100000000000000000000")]
    [TestCase("--unset: skpi: there is no 'skpi' in the document. Known: *", "--unset", "skpi")]
    public void A_slip_is_met_with_a_sentence(string expected, params string[] words)
    {
        var said = _playground.Run(["fork", "article@100", .. words]);
        Assert.That(said.Code, Is.EqualTo(2));
        Assert.That(said.Errors.Single(), expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }

    [Test]
    public void On_random_networks_a_fork_is_the_steps_that_are_left() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 20], Gen.Int[0, 30], Gen.Int[0, 12]).Sample(
        (seed, at, first, more) =>
        {
            using var folder = new TemporaryFolder();
            Runs.Record(Runs.Experiment(seed, 60), folder["parent.run"]);
            using var parent = Runs.Open(folder["parent.run"]);
            var skip = new StepRange(at + first, Math.Min(59, at + first + more));
            var document = Docs.Value(DocumentPath.Set(
                Docs.Value(DocumentPath.Set(parent.Document, "steps", DocumentPath.ParseValue("", $"{60 - at}"))), "skip", DocumentPath.ParseValue("", $"[\"{skip}\"]")));
            var fork = Runs.Right(Fork.Of(parent, at, document, Docs.Catalogue, ForkRows.Parents));
            Runs.Right(Recorder.Record(fork.Experiment, fork.Start, folder["child.run"], Some(fork.Parent), Runs.Nobody, default));
            using var child = Runs.Open(folder["child.run"]);
            var expected = Runs.Right(parent.StateAt(at));
            for (var t = (long)at; t < 60; t++)
            {
                expected = t >= skip.First && t <= skip.Last
                    ? new(t + 1, expected.Parameters, expected.Slots, Fingerprint.Chain(expected.Fingerprint, t + 1, expected.Parameters))
                    : Training.Step(parent.Pipeline, expected, parent.Experiment.Batches.At(t)).Next;
                if (Runs.Right(child.StateAt(t + 1)) != expected)
                    Assert.Fail($"state {t + 1} of a fork at {at} without {skip}");
            }

            Assert.That(Runs.Replayed(child).Verified, Is.EqualTo(61 - at));
        }, iter: 40, threads: 1);

    private string Parameters(string run, int step) => Json("show", $"{run}@{step}").GetProperty("parameters").GetRawText();

    private static double[] Values(JsonElement matrix) => [.. matrix.EnumerateArray().Select(row => row[0].GetDouble())];

    private JsonElement Json(params string[] arguments) => _playground.Run([.. arguments, "--json"]).Json;
}
