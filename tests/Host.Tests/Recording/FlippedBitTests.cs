using System.Buffers.Binary;
using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>One bit of a file changes, and nobody is shown a wrong number.</summary>
public static class FlippedBitTests
{
    private const int Steps = 40;

    [Test]
    public static void Replay_names_the_step_the_tensor_the_index_both_numbers_and_their_distance() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, Steps], Gen.Int[0, 1_000_000], Gen.Int[0, 7], Gen.Bool).Sample((seed, step, place, bit, disguised) =>
        {
            using var folder = new TemporaryFolder();
            var experiment = Runs.Experiment(seed, Steps, """{ "keep": "every" }""");
            Runs.RecordInWholeBlocks(experiment, folder["a.run"]);
            var at = place % experiment.Pipeline.Layout.ByteLength;
            Flip(folder["a.run"], experiment.Pipeline.Layout, step, at, bit, disguised);

            using var run = Runs.Open(folder["a.run"]);
            var (truth, result) = (Truth(experiment, step), Runs.Replayed(run));
            var found = result.Divergence.IfNone(() => throw new AssertionException("nothing was found"));
            var (tensor, index, number) = Named(experiment.Pipeline.Layout, truth, at / sizeof(double));
            var changed = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(number) ^ (1L << (at % sizeof(double) * 8 + bit)));
            Assert.Multiple(() =>
            {
                Assert.That((found.Step, found.Tensor, string.Join(",", found.Index)), Is.EqualTo(((long)step, tensor, index)));
                Assert.That(Reals.Of(found.Recorded, found.Recomputed), Is.EqualTo(Reals.Of(changed, number)));
                Assert.That(found.Ulps, Is.EqualTo(Ulps.Between(changed, number)));
                Assert.That(result.Verified, Is.EqualTo(step));
                Assert.That(result.Damaged, Is.EqualTo(!disguised || at < experiment.Pipeline.Layout.ParameterLength * sizeof(double)));
            });
            if (result.Damaged)
                Runs.Refused(run.StateAt(step), ExitCode.RunFile, $"state {step} is damaged");
        }, iter: 150, threads: 1);

    [Test]
    public static void A_damaged_state_is_not_shown_and_the_others_are()
    {
        using var folder = new TemporaryFolder();
        Runs.RecordInWholeBlocks(Runs.Experiment(3, Steps, """{ "keep": "every" }"""), folder["a.run"]);
        Runs.Change(folder["a.run"], "states", "bits", 0, bits => bits[bits.Length / (Steps + 1) * 17] ^= 1);
        var shown = Runs.Type(folder.Path, "show", "a@17");
        Assert.Multiple(() =>
        {
            Assert.That(shown, Is.EqualTo((4, "", $"error: {folder["a.run"]}: state 17 is damaged: its checksum does not agree. Use a copy, or train again: the same document gives the same run.\n")));
            Assert.That(Runs.Type(folder.Path, "show", "a@16").Code, Is.Zero);
            Assert.That(Runs.Type(folder.Path, "show", "a@18").Code, Is.Zero);
            Assert.That(Runs.Type(folder.Path, "replay", "a").Code, Is.EqualTo(6));
            Assert.That(Runs.Type(folder.Path, "replay", "a", "--from", "19").Code, Is.Zero);
        });
    }

    [Test]
    public static void A_slot_changed_with_its_checksum_is_found_by_the_next_state()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 9, "record": { "keep": 4 } }""");
        Runs.RecordInWholeBlocks(experiment, folder["a.run"]);
        var layout = experiment.Pipeline.Layout;
        Runs.Change(folder["a.run"], "states", "bits", 0, bits => Disguise(folder["a.run"], bits, layout, 1, 4, layout.ParameterLength * sizeof(double) + 6, 4));
        using var run = Runs.Open(folder["a.run"]);
        Runs.Refused(run.Explain(4), ExitCode.Divergence, "the recomputed state does not have the recorded fingerprint");
        Runs.Refused(run.StateAt(6), ExitCode.Divergence, "the recomputed state does not have the recorded fingerprint");
        Assert.That(Runs.Right(run.StateAt(8)), Is.EqualTo(Truth(experiment, 8)));
    }

    [TestCase("moments", "losses", "the losses and fingerprints from step 0 to 40 are damaged: their checksum does not agree")]
    [TestCase("moments", "errors", "the losses and fingerprints from step 0 to 40 are damaged: their checksum does not agree")]
    [TestCase("moments", "fingerprints", "the losses and fingerprints from step 0 to 40 are damaged: their checksum does not agree")]
    [TestCase("data", "bytes", "the recorded data are damaged: their checksum does not agree", 1)]
    [TestCase("data", "bytes", "the recorded data are damaged: their checksum does not agree", 2)]
    public static void Other_numbers_are_refused_by_name(string table, string column, string words, int row = 0) =>
        Gen.Int[0, 1_000_000].Sample(bit =>
        {
            using var folder = new TemporaryFolder();
            Runs.RecordInWholeBlocks(Runs.Experiment(4, Steps), folder["a.run"]);
            Runs.Change(folder["a.run"], table, column, row, bytes => bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8)));
            Runs.Refused(OpenedRun.Open(new(folder.Path), Docs.Catalogue, "a").Bind(run => { using (run) return run.File.MomentAt(20); }), ExitCode.RunFile, words);
        }, iter: 10, threads: 1);

    [TestCase("UPDATE run SET value = replace(value, '0', '1') WHERE key = 'document'")]
    [TestCase("UPDATE run SET value = '41' WHERE key = 'planned'")]
    [TestCase("UPDATE run SET value = 'complete ' WHERE key = 'status'")]
    [TestCase("UPDATE run SET value = 'b' WHERE key = 'name'")]
    [TestCase("UPDATE run SET value = '1999-01-01T00:00:00Z' WHERE key = 'created'")]
    [TestCase("UPDATE run SET value = '0' WHERE key = 'checksum'")]
    [TestCase("INSERT INTO run VALUES ('parent', 'x')")]
    [TestCase("DELETE FROM run WHERE key = 'checksum'")]
    [TestCase("DELETE FROM run WHERE key = 'name'")]
    [TestCase("UPDATE stamps SET version = '9.9' WHERE rowid = 2")]
    [TestCase("DELETE FROM stamps WHERE rowid = 1")]
    public static void The_header_and_the_stamps_are_sealed(string sql)
    {
        using var folder = new TemporaryFolder();
        Runs.RecordInWholeBlocks(Runs.Experiment(5, Steps), folder["a.run"]);
        Runs.Sql(folder["a.run"], sql);
        Runs.Refused(RunFile.Open(folder["a.run"]).Map(_ => 0), ExitCode.RunFile, "the header of the file is damaged: its checksum does not agree");
    }

    [TestCase("losses", "loss")]
    [TestCase("errors", "sum |error|")]
    public static void A_loss_or_an_error_changed_with_its_checksum_is_named(string column, string name)
    {
        using var folder = new TemporaryFolder();
        Runs.RecordInWholeBlocks(Runs.Experiment(6, Steps), folder["a.run"]);
        Runs.Change(folder["a.run"], "moments", column, 0, bytes => bytes[8 * 11] ^= 1);
        Runs.Sql(folder["a.run"], "UPDATE moments SET checksum = $checksum", ("$checksum", ChecksumOfMoments(folder["a.run"])));
        using var run = Runs.Open(folder["a.run"]);
        var found = Runs.Replayed(run).Divergence.IfNone(() => throw new AssertionException("nothing was found"));
        Assert.That((found.Step, found.Tensor, found.Ulps), Is.EqualTo((11L, name, 1UL)));
    }

    [Test]
    public static void A_damaged_checksum_is_damage_even_where_the_numbers_are_sound()
    {
        using var folder = new TemporaryFolder();
        Runs.RecordInWholeBlocks(Runs.Experiment(8, Steps, """{ "keep": "every" }"""), folder["a.run"]);
        Runs.Change(folder["a.run"], "states", "checksums", 0, bytes => bytes[8 * 9 + 3] ^= 64);
        using var run = Runs.Open(folder["a.run"]);
        Runs.Refused(run.StateAt(9), ExitCode.RunFile, "state 9 is damaged");
        Runs.Refused(Replay.Run(run, 0, Steps, Runs.Nobody, default), ExitCode.RunFile, "the checksum of state 9 is damaged; its numbers are not");
    }

    private static long ChecksumOfMoments(string path)
    {
        using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadOnly);
        using var select = RunFormat.Command(connection, "SELECT losses, errors, fingerprints FROM moments");
        using var reader = select.ExecuteReader();
        reader.Read();
        return RunFormat.Checksum(0, reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
    }

    private static void Flip(string path, StateLayout layout, int step, int at, int bit, bool disguised) =>
        Runs.Change(path, "states", "bits", 0, bits =>
        {
            if (disguised)
                Disguise(path, bits, layout, step, step, at, bit);
            else
                bits[step * layout.ByteLength + at] ^= (byte)(1 << bit);
        });

    /// <summary>The same, and the checksum of the state is made to agree again.</summary>
    private static void Disguise(string path, byte[] bits, StateLayout layout, int index, long step, int at, int bit)
    {
        bits[index * layout.ByteLength + at] ^= (byte)(1 << bit);
        var checksum = RunFormat.StateChecksum(step, bits.AsSpan(index * layout.ByteLength, layout.ByteLength));
        Runs.Change(path, "states", "checksums", 0, sums => BinaryPrimitives.WriteUInt64LittleEndian(sums.AsSpan(index * sizeof(ulong)), checksum));
    }

    private static TrainingState Truth(Experiment e, long step) => Training.Run(e.Pipeline, e.Initial, e.Batches, step);

    private static (string Tensor, string Index, double Number) Named(StateLayout layout, TrainingState state, int number)
    {
        var (tensors, flat, i) = number < layout.ParameterLength
            ? (layout.Parameters, state.Parameters, number)
            : (layout.Slots, state.Slots, number - layout.ParameterLength);
        var tensor = tensors.Single(t => i >= t.Offset && i < t.Offset + t.Length);
        return (tensor.Name, string.Join(",", tensor.Indices(i - tensor.Offset)), flat[i]);
    }
}
