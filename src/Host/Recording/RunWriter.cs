using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Where a forked run comes from: the run, the step, and the fingerprint there.</summary>
public sealed record Parentage(string Run, long Step, Fingerprint Fingerprint);

/// <summary>
/// Writes a history while it happens. The training loop only copies numbers into blocks; a thread of its own puts them into the
/// file, one transaction a block, and a bounded queue holds training back where the disk is slower. A block is acknowledged when its
/// transaction is committed: after a crash of the process nothing acknowledged is lost.
/// </summary>
public sealed class RunWriter : IDisposable
{
    /// <summary>Blocks that may wait for the disk.</summary>
    private const int QueueLength = 4;

    /// <summary>A slow training's moments are written at least this often, so that little is lost if it is killed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly BlockingCollection<(MomentBlock, IReadOnlyList<StateBlock>)> _queue = new(QueueLength);
    private readonly string _path;
    private readonly BlockBuilder _builder;
    private readonly Thread _thread;
    private long _lastFlush = Stopwatch.GetTimestamp();
    private volatile Exception? _trouble;
    private string _status = "recording";

    private RunWriter(string path, Experiment experiment, Option<Parentage> parent)
    {
        _path = path;
        _builder = new(experiment.Pipeline.Layout.ByteLength);
        _thread = new(() => Write(experiment, parent)) { IsBackground = true, Name = "run writer" };
        _thread.Start();
    }

    /// <summary>A writer for a file that does not exist yet; what forbids it is said before training starts.</summary>
    public static Either<Failure, RunWriter> Create(string path, Experiment experiment, Option<Parentage> parent) =>
        Guard.Writing(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
            return new RunWriter(path, experiment, parent);
        });

    /// <summary>Takes a moment; false when the file can no longer be written, and <see cref="Finish"/> says why.</summary>
    public bool Append(Moment moment)
    {
        _builder.Add(moment);
        if (_builder.IsFull || Stopwatch.GetElapsedTime(_lastFlush) > Patience)
            Flush();
        return _trouble is null;
    }

    /// <summary>Writes what is left, closes the file into one plain file, and says how it went.</summary>
    public Either<Failure, Unit> Finish(string status)
    {
        _status = status;
        Flush();
        _queue.CompleteAdding();
        _thread.Join();
        return _trouble is { } trouble ? Left<Failure, Unit>(Guard.WriteFailure(_path, trouble)) : unit;
    }

    public void Dispose()
    {
        if (!_queue.IsAddingCompleted)
            Finish("interrupted");
        _queue.Dispose();
    }

    private void Flush()
    {
        if (!_builder.IsEmpty && _trouble is null)
            _queue.Add(_builder.Take());
        _lastFlush = Stopwatch.GetTimestamp();
    }

    private void Write(Experiment experiment, Option<Parentage> parent)
    {
        try
        {
            using var connection = RunFormat.Connect(_path, SqliteOpenMode.ReadWrite);
            Prepare(connection, experiment, parent);
            foreach (var (moments, states) in _queue.GetConsumingEnumerable())
                Write(connection, moments, states);
            RunFormat.Execute(connection, "INSERT OR REPLACE INTO run VALUES ('status', $value)", ("$value", _status));
            RunFormat.Execute(connection, "PRAGMA journal_mode = DELETE");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _trouble = e;
            while (_queue.TryTake(out _, Timeout.Infinite))
            {
                // The training loop must not wait for a disk that is gone: what it still sends is dropped, and Finish tells.
            }
        }
    }

    private static void Prepare(SqliteConnection connection, Experiment experiment, Option<Parentage> parent)
    {
        RunFormat.Execute(connection, $"PRAGMA page_size = 16384; PRAGMA application_id = {RunFormat.ApplicationId}; PRAGMA user_version = {RunFormat.Version}");
        RunFormat.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction();
        foreach (var table in RunFormat.Tables)
            RunFormat.Execute(connection, table);
        foreach (var (key, value) in Header(experiment, parent))
            RunFormat.Execute(connection, "INSERT INTO run VALUES ($key, $value)", ("$key", key), ("$value", value));
        var (inputs, targets) = (BytesOf(experiment.Data.Inputs), BytesOf(experiment.Data.Targets));
        RunFormat.Execute(
            connection, "INSERT INTO data VALUES ($rows, $inputs, $targets, $checksum)",
            ("$rows", experiment.Data.Rows), ("$inputs", inputs), ("$targets", targets), ("$checksum", RunFormat.Checksum(experiment.Data.Rows, inputs, targets)));
        foreach (var stamp in experiment.Stamps)
            RunFormat.Execute(
                connection, "INSERT INTO stamps VALUES ($kind, $name, $id, $assembly, $version, $sha256)",
                ("$kind", stamp.Kind), ("$name", stamp.Name), ("$id", stamp.Id),
                ("$assembly", stamp.Origin.Assembly), ("$version", stamp.Origin.Version), ("$sha256", stamp.Origin.Sha256));
        transaction.Commit();
    }

    private static IEnumerable<(string Key, string Value)> Header(Experiment experiment, Option<Parentage> parent)
    {
        yield return ("name", experiment.Name);
        yield return ("document", experiment.Document);
        yield return ("planned", experiment.Steps.ToString(CultureInfo.InvariantCulture));
        yield return ("status", "recording");
        yield return ("created", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        foreach (var p in parent)
        {
            yield return ("parent", p.Run);
            yield return ("parentStep", p.Step.ToString(CultureInfo.InvariantCulture));
            yield return ("parentFingerprint", p.Fingerprint.ToString());
        }
    }

    private static void Write(SqliteConnection connection, MomentBlock moments, IReadOnlyList<StateBlock> states)
    {
        using var transaction = connection.BeginTransaction();
        RunFormat.Execute(
            connection, "INSERT INTO moments VALUES ($first, $count, $losses, $errors, $fingerprints, $checksum)",
            ("$first", moments.First), ("$count", moments.Count), ("$losses", moments.Losses), ("$errors", moments.Errors),
            ("$fingerprints", moments.Fingerprints), ("$checksum", moments.Checksum));
        foreach (var block in states)
            RunFormat.Execute(
                connection, "INSERT INTO states VALUES ($first, $count, $spacing, $bits, $checksums)",
                ("$first", block.First), ("$count", block.Count), ("$spacing", block.Spacing), ("$bits", block.Bits), ("$checksums", block.Checksums));
        transaction.Commit();
    }

    private static byte[] BytesOf(Reals values)
    {
        var bytes = new byte[values.ByteLength];
        values.CopyBytesTo(bytes);
        return bytes;
    }
}
