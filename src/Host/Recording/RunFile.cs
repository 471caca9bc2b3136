using System.Collections.Immutable;
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
    /// <summary>Bytes of moments and of states that stay in memory: all of a history such as the article's, some of a large one.</summary>
    private const long Remembered = 32 << 20;

    private readonly SqliteConnection _connection;
    private readonly BlockCache<MomentBlock> _moments = new(Remembered);
    private readonly BlockCache<StateBlock> _states = new(Remembered);
    private readonly Lazy<long[]> _momentRows;
    private readonly Lazy<long[]> _stateRows;

    private RunFile(string path, SqliteConnection connection, RunHeader header, long first, long last)
    {
        (Path, _connection, Header, First, Last) = (path, connection, header, first, last);
        (_momentRows, _stateRows) = (new(() => Rows("moments")), new(() => Rows("states")));
    }

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
    public Either<Failure, Dataset> Data() => Guard.Reading(Path, () => DataTable.Read(Path, _connection)).Bind(identity);

    /// <summary>Who made the strategies.</summary>
    public Either<Failure, ImmutableArray<Stamp>> Stamps() => Guard.Reading(Path, () => RunFileCheck.Stamps(_connection));

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
            var block = (MomentBlock)read;
            for (; step <= to && block.Holds(step); step++)
                (losses[step - from], errors[step - from]) = (block.Loss(step), block.Error(step));
        }

        return (losses, errors);
    }

    /// <summary>The recorded state at <paramref name="step"/> or the nearest before it, if it has its checksum and its fingerprint.</summary>
    public Either<Failure, TrainingState> StateAtOrBefore(long step, StateLayout layout) =>
        from block in StatesAround(step, layout)
        from state in block.IsIntact(block.AtOrBefore(step))
            ? Decode(block, block.AtOrBefore(step), layout)
            : Guard.Damaged(Path, $"state {block.AtOrBefore(step)} is damaged: its checksum does not agree")
        from linked in IsLinked(state)
        from sound in linked
            ? Right<Failure, TrainingState>(state)
            : Guard.Damaged(Path, $"state {state.Step} is damaged: its numbers do not have the recorded fingerprint")
        select sound;

    /// <summary>The numbers recorded at exactly <paramref name="step"/> as they stand, and whether their checksum agrees.</summary>
    internal Either<Failure, Option<(TrainingState State, bool Intact)>> RawStateAt(long step, StateLayout layout) =>
        StatesAround(step, layout).Bind(block => block.AtOrBefore(step) == step
            ? Decode(block, step, layout).Map(state => Some((state, block.IsIntact(step))))
            : Right<Failure, Option<(TrainingState, bool)>>(None));

    /// <summary>Whether a state is recorded at <paramref name="step"/> and has its checksum, for a run whose network is not known.</summary>
    internal Either<Failure, bool> IsIntact(long step) =>
        StatesAround(step, block => block.Bits.Length / Math.Max(1, block.Count)).Map(block => block.AtOrBefore(step) == step && block.IsIntact(step));

    private Either<Failure, TrainingState> Decode(StateBlock block, long step, StateLayout layout)
    {
        var split = layout.ParameterLength * sizeof(double);
        return MomentAt(step).Map(moment => new TrainingState(
            step, Reals.FromBytes(block.BitsOf(step)[..split]), Reals.FromBytes(block.BitsOf(step)[split..]), moment.Fingerprint));
    }

    /// <summary>Whether the parameters follow in the chain of fingerprints. What came before a fork's first state stands in its parent.</summary>
    private Either<Failure, bool> IsLinked(TrainingState state) =>
        state.Step == 0 ? Fingerprint.Chain(Fingerprint.Genesis, 0, state.Parameters) == state.Fingerprint
        : state.Step == First ? true
        : MomentAt(state.Step - 1).Map(before => Fingerprint.Chain(before.Fingerprint, state.Step, state.Parameters) == state.Fingerprint);

    private Either<Failure, MomentBlock> MomentsAround(long step) => Guard.Reading(Path, () =>
    {
        if (RowAround(_momentRows.Value, step) is not { } first)
            return Left<Failure, MomentBlock>(Guard.Damaged(Path, $"step {step} is missing"));
        if (_moments.Find(first) is { } known && known.Holds(step))
            return known;
        using var reader = Select("SELECT first, count, losses, errors, fingerprints, checksum FROM moments WHERE first = $first", ("$first", first));
        if (!reader.Read())
            return Left<Failure, MomentBlock>(Guard.Damaged(Path, $"step {step} is missing"));
        var block = new MomentBlock(
            reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        if (!block.Holds(step) || !RunFileCheck.IsSound(block))
            return Guard.Damaged(Path, $"the losses and fingerprints from step {block.First} on are damaged");
        if (block.Checksum != reader.GetInt64(5))
            return Guard.Damaged(Path, $"the losses and fingerprints from step {block.First} to {block.First + block.Count - 1} are damaged: their checksum does not agree");
        return _moments.Keep(first, block, block.Bytes);
    }).Bind(identity);

    private Either<Failure, StateBlock> StatesAround(long step, StateLayout layout) => StatesAround(step, _ => layout.ByteLength);

    private Either<Failure, StateBlock> StatesAround(long step, Func<StateBlock, int> stateBytes) => Guard.Reading(Path, () =>
    {
        if (RowAround(_stateRows.Value, step) is not { } first)
            return Left<Failure, StateBlock>(Guard.Damaged(Path, $"no state is recorded at or before step {step}"));
        if (_states.Find(first) is { } known)
            return known;
        using var reader = Select("SELECT first, count, spacing, bits, checksums FROM states WHERE first = $first", ("$first", first));
        if (!reader.Read())
            return Left<Failure, StateBlock>(Guard.Damaged(Path, $"no state is recorded at or before step {step}"));
        var block = new StateBlock(
            reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        if (!RunFileCheck.IsSound(block, stateBytes(block)))
            return Guard.Damaged(Path, $"the states from step {block.First} on are damaged: they are not states of this network");
        return _states.Keep(first, block, block.Bits.Length);
    }).Bind(identity);

    /// <summary>
    /// The steps whose states are recorded, in order, as far as the file was when it was opened; of a row that holds none the step it
    /// begins at, which then cannot be read.
    /// </summary>
    internal IEnumerable<long> StateSteps()
    {
        using var reader = Select("SELECT first, count, spacing FROM states WHERE first <= $last ORDER BY first", ("$last", Last));
        while (reader.Read())
            for (var (first, i, count, spacing) = (reader.GetInt64(0), 0L, reader.GetInt64(1), reader.GetInt64(2)); i == 0 || (i < count && i <= Last); i++)
                yield return first + i * spacing;
    }

    /// <summary>Where the rows of a table begin, in order.</summary>
    private long[] Rows(string table)
    {
        using var reader = Select($"SELECT first FROM {table} ORDER BY first");
        var rows = new List<long>();
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return [.. rows];
    }

    /// <summary>The last row that begins at or before <paramref name="step"/>.</summary>
    private static long? RowAround(long[] rows, long step)
    {
        var at = System.Array.BinarySearch(rows, step);
        return at >= 0 ? step : at == -1 ? null : rows[~at - 1];
    }

    private static Either<Failure, RunFile> Read(string path)
    {
        var connection = RunReading.Connect(path);
        try
        {
            var opened =
                from _ in RunFileCheck.Schema(path, connection)
                from steps in RunFileCheck.Steps(path, connection)
                from header in RunFileCheck.Header(path, connection)
                from whole in RunFileCheck.Beginning(path, header, steps.First)
                select new RunFile(path, connection, header, steps.First, steps.Last);
            if (opened.IsLeft)
                connection.Dispose();
            return opened;
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
