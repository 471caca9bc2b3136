using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Questions to recorded runs: every way of keeping states, forwards, backwards, every K-th, against the states themselves.</summary>
public static class QuestionTests
{
    [Test]
    public static void A_watch_finds_the_first_state_forwards_and_the_last_backwards_from_anywhere() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1000], Gen.Int[0, 1000].Array[4]).Sample((seed, place, begins) =>
        {
            using var folder = new TemporaryFolder();
            var truth = AskedRun.Of(Runs.Experiment(seed));
            Runs.Record(truth.Experiment, folder["a.run"]);
            using var run = Runs.Open(folder["a.run"]);
            var steps = Enumerable.Range(0, truth.Last + 1).ToList();
            foreach (var (text, holds) in truth.Conditions(place))
                foreach (var from in begins.Select(b => b % (truth.Last + 1)))
                {
                    var forward = steps.Where(i => i >= from && holds(i)).Select(i => (long?)i).FirstOrDefault();
                    var backward = steps.Where(i => i <= from && holds(i)).Select(i => (long?)i).LastOrDefault();
                    if (Step(run, text, from, reverse: false) != forward || Step(run, text, from, reverse: true) != backward)
                        Assert.Fail($"seed {seed}, {text} from {from}: {Step(run, text, from, false)}, {Step(run, text, from, true)} and not {forward}, {backward}");
                }
        }, iter: 25, threads: 1);

    [Test]
    public static void A_probe_gives_the_number_of_every_state_that_was_asked() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[1, 30]).Sample((seed, a, b, every) =>
        {
            using var folder = new TemporaryFolder();
            var truth = AskedRun.Of(Runs.Experiment(seed));
            Runs.Record(truth.Experiment, folder["a.run"]);
            using var run = Runs.Open(folder["a.run"]);
            var (from, to) = (Math.Min(a, b) % (truth.Last + 1), Math.Max(a, b) % (truth.Last + 1));
            var asked = new Steps(Math.Min(from, to), Math.Max(from, to), every);
            foreach (var (text, value) in ((string, Func<int, double?>)[])
                [
                    ("norm(layer0.weights)", i => truth.Norm(i)),
                    ("layer0.weights[0,0] - prev.layer0.weights[0,0]", i => i > 0 ? truth.Weight(i) - truth.Weight(i - 1) : null),
                    ("max(abs(gradients))", i => truth.Steepest(i)),
                    ("prev.updates[0]", i => i > 0 ? truth.Traces[i - 1].Updates[0] : null),
                    ("updates[0]", i => i < truth.Last ? truth.Traces[i].Updates[0] : null),
                    ("loss - error", i => truth.Moments[i].Loss - truth.Moments[i].SumAbsoluteError),
                ])
            {
                var expected = Enumerable.Range(0, (int)asked.Count).Select(k => value((int)(asked.From + k * every))).ToList();
                Assert.That(Probed(run, text, asked, out _), Is.EqualTo(expected), $"seed {seed}, {text}, {asked}");
            }
        }, iter: 25, threads: 1);

    /// <summary>Every state is recorded: what lies between two that are asked is passed over, and no step is looked at that was not asked.</summary>
    [Test]
    public static void A_sparse_probe_reads_states_and_passes_none_between()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3, 2000, """{ "keep": "every" }"""), folder["a.run"]);
        using var run = Runs.Open(folder["a.run"]);
        Probed(run, "norm(layer0.weights)", new(0, 2000, 100), out var passed);
        Assert.That(passed, Is.EqualTo(21));
        Probed(run, "layer0.weights[0,0] - prev.layer0.weights[0,0]", new(0, 2000, 100), out passed);
        Assert.That(passed, Is.EqualTo(41), "each with the one before it");
        var views = new Views(run, new(true, true, 0), 1, (_, _) => { }, default);
        var looked = 0;
        Runs.Right(views.Over(new(0, 50, 5), recent =>
        {
            _ = recent[^1].Trace;
            looked += recent[..^1].ToArray().Count(view => view.TraceIfAsked is not null);
            return true;
        }));
        Assert.That(looked, Is.Zero, "a step that was not asked was computed");
    }

    [Test]
    public static void Between_key_frames_far_apart_nothing_is_computed_twice()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3, 2000, """{ "keep": 500 }"""), folder["a.run"]);
        using var run = Runs.Open(folder["a.run"]);
        Probed(run, "norm(layer0.weights)", new(0, 2000, 20), out var passed);
        Assert.That(passed, Is.EqualTo(2001 - 4 * 19), "but for the 19 states between the last that is asked and each key frame");
        Probed(run, "norm(layer0.weights)", new(0, 2000, 1000), out passed);
        Assert.That(passed, Is.EqualTo(3));
    }

    [Test]
    public static void A_question_can_be_interrupted()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3, 200), folder["a.run"]);
        using var run = Runs.Open(folder["a.run"]);
        foreach (var needs in (Needs[])[new(false, false, 0), new(true, false, 0)])
            foreach (var every in (long[])[1, 50])
                Runs.Refused(new Views(run, needs, 0, (_, _) => { }, new(canceled: true)).Over(new(0, 200, every), _ => true), ExitCode.Interrupted, "interrupted at step 0");
    }

    private static long? Step(OpenedRun run, string text, long from, bool reverse)
    {
        var scope = new QuestionScope(run.Pipeline, run.Experiment.Batches);
        var search = new Search(run, scope, Runs.Right(QuestionText.Condition(text, scope)), (_, _) => { }, default);
        return Runs.Right(reverse ? search.Backward(from) : search.Forward(from)).MatchUnsafe(found => found.Step, () => (long?)null);
    }

    private static List<double?> Probed(OpenedRun run, string text, Steps asked, out int passed)
    {
        var question = Runs.Right(QuestionText.Value(text, new(run.Pipeline, run.Experiment.Batches)));
        var (answers, count) = (new List<double?>(), 0);
        Runs.Right(new Views(run, question.Needs, question.Needs.Back, (_, _) => count++, default).Over(asked, recent =>
        {
            var answer = question.At(recent);
            answers.Add(answer.IsKnown ? answer.Number : null);
            return true;
        }));
        passed = count;
        return answers;
    }
}
