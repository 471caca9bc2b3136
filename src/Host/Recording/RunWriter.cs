using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Writes a history while it happens. The training loop only copies numbers into blocks; a thread of its own puts them into the
/// file, one transaction a block, and a bounded queue holds training back where the disk is slower. A block is acknowledged when its
/// transaction is committed: after a crash of the process nothing acknowledged is lost.
/// </summary>
public sealed class RunWriter : IDisposable
{
    /// <summary>Blocks that may wait for the disk.</summary>
    private const int QueueLength = 4;

    /// <summary>SQLite holds BLOBs up to 10⁹ bytes, and a state with its checksum is one.</summary>
    private const long MaxStateBytes = 1_000_000_000 - 1024;

    /// <summary>A slow training's moments are written at least this often, so that little is lost if it is killed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly BlockingCollection<(MomentBlock, IReadOnlyList<StateBlock>)> _queue = new(QueueLength);
    private readonly string _path;
    private readonly BlockBuilder _builder;
    private readonly Thread _thread;
    private long _lastFlush = Stopwatch.GetTimestamp();
    private volatile Exception? _trouble;
    private bool _acknowledged;
    private string _status = RunHeader.Unfinished;

    private RunWriter(string path, Experiment experiment, Option<Parentage> parent)
    {
        _path = path;
        _builder = new(experiment.Pipeline.Layout.ByteLength);
        _thread = new(() => Write(experiment, RunHeader.Of(experiment, parent))) { IsBackground = true, Name = "run writer" };
        _thread.Start();
    }

    /// <summary>A writer for a file that does not exist yet; what forbids it is said before training starts.</summary>
    public static Either<Failure, RunWriter> Create(string path, Experiment experiment, Option<Parentage> parent) =>
        ((long)experiment.Pipeline.Layout.ParameterLength + experiment.Pipeline.Layout.SlotLength) * sizeof(double) is > MaxStateBytes and var bytes
            ? Failure.Of(ExitCode.RunFile, path, $"a state of this network takes {bytes} bytes and a run file holds states up to {MaxStateBytes}", "Use fewer units, or an optimizer without memory.")
            : Guard.Writing(path, () =>
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

    /// <summary>Writes what is left, closes the file into one plain file, and says how it went. A file without a moment is taken away.</summary>
    public Either<Failure, Unit> Finish(string status)
    {
        Close(status);
        switch (_trouble)
        {
            case null:
                return unit;
            case SqliteException or IOException or UnauthorizedAccessException or OutOfMemoryException:
                return Left<Failure, Unit>(Guard.WriteFailure(_path, _trouble));
            default:
                ExceptionDispatchInfo.Throw(_trouble);
                throw new UnreachableException();
        }
    }

    public void Dispose()
    {
        if (!_queue.IsAddingCompleted)
            Close("interrupted");
        _queue.Dispose();
    }

    private void Close(string status)
    {
        _status = status;
        Flush();
        _queue.CompleteAdding();
        _thread.Join();
        if (!_acknowledged)
            Guard.Remove(_path);
    }

    private void Flush()
    {
        if (!_builder.IsEmpty && _trouble is null)
            _queue.Add(_builder.Take());
        _lastFlush = Stopwatch.GetTimestamp();
    }

    private void Write(Experiment experiment, RunHeader header)
    {
        try
        {
            using var connection = RunFormat.Connect(_path, SqliteOpenMode.ReadWrite);
            RunTables.Create(connection, header, experiment.Data, experiment.Stamps);
            foreach (var (moments, states) in _queue.GetConsumingEnumerable())
            {
                RunTables.Append(connection, moments, states);
                _acknowledged = true;
            }

            RunTables.Close(connection, header with { Status = _status }, experiment.Stamps);
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to the thread that trains, and that thread must not wait for a disk that is gone: what it
            // still sends is dropped, and Finish tells.
            _trouble = e;
            while (_queue.TryTake(out _, Timeout.Infinite))
                continue;
        }
    }
}
