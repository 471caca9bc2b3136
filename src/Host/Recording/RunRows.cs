using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The rows of a run file, fetched one after the other, whichever thread asks; those asked for last stay in memory. What was read is never
/// changed, so whoever goes through a row needs to ask for it once.
/// </summary>
internal sealed class RunRows
{
    /// <summary>Bytes of moments and of states that stay in memory: all of a history such as the article's, some of a large one.</summary>
    private const long Remembered = 32 << 20;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly long _last;
    private readonly Lock _fetching = new();
    private readonly BlockCache<MomentBlock> _moments = new(Remembered);
    private readonly BlockCache<StateBlock> _states = new(Remembered);
    private readonly Lazy<long[]> _momentRows;
    private readonly Lazy<long[]> _stateRows;
    private readonly Lazy<(long Count, long Spacing)[]> _stateShapes;

    /// <summary>The rows behind <paramref name="connection"/>, of a history that ends with <paramref name="last"/>.</summary>
    public RunRows(string path, SqliteConnection connection, long last)
    {
        (_path, _connection, _last) = (path, connection, last);
        (_momentRows, _stateRows) = (new(() => Beginnings("moments")), new(() => Beginnings("states")));
        _stateShapes = new(Shapes);
    }

    /// <summary>Asks the file something while nobody else does.</summary>
    public Either<Failure, T> Fetch<T>(Func<Either<Failure, T>> fetch)
    {
        lock (_fetching)
            return Guard.Reading(_path, fetch).Bind(identity);
    }

    /// <summary>The row of losses, errors and fingerprints that holds <paramref name="step"/>.</summary>
    public Either<Failure, MomentBlock> MomentsAround(long step) => Fetch(() =>
    {
        if (RowAround(_momentRows.Value, step) is not { } first)
            return Left<Failure, MomentBlock>(Guard.Damaged(_path, $"step {step} is missing"));
        if (_moments.Find(first) is { } known && known.Holds(step))
            return known;
        using var reader = Select("SELECT first, count, losses, errors, fingerprints, checksum FROM moments WHERE first = $first", ("$first", first));
        if (!reader.Read())
            return Left<Failure, MomentBlock>(Guard.Damaged(_path, $"step {step} is missing"));
        var (start, count) = (reader.GetInt64(0), reader.GetInt32(1));
        var (losses, errors, fingerprints) = (reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        if (RunFormat.Checksum(start, losses, errors, fingerprints) != reader.GetInt64(5))
            return Guard.Damaged(_path, $"the losses and fingerprints from step {start} to {start + count - 1} are damaged: their checksum does not agree");
        var block = new MomentBlock(start, count, Columns.Expanded(losses, count, 1), Columns.Expanded(errors, count, 1), fingerprints);
        if (!block.Holds(step) || !RunFileCheck.IsSound(block))
            return Guard.Damaged(_path, $"the losses and fingerprints from step {block.First} on are damaged");
        return _moments.Keep(first, block, block.Bytes);
    });

    /// <summary>The row of states that holds the one at <paramref name="step"/> or the nearest before it. Where rows tell of the same step, the later one counts.</summary>
    public Either<Failure, StateBlock> StatesAround(long step, StateLayout layout) => StatesAround(
        step, (bytes, count) => Columns.Expanded(bytes, count, layout.ByteLength / sizeof(double)), _ => layout.ByteLength);

    /// <summary>The same of a run whose network is not known: its states are as long as they are.</summary>
    public Either<Failure, StateBlock> StatesAround(long step) => StatesAround(step, Columns.Expanded, block => block.Bits.Length / Math.Max(1, block.Count));

    private Either<Failure, StateBlock> StatesAround(long step, Func<byte[], int, byte[]> expanded, Func<StateBlock, int> stateBytes) => Fetch(() =>
    {
        if (RowAround(_stateRows.Value, step) is not { } first)
            return Left<Failure, StateBlock>(NoState(step));
        if (_states.Find(first) is { } known)
            return known;
        using var reader = Select("SELECT first, count, spacing, bits, checksums FROM states WHERE first = $first", ("$first", first));
        if (!reader.Read())
            return NoState(step);
        var bits = expanded(reader.GetFieldValue<byte[]>(3), reader.GetInt32(1));
        var block = new StateBlock(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), bits, reader.GetFieldValue<byte[]>(4));
        return RunFileCheck.IsSound(block, stateBytes(block)) ? _states.Keep(first, block.Before(RowAfter(first)), block.Bits.Length) : Damaged(first);
    });

    /// <summary>As <see cref="RunFile.StateSteps"/> says.</summary>
    public IEnumerable<long> StateSteps()
    {
        using var reader = Select("SELECT first, count, spacing FROM states WHERE first <= $last ORDER BY first", ("$last", _last));
        while (reader.Read())
            for (var (first, i, count, spacing) = (reader.GetInt64(0), 0L, reader.GetInt64(1), reader.GetInt64(2)); i == 0 || (i < count && i <= _last); i++)
                yield return first + i * spacing;
    }

    /// <summary>
    /// The step of the kept state at <paramref name="step"/> or the nearest before it, and that of the next one; where none follows, the
    /// step after the last. Only where they are: whether they are sound is found by whoever reads them.
    /// </summary>
    public Either<Failure, (long At, long Next)> KeptAround(long step) => Fetch(() =>
    {
        if (RowAround(_stateRows.Value, step) is not { } first)
            return Left<Failure, (long, long)>(NoState(step));
        var (count, spacing) = _stateShapes.Value[System.Array.BinarySearch(_stateRows.Value, first)];
        if (count < 1 || spacing < 1 || spacing > (long.MaxValue - first) / count)
            return Damaged(first);
        var (index, end) = (Math.Min((step - first) / spacing, count - 1), Math.Min(RowAfter(first), _last + 1));
        return (first + index * spacing, index + 1 < count ? Math.Min(end, first + (index + 1) * spacing) : end);
    });

    private Failure NoState(long step) => Guard.Damaged(_path, $"no state is recorded at or before step {step}");

    private Failure Damaged(long first) => Guard.Damaged(_path, $"the states from step {first} on are damaged: they are not states of this network");

    /// <summary>Where the row of states behind the one that begins at <paramref name="first"/> does.</summary>
    private long RowAfter(long first) =>
        System.Array.BinarySearch(_stateRows.Value, first) + 1 is var after && after < _stateRows.Value.Length ? _stateRows.Value[after] : long.MaxValue;

    /// <summary>How many states each row has, and how far apart they are.</summary>
    private (long Count, long Spacing)[] Shapes()
    {
        using var reader = Select("SELECT count, spacing FROM states ORDER BY first");
        var shapes = new List<(long, long)>();
        while (reader.Read())
            shapes.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return [.. shapes];
    }

    /// <summary>Where the rows of a table begin, in order.</summary>
    private long[] Beginnings(string table)
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

    private SqliteDataReader Select(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        RunFormat.Command(_connection, sql, parameters).ExecuteReader();
}
