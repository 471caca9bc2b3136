using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>A run whose learning rate follows its losses is recorded, shown, replayed and forked like any other.</summary>
public sealed class PlateauTests
{
    private static readonly string[] Listening = ["--set", "schedule=reduce-on-plateau", "--set", "schedule.patience=2", "--set", "schedule.threshold=0.05", "--set", "schedule.factor=0.6"];

    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train()
    {
        var said = _playground.Run(["train", "xor", "--steps", "400", "--as", "plateau", "--json", .. Listening]);
        Assert.That(said.Code, Is.Zero, said.Error);
    }

    [OneTimeTearDown]
    public void CleanUp() => _playground.Dispose();

    [Test]
    public void Replay_recomputes_every_state() =>
        Assert.That(_playground.Run("replay", "plateau", "--json").Json.GetProperty("equal").GetBoolean());

    [Test]
    public void The_rate_shown_at_a_step_follows_from_the_losses_recorded_before_it()
    {
        var losses = Enumerable.Range(0, 120).Select(k => Show(k).GetProperty("loss").GetDouble()).ToArray();
        var (rate, best, bad) = (Show(0).GetProperty("learningRate").GetDouble(), double.PositiveInfinity, 0);
        var reductions = 0;
        for (var k = 0; k < losses.Length; k++)
        {
            var shown = Show(k);
            Assert.That(shown.GetProperty("learningRate").GetDouble(), Is.EqualTo(rate), $"step {k}");
            Assert.That(Slot(shown, "schedule.reductions"), Is.EqualTo(reductions), $"step {k}");
            (best, bad) = losses[k] < best * 0.95 ? (losses[k], 0) : (best, bad + 1);
            if (bad <= 2)
                continue;
            var reduced = rate * 0.6;
            rate = rate - reduced > 1e-8 ? reduced : rate;
            (bad, reductions) = (0, reductions + 1);
        }

        Assert.That(reductions, Is.GreaterThan(3));
    }

    [Test]
    public void A_fork_without_a_change_has_the_same_tail()
    {
        Run("fork", "plateau@57", "--as", "same");
        var diff = Run("diff", "plateau@400", "same@last", "--json").Json;
        Assert.That((diff.GetProperty("equal").GetBoolean(), diff.GetProperty("firstDifference").ValueKind), Is.EqualTo((true, JsonValueKind.Null)));
    }

    [Test]
    public void A_fork_to_another_optimizer_keeps_what_the_schedule_remembers()
    {
        Run("fork", "plateau@57", "--as", "adam", "--set", "optimizer=adam", "--set", "optimizer.learningRate=0.01");
        var (before, after) = (Show(57), Run("show", "adam@57", "--json").Json);
        foreach (var name in new[] { "schedule.lowest", "schedule.badSteps", "schedule.cooldown", "schedule.reductions" })
            Assert.That(Slot(after, name), Is.EqualTo(Slot(before, name)), name);
        Assert.That(Slot(after, "t"), Is.Zero);
        Assert.That(Run("replay", "adam", "--json").Json.GetProperty("equal").GetBoolean());
    }

    [Test]
    public void A_fork_to_another_schedule_forgets_the_losses_and_a_fork_back_starts_listening_afresh()
    {
        Run("fork", "plateau@57", "--as", "steady", "--set", "schedule=constant");
        Assert.That(Run("show", "steady@57", "--json").Json.GetProperty("slots").EnumerateObject().Any(s => s.Name.StartsWith("schedule.", StringComparison.Ordinal)), Is.False);
        Run(["fork", "steady@100", "--as", "again", .. Listening]);
        Assert.That(Slot(Run("show", "again@100", "--json").Json, "schedule.lowest"), Is.EqualTo(double.MaxValue));
        Assert.That(Run("replay", "again", "--json").Json.GetProperty("equal").GetBoolean());
    }

    private Said Run(params string[] arguments)
    {
        var said = _playground.Run(arguments);
        Assert.That(said.Code, Is.Zero, said.Error);
        return said;
    }

    private JsonElement Show(int step) => Run("show", $"plateau@{step}", "--json").Json;

    private static double Slot(JsonElement state, string name) => state.GetProperty("slots").GetProperty(name)[0].GetDouble();
}
