using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>However far apart the kept states lie, a recording ends before the first state or loss that is not finite.</summary>
public static class OnlyGoodStatesTests
{
    [Test]
    public static void Nothing_after_the_first_number_that_is_not_finite_is_recorded()
    {
        using var folder = new TemporaryFolder();
        foreach (var (experiment, good) in Enumerable.Range(0, 400).Select(Sick).Select(e => (e, Good(e))).Where(run => run.Item2 <= run.e.Steps).Take(30))
        {
            foreach (var keep in new[] { 3, 1000 })
            {
                var recorded = Recorder.Record(experiment with { Record = new(keep, 1 << 20) }, experiment.Initial, folder[$"{experiment.Name}-{keep}.run"], LanguageExt.Option<Parentage>.None, Runs.Nobody, default);
                if (good == 0)
                    Assert.That(Runs.Left(recorded).Code, Is.EqualTo(ExitCode.NonFinite), experiment.Name);
                else
                    Assert.That((Runs.Right(recorded).Last.Step, Runs.Right(recorded).Status), Is.EqualTo((good - 1, "non-finite")), $"{experiment.Name}, every {keep}");
            }
        }
    }

    [Test]
    public static void Enough_of_these_runs_fall_sick_on_the_way() =>
        Assert.That(Enumerable.Range(0, 400).Select(Sick).Count(e => Good(e) is var good && good > 1 && good <= e.Steps), Is.GreaterThan(10));

    /// <summary>A test that compares a recording with the whole of the specification's history once met one of six in 100,000 that end early.</summary>
    [Test]
    public static void A_random_run_that_other_tests_draw_never_falls_sick() =>
        Assert.That(new[] { 500322, 512806, 531088, 535610, 541551, 588691 }.Select(seed => Runs.Experiment(seed)).All(e => Good(e) == e.Steps + 1));

    /// <summary>How many moments are good, from the specification alone.</summary>
    private static long Good(Experiment e) =>
        Training.Scan(e.Pipeline, e.Initial, e.Batches, e.Steps, _ => true).TakeWhile(m => double.IsFinite(m.Loss) && NonFinite.In(e.Pipeline.Layout, (TrainingState)m.State).IsNone).LongCount();

    /// <summary>An infinite slot leaves the update 0 and the loss finite for ever: only a look at the state tells.</summary>
    [Test]
    public static void A_slot_that_overflows_between_key_frames_ends_the_run()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""
            { "data": { "inputs": [[1, 0], [0, 1e200]], "targets": [[1], [0.25]] }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "loss": "half-sse",
              "batch": { "rows": [[0],[0],[0],[1]] }, "optimizer": { "name": "adam", "learningRate": 0.1 },
              "initial": { "parameters": { "layer0.weights": [[0],[0]], "layer0.bias": [0] } }, "steps": 400, "record": { "keep": 100 } }
            """);
        var recording = Runs.Record(experiment, folder["a.run"]);
        Assert.That((recording.Last.Step, recording.Status, ((NonFinite)recording.NonFinite).Tensor), Is.EqualTo((3L, "non-finite", "v.layer0.weights")));
        Assert.That(Runs.Truth(experiment).All(m => double.IsFinite(m.Loss)), "its losses stay finite, so they do not show it");
    }

    /// <summary>
    /// Of a large network only every sixteenth state is looked at: the history is cut back to the step before the slot overflowed, wherever
    /// that was, and what is left replays and goes on.
    /// </summary>
    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(37)]
    [TestCase(300)]
    public static void Of_a_large_network_the_history_is_cut_back_to_its_last_good_state(int sick)
    {
        using var folder = new TemporaryFolder();
        var small = string.Join(",", Enumerable.Range(0, 100).Select(i => i % 7 == 0 ? "0.5" : "0"));
        var rows = string.Join(",", Enumerable.Repeat("[0]", sick).Append("[1]"));
        var experiment = Runs.Experiment($$"""
            { "data": { "inputs": [[1, 0, {{small}}], [0, 1e200, {{small}}]], "targets": [[{{string.Join(",", Enumerable.Repeat("1", 40))}}], [{{string.Join(",", Enumerable.Repeat("0.25", 40))}}]] },
              "network": { "layers": [ { "units": 40, "activation": "sigmoid" } ] }, "loss": "half-sse",
              "batch": { "rows": [{{rows}}] }, "optimizer": { "name": "adam", "learningRate": 0.1 },
              "initial": { "scheme": "zeros" }, "steps": 600, "record": { "keep": 200 } }
            """);
        Assert.That(experiment.Pipeline.Layout.ByteLength, Is.GreaterThan(64 << 10));
        var (recording, good) = (Runs.Record(experiment, folder["a.run"]), Good(experiment));
        using var run = Runs.Open(folder["a.run"]);
        Assert.Multiple(() =>
        {
            Assert.That((recording.Last.Step, recording.Status, run.File.Last, run.File.Header.Status), Is.EqualTo((good - 1, "non-finite", good - 1, "non-finite")));
            Assert.That(recording.NonFinite.Map(n => (n.Step, n.Tensor)), Is.EqualTo(LanguageExt.Prelude.Some((good, "v.layer0.weights"))));
            Assert.That(Runs.Replayed(run).Verified, Is.EqualTo(good));
        });
    }

    /// <summary>A random small run of which some number was made very large.</summary>
    private static Experiment Sick(int seed)
    {
        var experiment = Runs.Experiment(seed, steps: 12);
        var random = new Random(seed);
        var (p, parameters) = (experiment.Pipeline, experiment.Initial.Parameters.ToArray());
        if (random.Next(2) == 0)
            parameters[random.Next(parameters.Length)] *= Math.ScaleB(1, random.Next(20, 600));
        var rate = random.Next(2) == 0 ? p.LearningRate : Math.ScaleB(p.LearningRate, random.Next(4, 400));
        var pipeline = Docs.Value(Pipeline.Create(p.Network, p.Loss, p.Optimizer, p.Schedule, rate));
        return experiment with { Pipeline = pipeline, Initial = Training.Init(pipeline, Reals.Of(parameters)) };
    }
}
