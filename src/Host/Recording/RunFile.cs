using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A recorded run, opened to read. Opening checks that the file is ours and whole in its outline; every number is checked when it is
/// read. Nothing is ever written to it.
/// </summary>
public sealed class RunFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private MomentBlock? _moments;
    private StateBlock? _states;

    private RunFile(string path, SqliteConnection connection, RunHeader header, long first, long last) =>
        (Path, _connection, Header, First, Last) = (path, connection, header, first, last);

    public string Path { get; }

    public RunHeader Header { get; }

    /// <summary>The step of the first recorded state: 0, or where a fork began.</summary>
    public long First { get; }

    /// <summary>The step of the last recorded moment.</summary>
    public long Last { get; }

    public static Either<Failure, RunFile> Open(string path) =>
        RunFileCheck.Outline(path).Match(
            Left<Failure, RunFile>,
            () => Guard.Reading(path, () => Read(path)).Bind(identity));

    public void Dispose() => _connection.Dispose();

    /// <summary>The dataset the run learned from.</summary>
    public Either<Failure, Dataset> Data() => Guard.Reading(Path, () =>
    {
        using var reader = Select("SELECT rows, inputs, targets, checksum FROM data");
        reader.Read();
        var (rows, inputs, targets) = (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
        return RunFormat.Checksum(rows, inputs, targets) == reader.GetInt64(3)
            ? Failure.From(ExitCode.RunFile, Dataset.Create(rows, Reals.FromBytes(inputs), Reals.FromBytes(targets)))
            : Guard.Damaged(Path, "the recorded data are damaged: their checksum does not agree");
    }).Bind(identity);

    /// <summary>Who made the strategies.</summary>
    public Either<Failure, ImmutableArray<Stamp>> Stamps() => Guard.Reading(Path, () =>
    {
        using var reader = Select("SELECT kind, name, id, assembly, version, sha256 FROM stamps ORDER BY rowid");
        var stamps = ImmutableArray.CreateBuilder<Stamp>();
        while (reader.Read())
            stamps.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), new(reader.GetString(3), reader.GetString(4), reader.GetString(5))));
        return stamps.ToImmutable();
    });

    /// <summary>Loss, error and fingerprint of S_step.</summary>
    public Either<Failure, Moment> MomentAt(long step) =>
        MomentsAround(step).Map(block => new Moment(step, block.Loss(step), block.Error(step), block.Fingerprint(step), None));

    /// <summary>Loss and sum |error| of the steps from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Either<Failure, (double[] Losses, double[] Errors)> Curves(long from, long to)
    {
        var (losses, errors) = (new double[to - from + 1], new double[to - from + 1]);
        for (var step = from; step <= to;)
        {
            var read = MomentsAround(step);
            if (read.IsLeft)
                return read.Map(_ => (losses, errors));
            var block = _moments!;
            for (; step <= to && block.Holds(step); step++)
                (losses[step - from], errors[step - from]) = (block.Loss(step), block.Error(step));
        }

        return (losses, errors);
    }

    /// <summary>The recorded state at <paramref name="step"/> or the nearest before it, its checksum verified.</summary>
    public Either<Failure, TrainingState> StateAtOrBefore(long step, int parameters) =>
        RawStateAtOrBefore(step, parameters).Bind(raw => raw.Intact
            ? Right<Failure, TrainingState>(raw.State)
            : Guard.Damaged(Path, $"state {raw.State.Step} is damaged: its checksum does not agree"));

    /// <summary>The same without an opinion: the numbers as they stand, and whether their checksum agrees.</summary>
    internal Either<Failure, (TrainingState State, bool Intact)> RawStateAtOrBefore(long step, int parameters) =>
        from block in StatesAround(step)
        from moment in MomentAt(block.AtOrBefore(step))
        from state in block.StateBytes >= parameters * sizeof(double)
            ? Right<Failure, (TrainingState, bool)>(Decode(block, moment, parameters))
            : Guard.Damaged(Path, $"state {moment.Step} is too short for this network")
        select state;

    private static (TrainingState State, bool Intact) Decode(StateBlock block, Moment moment, int parameters)
    {
        var bits = block.BitsOf(moment.Step);
        var split = parameters * sizeof(double);
        return (new(moment.Step, Reals.FromBytes(bits[..split]), Reals.FromBytes(bits[split..]), moment.Fingerprint), block.IsIntact(moment.Step));
    }

    private Either<Failure, MomentBlock> MomentsAround(long step)
    {
        if (_moments is { } known && known.Holds(step))
            return known;
        return Guard.Reading(Path, () =>
        {
            using var reader = Select("SELECT first, count, losses, errors, fingerprints, checksum FROM moments WHERE first <= $step ORDER BY first DESC LIMIT 1", ("$step", step));
            if (!reader.Read())
                return Left<Failure, MomentBlock>(Guard.Damaged(Path, $"step {step} is missing"));
            var block = new MomentBlock(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
            if (!block.Holds(step) || !RunFileCheck.IsSound(block))
                return Guard.Damaged(Path, $"the losses and fingerprints from step {block.First} on are damaged");
            if (block.Checksum != reader.GetInt64(5))
                return Guard.Damaged(Path, $"the losses and fingerprints from step {block.First} to {block.First + block.Count - 1} are damaged: their checksum does not agree");
            return _moments = block;
        }).Bind(identity);
    }

    private Either<Failure, StateBlock> StatesAround(long step)
    {
        if (_states is { } known && known.First <= step && (step <= known.Last))
            return known;
        return Guard.Reading(Path, () =>
        {
            using var reader = Select("SELECT first, count, spacing, bits, checksums FROM states WHERE first <= $step ORDER BY first DESC LIMIT 1", ("$step", step));
            if (!reader.Read())
                return Left<Failure, StateBlock>(Guard.Damaged(Path, $"no state is recorded at or before step {step}"));
            var block = new StateBlock(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
            if (!RunFileCheck.IsSound(block))
                return Guard.Damaged(Path, $"the states from step {block.First} on are damaged");
            return _states = block;
        }).Bind(identity);
    }

    private static Either<Failure, RunFile> Read(string path)
    {
        var connection = RunFormat.Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            return RunFileCheck.Schema(path, connection).Match(
                failure =>
                {
                    connection.Dispose();
                    return Left<Failure, RunFile>(failure);
                },
                () => Right<Failure, RunFile>(new RunFile(
                    path, connection, RunHeader.Read(connection),
                    RunFormat.Scalar(connection, "SELECT min(first) FROM moments"),
                    RunFormat.Scalar(connection, "SELECT max(first + count) - 1 FROM moments"))));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteDataReader Select(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        RunFormat.Command(_connection, sql, parameters).ExecuteReader();
}

/// <summary>What a run file says about itself.</summary>
public sealed record RunHeader(string Name, string Document, long Planned, string Status, string Created, Option<Parentage> Parent)
{
    internal static RunHeader Read(SqliteConnection connection)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = RunFormat.Command(connection, "SELECT key, value FROM run");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            values[reader.GetString(0)] = reader.GetString(1);
        return new(
            values["name"], values["document"], long.Parse(values["planned"], CultureInfo.InvariantCulture), values["status"], values["created"],
            values.TryGetValue("parent", out var parent)
                ? Some(new Parentage(
                    parent,
                    long.Parse(values["parentStep"], CultureInfo.InvariantCulture),
                    new Fingerprint(UInt128.Parse(values["parentFingerprint"], NumberStyles.HexNumber, CultureInfo.InvariantCulture))))
                : None);
    }
}
