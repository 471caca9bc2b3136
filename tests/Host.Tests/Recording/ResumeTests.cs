using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>A run that was stopped and goes on is the run that was never stopped: every loss, every fingerprint, every number.</summary>
internal static class ResumeTests
{
    [Test]
    public static void A_resumed_run_is_the_undisturbed_one_wherever_it_stopped()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var folder = new TemporaryFolder();
            var random = new Random(seed);
            var whole = Runs.Experiment(seed, steps: random.Next(2, 70));
            var stop = random.Next(1, (int)whole.Steps);
            Runs.Record(Runs.Experiment(seed, steps: stop), folder["a.run"]);
            Runs.Record(whole, folder["b.run"]);
            var recording = Resume(folder["a.run"], Some(whole.Steps - stop));
            Assert.Multiple(() =>
            {
                Assert.That((recording.Status, recording.Before, recording.Steps), Is.EqualTo(("complete", (long)stop, whole.Steps)));
                Assert.That(History(folder["a.run"]), Is.EqualTo(History(folder["b.run"])), $"seed {seed}, stopped at {stop} of {whole.Steps}");
                Assert.That(Documents(folder["a.run"]), Is.EqualTo(Documents(folder["b.run"])));
            });
        }
    }

    [Test]
    public static void Many_small_pieces_are_one_history()
    {
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 6; seed++)
        {
            var path = folder[$"a{seed}.run"];
            Runs.Record(Runs.Experiment(seed, steps: 1), path);
            for (var piece = 1; piece <= 6; piece++)
                Resume(path, Some((long)piece));
            Runs.Record(Runs.Experiment(seed, steps: 22), folder[$"b{seed}.run"]);
            Assert.That(History(path), Is.EqualTo(History(folder[$"b{seed}.run"])));
        }
    }

    [Test]
    public static void An_interrupted_run_goes_on_to_its_planned_end()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var experiment = Runs.Experiment(7, steps: 40);
        Assert.That(Runs.Record(experiment, folder["a.run"], stop.Token).Status, Is.EqualTo("interrupted"));
        Resume(folder["a.run"], None);
        Runs.Record(experiment, folder["b.run"]);
        Assert.That(History(folder["a.run"]), Is.EqualTo(History(folder["b.run"])));
    }

    [Test]
    public static void A_fork_goes_on_as_a_fork()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Runs.Type(folder.Path, "train", "--steps", "60").Code, Is.Zero);
        foreach (var (name, steps) in new[] { ("a", "10"), ("b", "25") })
            Assert.That(Runs.Type(folder.Path, "fork", "article@30", "--as", name, "--set", "network.layers[0].activation=tanh", "--steps", steps).Code, Is.Zero);
        var resumed = Runs.Type(folder.Path, "resume", "a", "--steps", "15", "--json");
        Assert.That((resumed.Code, resumed.Out), Is.EqualTo((0, resumed.Out)));
        Assert.That(resumed.Out, Does.Contain("\"steps\":25,\"resumedFrom\":40,\"status\":\"complete\""));
        Assert.That(History(folder["a.run"]), Is.EqualTo(History(folder["b.run"])));
        using var run = Runs.Open(folder["a.run"]);
        Assert.That(run.File.Header.Parent.Map(p => (p.Run, p.Step)), Is.EqualTo(Some(("article", 30L))));
    }

    [Test]
    public static void Training_that_met_a_bad_number_meets_it_again()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""{ "data": { "inputs": [[1e100]], "targets": [[1]] }, "network": { "layers": [ { "units": 1, "activation": "identity" } ] }, "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 1e50 }, "steps": 50 }""");
        var before = Runs.Record(experiment, folder["a.run"]);
        var again = Resume(folder["a.run"], None);
        Assert.That((again.Status, again.Last.Step, again.NonFinite.IsSome), Is.EqualTo(("non-finite", before.Last.Step, true)));
        using var run = Runs.Open(folder["a.run"]);
        Assert.That((run.File.Header.Status, run.File.Last), Is.EqualTo(("non-finite", before.Last.Step)));
    }

    [Test]
    public static void What_cannot_go_on_is_said()
    {
        using var folder = new TemporaryFolder();
        Runs.Type(folder.Path, "train", "--steps", "60");
        Assert.Multiple(() =>
        {
            Assert.That(Runs.Type(folder.Path, "resume", "article"), Is.EqualTo((2, "", "error: --steps: the run is at its planned end, state 60. Say how many more: --steps 1000.\n")));
            Assert.That(Runs.Type(folder.Path, "resume", "article", "--steps", "0"), Is.EqualTo((2, "", "error: --steps: '0' is not a whole number of 1 or more.\n")));
            Assert.That(Runs.Type(folder.Path, "resume", "article", "--steps", "999999999999999").Code, Is.EqualTo(2));
            Assert.That(Runs.Type(folder.Path, "resume", "nobody").Code, Is.EqualTo(4));
        });
        using var held = Runs.Right(WriterLock.Take(folder["article.run"]));
        Assert.That(
            Runs.Type(folder.Path, "resume", "article", "--steps", "5"),
            Is.EqualTo((4, "", $"error: {folder["article.run"]}: another program is writing this run. Wait until it has finished, or end it: what it has written stays.\n")));
    }

    [Test]
    public static void A_file_in_which_nothing_was_recorded_takes_nobodys_name([Values(0, 1, 2)] int husk)
    {
        using var folder = new TemporaryFolder();
        var path = folder["article.run"];
        if (husk == 0)
            File.WriteAllBytes(path, []);
        else
            Husk(path, begun: husk == 2);
        Assert.That(Runs.Type(folder.Path, "resume", "article").Code, Is.EqualTo(4));
        Assert.That(Runs.Type(folder.Path, "train", "--steps", "20", "--as", "article").Code, Is.Zero);
        using (var run = Runs.Open(path))
            Assert.That(Runs.Replayed(run).Verified, Is.EqualTo(21));
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public static void A_lock_left_by_a_killed_program_is_nobodys()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["article.run-writer"], []);
        Assert.That(Runs.Type(folder.Path, "train", "--steps", "20").Code, Is.Zero);
        Assert.That(File.Exists(folder["article.run-writer"]), Is.False);
    }

    /// <summary>What a program leaves that was killed at its very beginning: before its tables were written, or before its first block.</summary>
    private static void Husk(string path, bool begun)
    {
        using var connection = RunFormat.Connect(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate);
        if (begun)
            using (var beginning = RunTables.Begin(connection, Manuscript.New(path, Runs.Experiment(1), None)))
                beginning.Commit();
        else
            RunFormat.Execute(connection, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL");
    }

    private static Recording Resume(string path, Option<long> more)
    {
        var alone = Runs.Right(WriterLock.Take(path));
        using var run = Runs.Open(path);
        var further = Runs.Right(Continuation.Of(run, Docs.Catalogue, more, durable: false));
        run.Dispose();
        return Runs.Right(Recorder.Resume(further, alone, Runs.Nobody, default));
    }

    private static string Documents(string path)
    {
        using var run = Runs.Open(path);
        return $"{run.File.Header.Document} {run.File.Header.Planned} {run.File.Header.Status}";
    }

    /// <summary>Every moment, and the fingerprint of every state as a seek and as a replay find it.</summary>
    private static IReadOnlyList<(long, double, double, Fingerprint, Fingerprint)> History(string path)
    {
        using var run = Runs.Open(path);
        Assert.That(Runs.Replayed(run).Divergence.IsNone, Is.True);
        return [.. Range(run.File.First, run.File.Last - run.File.First + 1).Select(step =>
        {
            var moment = Runs.Right(run.File.MomentAt(step));
            return (step, moment.Loss, moment.SumAbsoluteError, moment.Fingerprint, Runs.Right(run.StateAt(step)).Fingerprint);
        })];

        static IEnumerable<long> Range(long from, long count)
        {
            for (var i = 0L; i < count; i++)
                yield return from + i;
        }
    }
}
