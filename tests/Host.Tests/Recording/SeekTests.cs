using System.Globalization;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Any state, in any order: the recorded fingerprint, and the bits of a training that was never interrupted, slots included.</summary>
public static class SeekTests
{
    private const int Seeks = 10_000;

    [TestCase("\"every\"")]
    [TestCase("500")]
    public static void Ten_thousand_random_steps_of_the_article(string keep) =>
        Jump(BuiltInDocuments.Article.Replace("\"every\"", keep, StringComparison.Ordinal), 100_000);

    [Test]
    public static void Ten_thousand_random_steps_of_five_thousand_with_Adam_on_digits() => Jump(Digits(5_000, 20), 5_000);

    [Test]
    public static void Going_step_by_step_computes_no_step_much_more_than_once_in_either_direction()
    {
        const int Steps = 2_000;
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(Runs.Document(11, Steps, """{ "keep": 400 }"""));
        Runs.Record(experiment, folder["a.run"]);
        var truth = Truth(experiment);
        using (var run = Runs.Open(folder["a.run"]))
        {
            foreach (var step in Enumerable.Range(0, Steps + 1).Reverse())
                IsTrue(run, step, truth);
            Assert.That(run.Recomputed, Is.InRange(Steps, 2.2 * Steps), "backwards");
        }

        using (var run = Runs.Open(folder["a.run"]))
        {
            foreach (var step in Enumerable.Range(0, Steps + 1))
                IsTrue(run, step, truth);
            Assert.That(run.Recomputed, Is.LessThanOrEqualTo(Steps), "forwards");
        }
    }

    private static void Jump(string document, int steps)
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(document);
        Runs.Record(experiment, folder["a.run"]);
        var (truth, random) = (Truth(experiment), new Random(3));
        using var run = Runs.Open(folder["a.run"]);
        for (var i = 0; i < Seeks; i++)
            IsTrue(run, random.Next(steps + 1), truth);
        Assert.That(run.BytesNearby, Is.LessThanOrEqualTo(OpenedRun.NearbyBytes));
    }

    private static void IsTrue(OpenedRun run, long step, List<(Fingerprint, ulong)> truth)
    {
        var state = Runs.Right(run.StateAt(step));
        if (state.Step != step || state.Fingerprint != Runs.Right(run.File.MomentAt(step)).Fingerprint
            || (state.Fingerprint, Numbers(state.Parameters.AsSpan(), state.Slots.AsSpan())) != truth[(int)step])
            Assert.Fail($"state {step} is another one");
    }

    /// <summary>Every state of a training from the beginning to the end.</summary>
    private static List<(Fingerprint, ulong)> Truth(Experiment experiment)
    {
        var engine = Training.Start(experiment.Pipeline, experiment.Initial, experiment.Batches);
        var truth = new List<(Fingerprint, ulong)>();
        for (var step = 0L; ; step++)
        {
            truth.Add((engine.Fingerprint, Numbers(engine.Parameters, engine.Slots)));
            if (step == experiment.Steps)
                return truth;
            engine.Step();
        }
    }

    private static ulong Numbers(ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots) =>
        RunFormat.StateChecksum(0, Reals.BytesOf(parameters)) ^ RunFormat.StateChecksum(1, Reals.BytesOf(slots));

    /// <summary>64-32-10 on rows of 64 pixels from 0 to 16, made up, a blob for each class.</summary>
    private static string Digits(int steps, int keep)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 200).Select(row => string.Join(",", Enumerable.Range(0, 64).Select(pixel =>
            Math.Clamp(random.Next(6) + (pixel % 10 == row % 10 ? 10 : 0), 0, 16).ToString(CultureInfo.InvariantCulture))));
        return $$"""
            { "data": { "inputs": [{{string.Join(",", rows.Select(r => $"[{r}]"))}}], "targets": [{{string.Join(",", Enumerable.Range(0, 200).Select(row => row % 10))}}] },
              "network": { "layers": [ { "units": 32, "activation": "relu" }, { "units": 10, "activation": "identity" } ] },
              "loss": "cross-entropy", "optimizer": { "name": "adam", "learningRate": 0.001 }, "batch": { "size": 4, "shuffle": true, "seed": 1 },
              "initial": { "scheme": "he-uniform", "seed": 2 }, "steps": {{steps}}, "record": { "keep": {{keep}} } }
            """;
    }
}
