using System.Diagnostics;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>Recording ends early, whatever the reason: what was acknowledged stays, and nobody waits for ever.</summary>
[CancelAfter(60_000)]
public static class InterruptionTests
{
    private const string Endless =
        """{ "name": "endless", "data": { "source": "xor" }, "network": { "layers": [ { "units": 4, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 100000000, "record": { "keep": 10 } }""";

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4096)]
    [TestCase(12_345)]
    public static void A_cancelled_run_keeps_what_it_has(int steps)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var experiment = Runs.Experiment(Endless);
        if (steps == 0)
            stop.Cancel();
        var recording = Runs.Right(Recorder.Record(experiment, experiment.Initial, folder["a.run"], None, new Stopper(steps, stop), stop.Token));
        Assert.That((recording.Status, recording.Last.Step >= steps, recording.Last.Step < experiment.Steps), Is.EqualTo(("interrupted", true, true)));
        using var run = Runs.Open(folder["a.run"]);
        Assert.Multiple(() =>
        {
            Assert.That((run.File.Header.Status, run.File.Last), Is.EqualTo(("interrupted", recording.Last.Step)));
            Assert.That(Runs.Right(run.StateAt(run.File.Last)), Is.EqualTo(Training.Run(run.Pipeline, run.Experiment.Initial, run.Experiment.Batches, run.File.Last)));
            Assert.That(Runs.Replayed(run).Verified, Is.EqualTo(run.File.Last + 1));
        });
    }

    [Test]
    public static void A_killed_process_leaves_a_run_that_opens_and_replays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["endless.json"], Endless);
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { Program, "train", folder["endless.json"], "--store", folder.Path },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        // Its first steps come without a log.
        while (!(IsReadable(folder["endless.run"]) && RunReading.HasLog(folder["endless.run"])) && !child.HasExited)
            Thread.Sleep(20);
        Assert.That(child.HasExited, Is.False, "killed while it trains");
        Assert.That(Runs.Type(folder.Path, "train", folder["endless.json"], "--as", "endless").Code, Is.EqualTo(2), "one file has one writer");
        Runs.Refused(RunWriter.Create(folder["endless.run"], Runs.Experiment(Endless), None).Map(_ => 0), ExitCode.RunFile, "another program is writing this run");
        child.Kill();
        child.WaitForExit();

        using (var run = Runs.Open(folder["endless.run"]))
        {
            var last = Math.Min(run.File.Last, 60_000);
            Assert.Multiple(() =>
            {
                Assert.That(run.File.Header.Status, Is.EqualTo("recording"));
                Assert.That(run.File.Last, Is.Positive);
                Assert.That(Runs.Right(run.StateAt(run.File.Last)).Step, Is.EqualTo(run.File.Last));
                Assert.That(Runs.Right(Replay.Run(run, 0, last, Runs.Nobody, default)).Verified, Is.EqualTo(last + 1));
            });
        }

        Assert.That(Runs.Type(folder.Path, "runs").Out, Does.Match("endless .* recording\n"));
        TornLogs(folder);
    }

    [Test]
    public static void A_reader_at_the_end_does_not_spoil_the_recording()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(Endless) with { Steps = 20_000 };
        using var writer = Runs.Right(RunWriter.Create(folder["a.run"], experiment, None));
        RunFile? reader = null;
        foreach (var moment in Training.Scan(experiment.Pipeline, experiment.Initial, experiment.Batches, experiment.Steps, step => step % 10 == 0))
        {
            writer.Append(moment);
            if (moment.Step is 10_000)
                while (!IsReadable(folder["a.run"]))
                    Thread.Sleep(5);
            if (moment.Step is 10_000)
                reader = Runs.Right(RunFile.Open(folder["a.run"]));
        }

        Runs.Right(writer.Finish("complete"));
        using (reader)
            Assert.That(Runs.Right(reader!.MomentAt(reader.Last)).Step, Is.LessThan(20_000));
        using var run = Runs.Open(folder["a.run"]);
        Assert.That((run.File.Header.Status, run.File.Last, Runs.Replayed(run).Verified), Is.EqualTo(("complete", 20_000L, 20_001L)));
    }

    [Test]
    public static void A_file_that_fails_at_once_ends_the_training_with_a_sentence_and_without_a_file()
    {
        using var folder = new TemporaryFolder();
        // A run cannot be begun where a folder stands.
        Directory.CreateDirectory(Path.Combine(folder["a.run-begun"], "full"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var experiment = Runs.Experiment(Endless);
        Runs.Refused(Recorder.Record(experiment, experiment.Initial, folder["a.run"], None, Runs.Nobody, limit.Token), ExitCode.RunFile, "cannot be");
        Assert.That(limit.IsCancellationRequested, Is.False, "training does not wait for a dead writer");
        Assert.That(File.Exists(folder["a.run"]), Is.False, "nothing half-written remains");
    }

    [Test]
    public static void A_name_is_taken_as_soon_as_somebody_begins_to_write()
    {
        using var folder = new TemporaryFolder();
        var store = new Store(folder.Path);
        File.WriteAllBytes(folder["a.run"], []);
        using (Runs.Right(WriterLock.Take(folder["a.run"])))
            Assert.That((store.FreeName("a"), store.Insist("a").IsLeft), Is.EqualTo(("a-2", true)));
        Assert.That(store.FreeName("a"), Is.EqualTo("a"));
        File.WriteAllBytes(folder["a.run-writer"], []);
        Assert.That(store.FreeName("a"), Is.EqualTo("a"), "what a killed program leaves of its lock takes no name");
    }

    [Test]
    public static void A_disk_that_fills_up_in_the_middle_keeps_what_is_written()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("no limit on files here");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["endless.json"], Endless);
        using var child = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", $"trap '' XFSZ; ulimit -f 8000; exec dotnet '{Program}' train '{folder["endless.json"]}' --store '{folder.Path}'" },
            Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var said = child.StandardError.ReadToEnd();
        child.WaitForExit();
        Assert.That((child.ExitCode, said), Is.EqualTo((4, $"error: {folder["endless.run"]}: the file cannot be written. Free some space or choose another place with --store.\n")));
        using var run = Runs.Open(folder["endless.run"]);
        Assert.That(Runs.Right(Replay.Run(run, 0, Math.Min(run.File.Last, 20_000), Runs.Nobody, default)).Divergence.IsNone, Is.True);
    }

    [TestCase("/proc/functional/a.run")]
    [TestCase("/dev/null/a.run")]
    [TestCase("/proc/version/a.run")]
    public static void A_place_that_cannot_be_written_is_said_before_training(string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("another system's places");
        Assert.That(Runs.Left(RunWriter.Create(path, Runs.Experiment(Endless), None)).Code, Is.EqualTo(ExitCode.RunFile));
    }

    [Test]
    public static void Numbers_that_are_not_finite_end_a_run_at_its_last_good_state()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""{ "data": { "inputs": [[1e100]], "targets": [[1]] }, "network": { "layers": [ { "units": 1, "activation": "identity" } ] }, "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 1e50 }, "steps": 50 }""");
        var recording = Runs.Record(experiment, folder["a.run"]);
        Assert.That((recording.Status, recording.NonFinite.IsSome), Is.EqualTo(("non-finite", true)));
        using (var run = Runs.Open(folder["a.run"]))
            Assert.That((run.File.Last, Runs.Replayed(run).Verified), Is.EqualTo((recording.Last.Step, recording.Last.Step + 1)));

        var hopeless = experiment with { Initial = TrainingState.Initial(Reals.Of(double.MaxValue, double.MaxValue), experiment.Initial.Slots) };
        Runs.Refused(Recorder.Record(hopeless, hopeless.Initial, folder["b.run"], None, Runs.Nobody, default), ExitCode.NonFinite, "the loss of the first state is not finite");
        Assert.That(File.Exists(folder["b.run"]), Is.False);
    }

    [Test]
    public static void A_plugin_that_throws_keeps_what_came_before()
    {
        using var folder = new TemporaryFolder();
        // Progress is told now and then: long enough that it is told.
        var experiment = Runs.Experiment(Endless) with { Steps = 50_000_000 };
        Assert.Throws<InvalidOperationException>(() => Recorder.Record(
            experiment, experiment.Initial, folder["a.run"], None, new Thrower(5_000), default));
        using var run = Runs.Open(folder["a.run"]);
        Assert.That((run.File.Header.Status, run.File.Last >= 5_000), Is.EqualTo(("interrupted", true)));
        Assert.That(Runs.Right(Replay.Run(run, 0, 5_000, Runs.Nobody, default)).Divergence.IsNone, Is.True);
    }

    /// <summary>The log of a killed run, cut off anywhere: whole blocks or a refusal, and never a wrong number.</summary>
    private static void TornLogs(TemporaryFolder folder)
    {
        var (file, log) = (File.ReadAllBytes(folder["endless.run"]), File.ReadAllBytes(folder["endless.run-wal"]));
        var experiment = Runs.Experiment(Endless);
        for (var seed = 0; seed < 40; seed++)
        {
            using var torn = new TemporaryFolder();
            File.WriteAllBytes(torn["endless.run"], file);
            File.WriteAllBytes(torn["endless.run-wal"], log[..new Random(seed).Next(log.Length)]);
            OpenedRun.Open(new(torn.Path), Docs.Catalogue, "endless").IfRight(run =>
            {
                using (run)
                    Replay.Run(run, 0, Math.Min(run.File.Last, 500), Runs.Nobody, default).IfRight(result => Assert.That(result.Divergence.IsNone, Is.True));
            });
        }
    }

    private static string Program => typeof(Recorder).Assembly.Location;

    private static bool IsReadable(string path) => File.Exists(path) && RunFile.Open(path).Match(file => { file.Dispose(); return true; }, _ => false);

    private sealed record Stopper(long Step, CancellationTokenSource Stop) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            if (value.Done >= Step)
                Stop.Cancel();
        }
    }

    private sealed record Thrower(long Step) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            if (value.Done >= Step)
                throw new InvalidOperationException("a bug");
        }
    }
}
