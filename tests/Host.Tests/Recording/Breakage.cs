using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>
/// A sound run as bytes, what is in it, and whether a broken copy of it tells the truth: whatever is read of the copy is bit for bit what is
/// in the original, the rest is refused in words, and the report of <c>inspect</c> knows.
/// </summary>
internal sealed class Breakage
{
    private const string Document =
        """{ "name": "a", "data": { "source": "xor" }, "network": { "layers": [ { "units": 2, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "batch": { "size": 3, "shuffle": true }, "schedule": { "name": "reduce-on-plateau", "patience": 1 }, "steps": 24, "record": { "keep": 3 } }""";

    private readonly Experiment _experiment;
    private readonly ImmutableArray<Moment> _truth;
    private readonly Option<Parentage> _parent;
    private readonly RunHeader _header;

    /// <summary>Records a run in rows of a few steps each, as a slow training would.</summary>
    /// <param name="fork">Whether it is the second half of another.</param>
    /// <param name="killed">Whether it is left as the kill of its program leaves it: with its log beside it.</param>
    /// <param name="pagesAhead">Pages in the log before they are copied into the file.</param>
    public Breakage(bool fork = false, bool killed = false, int pagesAhead = 1000)
    {
        var whole = Runs.Experiment(Document);
        var truth = Runs.Truth(whole);
        var start = (TrainingState)truth[fork ? 10 : 0].State;
        (_experiment, _truth) = (whole with { Steps = whole.Steps - start.Step }, [.. truth.Skip((int)start.Step)]);
        _parent = fork ? new Parentage("parent", start.Step, start.Fingerprint) : Option<Parentage>.None;
        _header = RunHeader.Of(_experiment, _parent) with { Status = killed ? RunHeader.Unfinished : "complete" };
        (File, Log) = Record(killed, pagesAhead);
    }

    public byte[] File { get; }

    /// <summary>What lies in its log; empty where it was closed.</summary>
    public byte[] Log { get; }

    private long First => _truth[0].Step;

    private (byte[] File, byte[] Log) Record(bool killed, int pagesAhead)
    {
        using var folder = new TemporaryFolder();
        using var connection = RunFormat.Connect(folder["a.run"], SqliteOpenMode.ReadWriteCreate);
        var manuscript = Manuscript.New(folder["a.run"], _experiment, _parent) with { Header = _header };
        using (var beginning = RunTables.Begin(connection, manuscript))
            beginning.Commit();
        RunTables.GoOn(connection, manuscript);
        RunFormat.Execute(connection, $"PRAGMA wal_autocheckpoint = {pagesAhead}");
        var length = _experiment.Pipeline.Layout.ByteLength / sizeof(double);
        using (var inserts = new Inserts(connection))
            foreach (var few in _truth.Chunk(5))
                inserts.Write(BlockOf(few, length), length);
        if (!killed)
            RunTables.Close(connection, manuscript);
        return (Bytes(folder["a.run"]), killed ? Bytes(folder["a.run-wal"]) : []);
    }

    private Block BlockOf(Moment[] moments, int length)
    {
        var block = new Block(length);
        foreach (var moment in moments)
        {
            block.Begin(moment.Step);
            if ((moment.Step - First) % 3 == 0 || moment.Step == _truth[^1].Step)
                moment.State.IfSome(state => block.Keep(state.Parameters.AsSpan(), state.Slots.AsSpan()));
            block.Complete(moment.Loss, moment.SumAbsoluteError, moment.Fingerprint);
        }

        return block;
    }

    private static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads all there is to read of a copy, in an order of its own; every lie that was told, and whether anything could be read.</summary>
    public (ImmutableArray<string> Lies, bool Opened) Judge(string path, Random random)
    {
        var lies = new Lies();
        var opened = lies.Judge(OpenedRun.Open(new(""), Docs.Catalogue, path), run =>
        {
            using (run)
                Judge(run, random, lies);
            return true;
        }, "the run");
        lies.Judge(Inspection.Of(path, "a", Docs.Catalogue, default), report => !lies.Refused || report.Worst == Usable.Impossible, "the report: something was refused, and it says nothing of it");
        return (lies.Told, opened);
    }

    private void Judge(OpenedRun run, Random random, Lies lies)
    {
        var (file, last) = (run.File, run.File.Last);
        lies.Judge(file.First == First && last <= _truth[^1].Step && file.Header with { Created = _header.Created } == _header, "the header");
        if (lies.Told.Length > 0)
            return;
        lies.Judge(file.Stamps(), stamps => stamps.SequenceEqual(_experiment.Stamps), "the stamps");
        lies.Judge(file.Data(), data => data == _experiment.Prepared, "the data");
        var known = _truth[..(int)(last - First + 1)];
        foreach (var moment in known.OrderBy(_ => random.Next()))
        {
            var (step, state) = (moment.Step, (TrainingState)moment.State);
            lies.Judge(file.MomentAt(step), read => Same(read, moment), $"moment {step}");
            lies.Judge(file.RawStateAt(step, run.Layout), raw => raw.ForAll(r => !r.Intact || r.State == state), $"the recorded numbers of {step}");
            lies.Judge(file.StateAtOrBefore(step, run.Layout), read => read.Step <= step && read == (TrainingState)_truth[(int)(read.Step - First)].State, $"the state before {step}");
            lies.Judge(run.StateAt(step), read => read == state, $"state {step}");
        }

        var worked = known[random.Next(known.Length)];
        lies.Judge(run.Explain(worked.Step), trace => trace.State == (TrainingState)worked.State && Same(trace.Loss, worked.Loss), $"step {worked.Step}");
        lies.Judge(file.Curves(First, last), curves => Same(curves.Losses, known.Select(m => m.Loss)) && Same(curves.Errors, known.Select(m => m.SumAbsoluteError)), "the curves");
        lies.Judge(Replay.Run(run, First, last, Runs.Nobody, default), result => result.Damaged || (result.Divergence.IsNone && result.Verified == known.Length), "the replay");
    }

    private static bool Same(Moment a, Moment b) => a.Step == b.Step && a.Fingerprint == b.Fingerprint && Same(a.Loss, b.Loss) && Same(a.SumAbsoluteError, b.SumAbsoluteError);

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static bool Same(double[] a, IEnumerable<double> b) => Reals.Of(a).Equals(Reals.Of([.. b]));

    /// <summary>What was read and is not so, and what was refused without a sentence.</summary>
    private sealed class Lies
    {
        public ImmutableArray<string> Told { get; private set; } = [];

        /// <summary>Whether anything was refused, or recorded numbers contradicted their checksum.</summary>
        public bool Refused { get; private set; }

        public void Judge(bool isRight, string what) => Told = isRight ? Told : Told.Add(what);

        public bool Judge<T>(Either<Failure, T> read, Func<T, bool> isRight, string what) => read.Match(
            Right: value =>
            {
                Judge(isRight(value), what);
                return true;
            },
            Left: failure =>
            {
                Refused = true;
                var said = failure.Code is ExitCode.RunFile or ExitCode.Divergence && !failure.Problems.IsEmpty && failure.Problems.ForAll(p => p.Where.Length > 0 && p.What.Length > 0);
                Judge(said, $"{what}: exit {failure.Code}: {failure.Problems}");
                return false;
            });
    }
}
