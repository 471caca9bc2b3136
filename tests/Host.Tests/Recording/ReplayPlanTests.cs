using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>A history replayed in stretches, several at once: the same answer as from beginning to end by one, whatever is wrong with the file.</summary>
public static class ReplayPlanTests
{
    private const int Steps = 60;

    [Test]
    public static void Stretches_follow_each_other_and_begin_at_recorded_states() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 8], Gen.Int[0, Steps], Gen.Int[0, Steps]).Sample((seed, cores, a, b) =>
        {
            using var folder = new TemporaryFolder();
            Runs.Record(Runs.Experiment(seed, Steps), folder["a.run"]);
            using var run = Open(folder, cores);
            var (from, to) = (Math.Min(a, b), Math.Max(a, b));
            var plan = Plan(run, from, to);
            Assert.Multiple(() =>
            {
                Assert.That(plan.Stretches.Select(s => s.From), Is.EqualTo(plan.Stretches.Select(s => s.To).Prepend(from).SkipLast(1)));
                Assert.That((plan.Stretches[^1].To, plan.AtOnce), Is.EqualTo(((long)to, Math.Min(cores, plan.Stretches.Length))));
                Assert.That(plan.Stretches.Skip(1).Select(s => Runs.Right(run.File.RawStateAt(s.From, run.Layout)).IsSome), Has.All.True);
                Assert.That(plan.Stretches.Select(s => (s.Number, s.IsFirst, s.IsLast)), Is.EqualTo(Enumerable.Range(0, plan.Stretches.Length).Select(i => (i, i == 0, i == plan.Stretches.Length - 1))));
            });
        }, iter: 40, threads: 1);

    [Test]
    public static void Where_every_state_is_kept_there_is_work_for_everybody()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3, Steps, """{ "keep": "every" }"""), folder["a.run"]);
        using var run = Open(folder, 4);
        Assert.That((Plan(run, 0, Steps).AtOnce, Plan(run, 0, Steps).Stretches.Length), Is.EqualTo((4, 32)));
        Assert.That(ReplayPlan.For(run, 0, Steps).Stretches, Has.Length.EqualTo(1), "so little is not worth sharing");
    }

    [Test]
    public static void Whatever_is_wrong_with_the_file_and_whoever_looks_the_answer_is_the_one_of_a_walk_from_the_beginning()
    {
        var answers = new List<string>();
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 3], Gen.Int[2, 5], Gen.Int[0, Steps / 2]).Sample((seed, wounds, cores, from) =>
        {
            using var folder = new TemporaryFolder();
            Runs.Record(Runs.Experiment(seed, Steps), folder["a.run"]);
            var random = new Random(seed);
            for (var i = 0; i < wounds; i++)
                Wound(folder["a.run"], random);
            using var run = Open(folder, cores);
            var one = Answer(run, from, new([new(0, from, Steps, true, true)], 1, 1));
            Assert.That(Answer(run, from, Plan(run, from, Steps)), Is.EqualTo(one));
            answers.Add(one);
        }, iter: 120, threads: 1);
        foreach (var kind in (string[])["all equal", "layer", "fingerprint", "loss", "damaged"])
            Assert.That(answers, Has.Some.Contains(kind), "each kind of answer came up");
    }

    [Test]
    public static void A_slot_that_a_stretch_begins_with_is_compared_by_the_one_before_it()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 40, "record": { "keep": 8 } }""");
        Runs.Record(experiment, folder["a.run"]);
        var (layout, bytes) = (experiment.Pipeline.Layout, System.Array.Empty<byte>());
        Runs.Change(folder["a.run"], "states", "bits", 0, bits =>
        {
            bits[3 * layout.ByteLength + layout.ParameterLength * sizeof(double)] ^= 1;
            bytes = bits[(3 * layout.ByteLength)..(4 * layout.ByteLength)];
        });
        Runs.Change(folder["a.run"], "states", "checksums", 0, sums => BitConverter.TryWriteBytes(sums.AsSpan(3 * sizeof(ulong)), RunFormat.StateChecksum(24, bytes)));
        using var run = Open(folder, 3);
        var plan = Plan(run, 0, 40);
        Assert.That(plan.Stretches.Select(s => s.From), Does.Contain(24));
        Assert.That(Answer(run, 0, plan), Does.StartWith("24 equal, then m.layer0.weights[0,0]").And.EndsWith("damaged: False"));
    }

    [Test]
    public static void Where_two_rows_tell_of_the_same_step_the_later_one_is_compared_and_begun_with([Values(1, 3)] int cores)
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 40, "record": { "keep": 8 } }""");
        Runs.Record(experiment, folder["a.run"]);
        var bytes = experiment.Pipeline.Layout.ByteLength;
        // A second row for 24 and 32 whose slots are others, with checksums that agree: the first row's are sound.
        var numbers = new byte[2 * bytes];
        Runs.Change(folder["a.run"], "states", "bits", 0, bits => bits.AsSpan(3 * bytes, 2 * bytes).CopyTo(numbers));
        numbers[experiment.Pipeline.Layout.ParameterLength * sizeof(double)] ^= 1;
        byte[] sums = [.. BitConverter.GetBytes(RunFormat.StateChecksum(24, numbers.AsSpan(0, bytes))), .. BitConverter.GetBytes(RunFormat.StateChecksum(32, numbers.AsSpan(bytes)))];
        Runs.Sql(folder["a.run"], "INSERT INTO states VALUES (24, 2, 8, $bits, $sums)", ("$bits", numbers), ("$sums", sums));
        using var run = Open(folder, cores);
        Assert.That(Answer(run, 0, Plan(run, 0, 40)), Does.StartWith("24 equal, then m.layer0.weights[0,0]"));
    }

    [Test]
    public static void Who_interrupts_is_told_how_far_it_came([Values(1, 3)] int cores)
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3, Steps, """{ "keep": "every" }"""), folder["a.run"]);
        using var run = Open(folder, cores);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Runs.Refused(Replay.Run(run, 0, Steps, Plan(run, 0, Steps), Runs.Nobody, stop.Token), ExitCode.Interrupted, "interrupted after 0 equal states");
    }

    private static string Answer(OpenedRun run, long from, ReplayPlan plan) => Replay.Run(run, from, Steps > run.File.Last ? run.File.Last : Steps, plan, Runs.Nobody, default).Match(
        result => result.Divergence.Match(
            d => $"{result.Verified} equal, then {d.Tensor}[{string.Join(",", d.Index)}] of {d.Step}: {Reals.Of(d.Recorded, d.Recomputed)}, {d.Ulps} ulps; damaged: {result.Damaged}",
            () => $"all equal: {result.Verified}"),
        failure => string.Join("; ", failure.Problems));

    /// <summary>A bit of a state, of its checksum, of a loss or a fingerprint; the latter two with a checksum that agrees, or nobody would look at them.</summary>
    private static void Wound(string path, Random random)
    {
        (string Table, string Column)[] places = [("states", "bits"), ("states", "bits"), ("states", "checksums"), ("moments", "losses"), ("moments", "fingerprints")];
        var (table, column) = places[random.Next(places.Length)];
        Runs.Change(path, table, column, 0, bytes => bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)));
        if (table == "states")
            return;
        using var connection = RunFormat.Connect(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        using var select = RunFormat.Command(connection, "SELECT losses, errors, fingerprints FROM moments");
        using var reader = select.ExecuteReader();
        reader.Read();
        var checksum = RunFormat.Checksum(0, reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
        reader.Close();
        RunFormat.Execute(connection, "UPDATE moments SET checksum = $checksum", ("$checksum", checksum));
    }

    private static ReplayPlan Plan(OpenedRun run, long from, long to) => ReplayPlan.For(run, from, to, leastWork: 1);

    private static OpenedRun Open(TemporaryFolder folder, int cores) => Runs.Right(OpenedRun.Open(new(folder.Path), Docs.Catalogue, folder["a.run"], threads: cores));
}
