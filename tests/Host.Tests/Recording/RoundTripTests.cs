using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

public static class RoundTripTests
{
    private const string BiggerThanABlock =
        """{ "name": "wide", "data": INLINE, "network": { "layers": [ { "units": 300, "activation": "tanh" } ] }, "loss": "mse", "optimizer": "adam", "steps": 5, "record": { "keep": 2 } }""";

    /// <summary>Bits that a REAL column, a text or an average would lose.</summary>
    private static readonly double[] Odd =
    [
        -0.0, 0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, double.MaxValue, double.MinValue, double.NaN, BitConverter.Int64BitsToDouble(0x7FF4000000000001),
        double.PositiveInfinity, double.NegativeInfinity, 0.1, Math.PI,
    ];

    [Test]
    public static void What_is_recorded_is_read_back_bit_for_bit() =>
        Gen.Int[0, 1_000_000].Sample(seed => RoundTrip(Runs.Experiment(seed)), iter: 150, threads: 1);

    [TestCase(1)]
    [TestCase(4094)]
    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(8191)]
    [TestCase(8192)]
    [TestCase(8193)]
    public static void Lengths_around_the_border_of_a_block(int steps)
    {
        RoundTrip(Runs.Experiment(steps, steps, """{ "keep": "every" }"""));
        RoundTrip(Runs.Experiment(steps + 1, steps, """{ "keep": 1000 }"""));
        RoundTrip(Runs.Experiment(steps + 2, steps, """{ "keep": "auto", "budget": "2KB" }"""));
    }

    [Test]
    public static void States_larger_than_a_block()
    {
        var row = $"[{string.Join(",", Enumerable.Range(0, 600))}]";
        var targets = $"[{string.Join(",", Enumerable.Repeat("0.5", 300))}]";
        RoundTrip(Runs.Experiment(BiggerThanABlock.Replace("INLINE", $$"""{ "inputs": [{{row}}], "targets": [{{targets}}] }""")));
    }

    [Test]
    public static void Every_double_survives_whatever_its_bits()
    {
        var experiment = Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 1, "activation": "identity" } ] }, "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 1, "momentum": 0.5 }, "steps": 1 }""");
        var number = Gen.OneOf(Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]), Gen.Long.Select(BitConverter.Int64BitsToDouble));
        Gen.Select(number.Array[3], number.Array[4], number, number, Gen.Bool).Array[1, 60].Sample(moments =>
        {
            using var folder = new TemporaryFolder();
            var expected = Chain(moments);
            using (var writer = Runs.Right(RunWriter.Create(folder["odd.run"], experiment, None)))
            {
                Assert.That(expected.All(writer.Append), Is.True);
                Runs.Right(writer.Finish("complete"));
            }

            using var file = Runs.Right(RunFile.Open(folder["odd.run"]));
            Assert.That(file.Last, Is.EqualTo(expected.Length - 1));
            foreach (var moment in expected)
                AreEqual(moment, Runs.Right(file.MomentAt(moment.Step)), Runs.Right(file.RawStateAt(moment.Step, experiment.Pipeline.Layout)).Map(raw => raw.State));
        }, iter: 60, threads: 1);
    }

    [Test]
    public static void A_moment_that_was_not_completed_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(7, 5, """{ "keep": "every" }""");
        using (var writer = Runs.Right(RunWriter.Create(folder["a.run"], experiment, None)))
        {
            var engine = Training.Start(experiment.Pipeline, experiment.Initial, experiment.Batches);
            for (var i = 0; i < 3; i++)
            {
                writer.Begin(engine, keep: true);
                var (loss, error) = engine.Step();
                Assert.That(writer.Complete(loss, error, engine.SeenFingerprint), Is.True);
            }

            writer.Begin(engine, keep: true);
        }

        using var connection = RunFormat.Connect(folder["a.run"], Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        Assert.That(
            (RunFormat.Scalar(connection, "SELECT sum(count) FROM moments"), RunFormat.Scalar(connection, "SELECT sum(count) FROM states")),
            Is.EqualTo((3, 3)));
    }

    [Test]
    public static void A_state_too_large_for_a_file_is_refused_before_training()
    {
        var small = Runs.Experiment(BuiltInDocuments.Xor);
        var network = Docs.Value(Network.Create(1000, Seq1(new Layer(130_000, small.Pipeline.Network.Layers[0].Activation))));
        var pipeline = Docs.Value(Pipeline.Create(network, small.Pipeline.Loss, small.Pipeline.Optimizer, small.Pipeline.Schedule, 0.1));
        using var folder = new TemporaryFolder();
        Runs.Refused(RunWriter.Create(folder["large.run"], small with { Pipeline = pipeline }, None).Map(_ => 0), ExitCode.RunFile, "a state of this network takes 2082080008 bytes");
        Assert.That(File.Exists(folder["large.run"]), Is.False);
    }

    private static void RoundTrip(Experiment experiment)
    {
        using var folder = new TemporaryFolder();
        var truth = Runs.Truth(experiment);
        Assert.That(Runs.Record(experiment, folder["a.run"]).Status, Is.EqualTo("complete"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "a closed run is one plain file");
        using var run = Runs.Open(folder["a.run"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.File.Header with { Created = "", Maker = None, Card = None }, Is.EqualTo(new RunHeader(experiment.Name, experiment.Document, experiment.Steps, "complete", "", None)));
            Assert.That((run.File.First, run.File.Last), Is.EqualTo((0L, experiment.Steps)));
            Assert.That(Runs.Right(run.File.Data()), Is.EqualTo(experiment.Prepared));
            Assert.That(Runs.Right(run.File.Stamps()), Is.EqualTo(experiment.Stamps));
        });
        var spacing = experiment.Spacing;
        foreach (var moment in truth)
        {
            var raw = Runs.Right(run.File.RawStateAt(moment.Step, run.Layout));
            Assert.That(raw.IsSome, Is.EqualTo(moment.Step % spacing == 0 || moment.Step == experiment.Steps), $"kept: {moment.Step}");
            AreEqual(moment, Runs.Right(run.File.MomentAt(moment.Step)), raw.Map(r => r.State));
        }

        var curves = Runs.Right(run.File.Curves(0, run.File.Last));
        Assert.That(Reals.Of(curves.Losses), Is.EqualTo(Reals.Of([.. truth.Select(m => m.Loss)])));
        var replay = Runs.Replayed(run);
        Assert.That((replay.Verified, replay.Divergence.IsNone), Is.EqualTo((experiment.Steps + 1, true)));
    }

    private static void AreEqual(Moment expected, Moment read, Option<TrainingState> state)
    {
        if ((expected.Step, expected.Fingerprint) != (read.Step, read.Fingerprint)
            || !Reals.Of(expected.Loss, expected.SumAbsoluteError).Equals(Reals.Of(read.Loss, read.SumAbsoluteError))
            || state.Exists(s => s != (TrainingState)expected.State))
            Assert.Fail($"step {expected.Step} was {expected} and is read as {read} with {state}");
    }

    private static ImmutableArray<Moment> Chain((double[] Parameters, double[] Slots, double Loss, double Error, bool Keep)[] moments)
    {
        var chain = ImmutableArray.CreateBuilder<Moment>();
        TrainingState? state = null;
        foreach (var m in moments)
        {
            state = state?.Next(Reals.Of(m.Parameters), Reals.Of(m.Slots)) ?? TrainingState.Initial(Reals.Of(m.Parameters), Reals.Of(m.Slots));
            chain.Add(new(state.Step, m.Loss, m.Error, state.Fingerprint, m.Keep || state.Step == 0 ? Some(state) : None));
        }

        return chain.ToImmutable();
    }
}
