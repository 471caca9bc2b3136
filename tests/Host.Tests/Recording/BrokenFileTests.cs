using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Files cut off or changed anywhere: whatever can still be read is right, and the rest is refused in words.</summary>
public static class BrokenFileTests
{
    private const int Steps = 30;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>FUNCTIONAL_BREAKAGES asks for more.</summary>
    private static int Tries =>
        int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONAL_BREAKAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 300;

    [Test]
    public static void A_file_cut_off_anywhere() => Break((random, bytes) => bytes.AsSpan(0, random.Next(bytes.Length)).ToArray());

    [Test]
    public static void A_file_with_a_byte_changed_anywhere() => Break((random, bytes) =>
    {
        var changed = bytes.ToArray();
        // Half of them where something is written: most of so small a file is empty space.
        var at = random.Next(bytes.Length);
        while (random.Next(2) == 0 && changed[at] == 0)
            at = random.Next(bytes.Length);
        changed[at] ^= (byte)random.Next(1, 256);
        return changed;
    });

    [Test]
    public static void A_file_with_a_page_of_nothing() => Break((random, bytes) =>
    {
        var changed = bytes.ToArray();
        changed.AsSpan(random.Next(bytes.Length / 4096) * 4096, 4096).Clear();
        return changed;
    });

    private static void Break(Func<Random, byte[], byte[]> break_)
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(
            """{ "name": "a", "data": { "source": "xor" }, "network": { "layers": [ { "units": 2, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 30, "record": { "keep": 3 } }""");
        Runs.Record(experiment, folder["a.run"]);
        var (sound, truth) = (File.ReadAllBytes(folder["a.run"]), Runs.Truth(experiment));
        RunHeader header;
        using (var run = Runs.Open(folder["a.run"]))
            header = run.File.Header;
        var readable = 0;
        for (var seed = 0; seed < Tries; seed++)
        {
            var path = folder[$"{seed}.run"];
            File.WriteAllBytes(path, break_(new(seed), sound));
            var clock = Stopwatch.StartNew();
            readable += Read(path, header, truth, seed) ? 1 : 0;
            Assert.That(clock.Elapsed, Is.LessThan(Soon), $"breakage {seed}");
            File.Delete(path);
        }

        TestContext.Out.WriteLine($"{readable} of {Tries} could be opened");
    }

    /// <summary>Whether the file opens; all that it then says must be so.</summary>
    private static bool Read(string path, RunHeader header, ImmutableArray<Moment> truth, int seed) =>
        OpenedRun.Open(new(""), Docs.Catalogue, path).Match(
            Right: run =>
            {
                using (run)
                {
                    Assert.That((run.File.Header, run.File.First, run.File.Last), Is.EqualTo((header, 0L, (long)Steps)), $"breakage {seed}");
                    foreach (var moment in truth)
                    {
                        var state = (TrainingState)moment.State;
                        Judge(run.File.MomentAt(moment.Step), read => read.Loss.Equals(moment.Loss) && read.SumAbsoluteError.Equals(moment.SumAbsoluteError) && read.Fingerprint == moment.Fingerprint, seed);
                        Judge(run.StateAt(moment.Step), read => read == state, seed);
                        Judge(run.Explain(moment.Step), read => read.State == state && read.Loss.Equals(moment.Loss), seed);
                    }

                    Judge(run.File.Curves(0, Steps), curves => Reals.Of(curves.Losses).Equals(Reals.Of([.. truth.Select(m => m.Loss)])), seed);
                    Judge(Replay.Run(run, 0, Steps, Runs.Nobody, default), result => result.Verified == Steps + 1 || result.Damaged, seed);
                }

                return true;
            },
            Left: failure =>
            {
                IsSaid(failure, seed);
                return false;
            });

    private static void Judge<T>(LanguageExt.Either<Failure, T> read, Func<T, bool> isRight, int seed) =>
        read.Match(
            Right: value => Assert.That(isRight(value), Is.True, $"breakage {seed}: {value}"),
            Left: failure => IsSaid(failure, seed));

    private static void IsSaid(Failure failure, int seed)
    {
        if (failure.Code is not (ExitCode.RunFile or ExitCode.Divergence) || failure.Problems.Exists(p => p.What.Length == 0))
            Assert.Fail($"breakage {seed}: exit {failure.Code}: {failure.Problems}");
    }
}
