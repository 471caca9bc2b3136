using System.Diagnostics;
using System.Globalization;
using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>
/// The program is killed while it records, resumed, killed again, a hundred times: nothing that a reader had seen is lost, nothing is torn,
/// and what comes out in the end is the history of a run that nobody disturbed. <c>FUNCTIONAL_KILLS=1000 dotnet test …</c> kills more often.
/// </summary>
[NonParallelizable]
internal static class CrashTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("FUNCTIONAL_KILLS") ?? "100", CultureInfo.InvariantCulture);

    /// <summary>Some microseconds a step, so that a block takes some hundredths of a second; and the article's network, whose every state is kept.</summary>
    private static readonly string[] Documents =
    [
        $$"""
        { "name": "run", "data": { "inputs": [{{Rows(60, 12, 1)}}], "targets": [{{Rows(60, 3, 2)}}] },
          "network": { "layers": [ { "units": 24, "activation": "tanh" }, { "units": 3, "activation": "identity" } ] }, "loss": "mse",
          "optimizer": { "name": "adam", "learningRate": 0.001 }, "batch": { "size": 16, "shuffle": true, "seed": 3 },
          "initial": { "scheme": "glorot-uniform", "seed": 4 }, "steps": 1000000000, "record": { "keep": 300 } }
        """,
        """
        { "name": "run", "data": { "source": "article" }, "network": { "layers": [ { "units": 1, "activation": "sigmoid", "bias": false } ] },
          "loss": "half-sse", "optimizer": { "name": "sgd", "learningRate": 1 }, "initial": { "scheme": "numpy-uniform", "seed": 123 },
          "steps": 1000000000, "record": { "keep": "every" } }
        """,
    ];

    /// <summary>Runs that are disturbed side by side: whoever kills mostly waits.</summary>
    private const int Lanes = 2;

    [TestCase(0, 4, false)]
    [TestCase(1, 1, true)]
    public static void Killed_again_and_again_a_run_loses_nothing(int document, int share, bool durable) =>
        Parallel.For(0, Lanes, lane => Disturb(Documents[document], new Random(Lanes * document + lane), Kills * share / 5 / Lanes, durable));

    private static void Disturb(string document, Random random, int kills, bool durable)
    {
        using var folder = new TemporaryFolder();
        var path = folder["run.run"];
        File.WriteAllText(folder["run.json"], document);
        var seen = -1L;
        for (var kill = 0; kill < kills; kill++)
        {
            using var child = Start(folder, kill == 0 ? "train" : "resume", kill == 0 ? folder["run.json"] : "run", durable);
            seen = Watched(child, path, seen, random.Next(60));
            child.Kill();
            child.WaitForExit();
            using var run = Runs.Open(path);
            Assert.That(run.File.Header.Status, Is.EqualTo("recording"));
            Assert.That(run.File.Last, Is.GreaterThanOrEqualTo(seen), "what a reader has seen stays");
            Assert.That(Runs.Right(run.StateAt(run.File.Last)).Step, Is.EqualTo(run.File.Last));
            Assert.That(Integrity(path), Is.EqualTo("ok"));
            seen = run.File.Last;
        }

        Assert.That(Runs.Type(folder.Path, "resume", "run", "--steps", "777").Code, Is.Zero);
        using var whole = Runs.Open(path);
        Assert.That((whole.File.Header.Status, whole.File.Last), Is.EqualTo(("complete", seen + 777)));
        var undisturbed = Training.Run(whole.Pipeline, whole.Experiment.Initial, whole.Experiment.Batches, whole.File.Last);
        Assert.That(Runs.Right(whole.StateAt(whole.File.Last)), Is.EqualTo(undisturbed));
        Assert.That(Runs.Replayed(whole).Verified, Is.EqualTo(whole.File.Last + 1));
    }

    [Test]
    public static void Killed_at_its_very_beginning_a_run_is_whole_or_nothing()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        File.WriteAllText(folder["run.json"], Documents[0]);
        for (var kill = 0; kill < Kills / 5; kill++)
        {
            using var child = Start(folder, "train", folder["run.json"], durable: false);
            while (!File.Exists(folder["run.run"]) && !child.HasExited)
                Thread.Sleep(1);
            Thread.SpinWait(random.Next(400_000));
            child.Kill();
            child.WaitForExit();
            // Whatever is left: training under the name goes on with it or starts anew, and nothing in between.
            var (code, _, error) = Runs.Type(folder.Path, "resume", "run", "--steps", "50");
            if (code != 0)
                Assert.That(Runs.Type(folder.Path, "train", folder["run.json"], "--as", "run", "--steps", "50").Code, Is.Zero, error);
            using (var run = Runs.Open(folder["run.run"]))
                Assert.That(Runs.Replayed(run).Verified, Is.EqualTo(run.File.Last + 1));
            Assert.That(Directory.GetFiles(folder.Path, "run.run*"), Is.EqualTo(new[] { folder["run.run"] }));
            File.Delete(folder["run.run"]);
        }
    }

    [Test]
    public static void A_second_writer_is_refused_and_readers_disturb_nobody()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], Documents[0]);
        using var child = Start(folder, "train", folder["run.json"], durable: false);
        var seen = Watched(child, folder["run.run"], -1, 0);
        var clock = Stopwatch.StartNew();
        var (code, _, error) = Runs.Type(folder.Path, "resume", "run");
        Assert.That((code, error), Is.EqualTo((4, $"error: {folder["run.run"]}: another program is writing this run. Wait until it has finished, or end it: what it has written stays.\n")));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        for (var reader = 0; reader < 20; reader++)
        {
            using var run = Runs.Open(folder["run.run"]);
            Assert.That(run.File.Last, Is.GreaterThanOrEqualTo(seen), "a reader sees what is written meanwhile");
            seen = run.File.Last;
            Assert.That(Runs.Right(run.StateAt(seen)).Step, Is.EqualTo(seen));
        }

        child.Kill();
        child.WaitForExit();
        Assert.That(Runs.Type(folder.Path, "resume", "run", "--steps", "10").Code, Is.Zero, "the lock went with its program");
        using var whole = Runs.Open(folder["run.run"]);
        Assert.That(Runs.Replayed(whole).Divergence.IsNone, Is.True);
    }

    private static Process Start(TemporaryFolder folder, string command, string what, bool durable) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { typeof(Recorder).Assembly.Location, command, what, "--store", folder.Path, durable ? "--durable" : "--losses" },
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Reads along until the child has written something new, and a little longer; returns the last step that was seen.</summary>
    private static long Watched(Process child, string path, long before, int milliseconds)
    {
        var (patience, clock, seen) = (Stopwatch.StartNew(), Stopwatch.StartNew(), before);
        while (seen == before || clock.ElapsedMilliseconds < milliseconds)
        {
            Assert.That(child.HasExited, Is.False, "killed while it trains");
            Assert.That(patience.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), "something is written");
            Thread.Sleep(2);
            if (!File.Exists(path))
                continue;
            RunFile.Open(path).IfRight(file =>
            {
                using (file)
                    seen = file.Last;
            });
            if (seen == before)
                clock.Restart();
        }

        return seen;
    }

    private static string Integrity(string path)
    {
        using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadOnly);
        using var command = RunFormat.Command(connection, "PRAGMA integrity_check");
        return (string)command.ExecuteScalar()!;
    }

    private static string Rows(int rows, int width, int seed)
    {
        var random = new Random(seed);
        return string.Join(",", Enumerable.Range(0, rows).Select(_ =>
            $"[{string.Join(",", Enumerable.Range(0, width).Select(_ => (random.NextDouble() * 2 - 1).ToString("R", CultureInfo.InvariantCulture)))}]"));
    }
}
