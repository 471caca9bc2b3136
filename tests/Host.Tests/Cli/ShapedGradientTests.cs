using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>Clipping and regularization on the command line: recorded, replayed, forked, shown.</summary>
public sealed class ShapedGradientTests
{
    private static readonly string[] Pull = ["--set", "regularization.l2=0.01", "--set", "regularization.l1=0.001"];

    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train() => Assert.Multiple(() =>
    {
        Trains("plain");
        Trains("clipped", "--set", "clip.norm=0.05");
        Trains("both", ["--set", "clip={\"value\":0.01}", .. Pull]);
    });

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase("clipped")]
    [TestCase("both")]
    public void A_replay_verifies_every_state(string run)
    {
        var replay = Json("replay", run);
        Assert.That((replay.GetProperty("equal").GetBoolean(), replay.GetProperty("verified").GetInt64()), Is.EqualTo((true, 201)));
    }

    [Test]
    public void A_step_says_what_stood_between_gradient_and_update()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("show", "clipped@7").Out, Does.Contain("summed, then chain(clip(norm=0.05), adam(").And.Contain(" with learning rate 0.05"));
            Assert.That(_playground.Run("show", "both@7").Out, Does.Contain("then chain(penalty(l1=0.001, l2=0.01), clip(value=0.01), adam("));
            Assert.That(Json("show", "both@7").GetProperty("slots").EnumerateObject().Select(s => s.Name), Does.Contain("m.layer0.weights").And.Contain("t"));
            Assert.That(_playground.Run("diff", "plain@7", "both@7").Out, Does.Contain("clip.value").And.Contain("regularization.l2"));
        });
    }

    [Test]
    public void A_chain_is_named_even_where_the_learning_rate_is_one()
    {
        Assert.That(_playground.Run("train", "article", "--steps", "3", "--set", "clip.value=0.001", "--as", "one").Code, Is.Zero);
        Assert.That(_playground.Run("show", "one@1").Out, Does.Contain("summed, then chain(clip(value=0.001), sgd("));
    }

    [Test]
    public void The_loss_recorded_is_the_loss_of_the_data() =>
        Assert.That(Json("show", "both@0").GetProperty("loss").GetRawText(), Is.EqualTo(Json("show", "plain@0").GetProperty("loss").GetRawText()));

    [TestCase("clip.norm=0.000001")]
    [TestCase("regularization.l1=0.01")]
    public void A_fork_that_adds_one_keeps_the_memory_of_the_optimizer(string setting)
    {
        var name = setting.Split('.')[0];
        Assert.That(_playground.Run("fork", "plain@100", "--set", setting, "--as", name, "--steps", "50").Code, Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That(Json("show", $"{name}@100").GetProperty("slots").GetRawText(), Is.EqualTo(Json("show", "plain@100").GetProperty("slots").GetRawText()));
            Assert.That(Json("diff", "plain@150", $"{name}@150").GetProperty("firstDifference").GetInt64(), Is.EqualTo(101));
            Assert.That(_playground.Run("replay", name).Code, Is.Zero);
        });
    }

    [Test]
    public void A_fork_to_another_optimizer_under_the_same_clip_begins_with_a_fresh_memory()
    {
        Assert.That(_playground.Run("fork", "clipped@100", "--set", "optimizer.amsgrad=true", "--as", "fresh", "--steps", "5").Code, Is.Zero);
        Assert.That(Json("show", "fresh@100").GetProperty("slots").GetProperty("m.layer0.weights").ToString(), Does.Not.Contain("."), "only zeros");
    }

    [Test]
    public void A_norm_too_large_to_matter_changes_no_bit()
    {
        Trains("loose", "--set", "clip.norm=1e6");
        Assert.That(Json("diff", "plain@last", "loose@last").GetProperty("firstDifference").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_slip_is_met_with_a_sentence() => Assert.That(
        _playground.Run("train", "xor", "--set", "clip.norm=-1", "--set", "regularization.l3=1").Errors,
        Is.SupersetOf(new[]
        {
            "--set: clip.norm: a number is needed here, not the number -1. Give one above 0.",
            "--set: regularization: it is not said how strong the pull is. Write {\"l1\": 0.001}, {\"l2\": 0.01} or both.",
        }));

    private JsonElement Json(params string[] arguments) => _playground.Run([.. arguments, "--json"]).Json;

    private void Trains(string name, params string[] settings)
    {
        var said = _playground.Run(["train", "xor", "--as", name, "--steps", "200", "--optimizer", "adam", "--learning-rate", "0.05", .. settings]);
        Assert.That(said.Code, Is.Zero, said.Error);
    }
}
