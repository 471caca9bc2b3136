using System.Runtime.InteropServices;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>
/// A disk that fills up at any byte of a run of 200 steps: the system is told to let no file grow beyond so many bytes, for every size there
/// is, so that each write of the recording fails once. A sentence, an exit code, and no file, or one that can be read and gone on with.
/// </summary>
[NonParallelizable]
internal static class FailingWriteTests
{
    private const int Granule = 1024;

    private const int FileSize = 1, FileSizeExceeded = 25, Ignored = 1;

    private const string Document =
        """
        { "name": "run", "data": { "source": "article" }, "network": { "layers": [ { "units": 9, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] },
          "loss": "half-sse", "optimizer": { "name": "adam", "learningRate": 0.01 }, "initial": { "scheme": "numpy-uniform", "seed": 1 },
          "steps": 200, "record": { "keep": "every" } }
        """;

    [Test]
    public static void Wherever_a_short_run_fails_to_be_written_nothing_of_it_is_left()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("no limit on files here");
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(Document);
        var (refused, complete) = (0, 0);
        for (var limit = 0L; complete < 3; limit += Granule)
        {
            var path = folder[$"{limit}.run"];
            var recorded = Limited(limit, () => Recorder.Record(experiment, experiment.Initial, path, None, Runs.Nobody, default));
            recorded.Match(
                Right: _ => complete++,
                Left: failure =>
                {
                    refused++;
                    Assert.That((failure.Code, failure.Problems.Count), Is.EqualTo((ExitCode.RunFile, 1)), $"at {limit} bytes");
                    Assert.That(failure.Problems[0].ToString(), Does.StartWith(path).And.Contain("cannot be written").Or.Contain("the disk is full"));
                });
            Assert.That(Directory.GetFiles(folder.Path, $"{limit}.run*"), Has.Length.EqualTo(recorded.IsRight ? 1 : 0), $"at {limit} bytes");
        }

        Assert.That(refused, Is.GreaterThan(50));
    }

    [Test]
    public static void Wherever_a_run_fails_to_go_on_what_was_written_before_stays()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("no limit on files here");
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(Document);
        var truth = Runs.Truth(experiment);
        Begun(folder["begun.run"], experiment, truth.Take(60));
        var (refused, complete) = (0, 0);
        for (var limit = 0L; complete < 3; limit += Granule)
        {
            var path = folder[$"{limit}.run"];
            File.Copy(folder["begun.run"], path);
            var (code, _, error) = Limited(limit, () => Runs.Type(folder.Path, "resume", path));
            (complete, refused) = code == 0 ? (complete + 1, refused) : (complete, refused + 1);
            Assert.That(code == 0 || (code == (int)ExitCode.RunFile && error.StartsWith($"error: {path}: ", StringComparison.Ordinal)), $"at {limit} bytes: {code} {error}");
            Prefix(path, truth, limit);
            foreach (var left in Directory.GetFiles(folder.Path, $"{limit}.run*"))
                File.Delete(left);
        }

        Assert.That(refused, Is.GreaterThan(50));
    }

    /// <summary>Megabytes within the first twentieth of a second: the disk is full when the first of them is on its way to it already.</summary>
    [TestCase(1_100_000)]
    [TestCase(1_600_000)]
    [TestCase(2_100_000)]
    public static void A_run_that_fails_on_its_way_to_the_disk_leaves_nothing_or_what_was_written_before(long limit)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("no limit on files here");
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(BuiltInDocuments.Article) with { Steps = 60_000 };
        var path = folder["run.run"];
        var recorded = Limited(limit, () => Recorder.Record(experiment, experiment.Initial, path, None, Runs.Nobody, default));
        Assert.That(recorded.Match(_ => "", failure => failure.Problems[0].ToString()), Does.Contain("cannot be written").Or.Contain("the disk is full"));
        // A slow processor has not got as far in that time: then the file has its name, and holds the beginning of the history.
        if (File.Exists(path))
            Prefix(path, Runs.Truth(experiment), limit);
        else
            Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    /// <summary>A run whose training was interrupted.</summary>
    private static void Begun(string path, Experiment experiment, IEnumerable<Moment> moments)
    {
        using var writer = Runs.Right(RunWriter.Create(path, experiment, None));
        foreach (var moment in moments)
            writer.Append(moment);
        Runs.Right(writer.Finish("interrupted"));
    }

    /// <summary>What the file holds is the beginning of the history, and it goes on from there to the whole of it.</summary>
    private static void Prefix(string path, IReadOnlyList<Moment> truth, long limit)
    {
        using (var run = Runs.Open(path))
        {
            for (var step = 0L; step <= run.File.Last; step++)
                Assert.That(
                    (Runs.Right(run.File.MomentAt(step)).Fingerprint, Runs.Right(run.StateAt(step))),
                    Is.EqualTo((truth[(int)step].Fingerprint, (TrainingState)truth[(int)step].State)), $"S{step} at {limit} bytes");
            if (run.File.Last == truth.Count - 1)
                return;
        }

        Assert.That(Runs.Type(Path.GetDirectoryName(path)!, "resume", path).Code, Is.Zero);
        using var whole = Runs.Open(path);
        Assert.That((whole.File.Last, Runs.Replayed(whole).Verified), Is.EqualTo((truth.Count - 1L, (long)truth.Count)));
    }

    private static T Limited<T>(long bytes, Func<T> action)
    {
        var usual = default(Limit);
        Assert.That(GetLimit(FileSize, ref usual), Is.Zero);
        Signal(FileSizeExceeded, Ignored);
        try
        {
            var low = usual with { Soft = (ulong)bytes };
            Assert.That(SetLimit(FileSize, ref low), Is.Zero);
            return action();
        }
        finally
        {
            Assert.That(SetLimit(FileSize, ref usual), Is.Zero);
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, ref Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, ref Limit limit);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint Signal(int signal, nint handler);

    [StructLayout(LayoutKind.Sequential)]
    private record struct Limit(ulong Soft, ulong Hard);
}
