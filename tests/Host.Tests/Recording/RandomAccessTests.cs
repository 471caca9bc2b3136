using System.Security.Cryptography;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

public static class RandomAccessTests
{
    [Test]
    public static void Any_state_in_any_order_has_the_recorded_fingerprint_and_the_bits_of_a_run_from_the_start() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, int.MaxValue].Array[40]).Sample((seed, visits) =>
        {
            using var folder = new TemporaryFolder();
            var experiment = Runs.Experiment(seed);
            Runs.Record(experiment, folder["a.run"]);
            var before = HashOf(folder["a.run"]);
            using (var run = Runs.Open(folder["a.run"]))
                foreach (var step in visits.Select(v => v % (experiment.Steps + 1)))
                {
                    var expected = Training.Run(experiment.Pipeline, experiment.Initial, experiment.Batches, step);
                    var (first, again) = (Runs.Right(run.StateAt(step)), Runs.Right(run.StateAt(step)));
                    var trace = Runs.Right(run.Explain(step));
                    if (first != expected || again != expected || first.Fingerprint != Runs.Right(run.File.MomentAt(step)).Fingerprint || trace.State != expected)
                        Assert.Fail($"state {step} is another one");
                }

            Assert.That(HashOf(folder["a.run"]), Is.EqualTo(before), "reading writes nothing");
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "and leaves nothing behind");
        }, iter: 40, threads: 1);

    [Test]
    public static void A_fork_is_recorded_from_its_first_state_on_and_changes_no_byte_of_its_parent()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(7, 50, """{ "keep": 7 }""");
        Runs.Record(experiment, folder["parent.run"]);
        var before = HashOf(folder["parent.run"]);
        using var parent = Runs.Open(folder["parent.run"]);
        var start = Runs.Right(parent.StateAt(23));
        Runs.Right(Recorder.Record(experiment with { Steps = 27 }, start, folder["child.run"], Some(new Parentage("parent", 23, start.Fingerprint)), Runs.Nobody, default));

        using var child = Runs.Open(folder["child.run"]);
        Assert.Multiple(() =>
        {
            Assert.That((child.File.First, child.File.Last), Is.EqualTo((23L, 50L)));
            Assert.That(child.File.Header.Parent, Is.EqualTo(Some(new Parentage("parent", 23, start.Fingerprint))));
            for (var step = 23; step <= 50; step++)
                Assert.That(Runs.Right(child.StateAt(step)), Is.EqualTo(Runs.Right(parent.StateAt(step))), "a fork without a change has the same tail");
            Assert.That(Runs.Replayed(child).Verified, Is.EqualTo(28));
            Assert.That(Runs.Replayed(child, from: 40).Verified, Is.EqualTo(11));
            Assert.That(HashOf(folder["parent.run"]), Is.EqualTo(before));
        });
        Runs.Refused(child.StateAt(22), ExitCode.RunFile, "no state is recorded at or before step 22");
    }

    private static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
