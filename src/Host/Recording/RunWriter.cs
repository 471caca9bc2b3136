using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Writes a history while it happens. The training loop only copies numbers into a block; a thread of its own puts full ones into the
/// file, one transaction a block, and hands them back empty: where the disk is slower, training waits for an empty block. A block is
/// acknowledged when its transaction is committed: after a crash of the process nothing acknowledged is lost.
/// </summary>
public sealed class RunWriter : IDisposable
{
    /// <summary>Blocks there are: one being filled, one being written, and some that absorb what one of the two is ahead.</summary>
    private const int Blocks = 8;

    /// <summary>SQLite holds BLOBs up to 10⁹ bytes, and a state with its checksum is one.</summary>
    private const long MaxStateBytes = 1_000_000_000 - 1024;

    /// <summary>A slow training's moments are written at least this often, so that little is lost if it is killed.</summary>
    private const long PatienceMilliseconds = 250;

    private readonly BlockingCollection<Block> _full = new(Blocks);
    private readonly BlockingCollection<Block> _empty = new(Blocks);
    private readonly string _path;
    private readonly int _length;
    private readonly Thread _thread;
    private readonly Ticker _patience = new(PatienceMilliseconds);
    private Block _block;
    private int _made = 1;
    private volatile Exception? _trouble;
    private bool _acknowledged;
    private string _status = RunHeader.Unfinished;

    private RunWriter(string path, Experiment experiment, Option<Parentage> parent)
    {
        (_path, _length) = (path, experiment.Pipeline.Layout.ByteLength / sizeof(double));
        _block = new(_length);
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

    /// <summary>Takes a moment as a value, with its state if it has one.</summary>
    public bool Append(Moment moment)
    {
        _block.Begin(moment.Step, moment.Fingerprint);
        moment.State.IfSome(state => _block.Keep(state.Parameters.AsSpan(), state.Slots.AsSpan()));
        return Complete(moment.Loss, moment.SumAbsoluteError);
    }

    /// <summary>Takes down where the engine stands, and its numbers where they are kept. The moment is part of the history once it is completed.</summary>
    public void Begin(Engine engine, bool keep)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _block.Begin(engine.StepNumber, engine.Fingerprint);
        if (keep)
            _block.Keep(engine.Parameters, engine.Slots);
    }

    /// <summary>The moment that was begun is complete; false when the file can no longer be written, and <see cref="Finish"/> says why.</summary>
    public bool Complete(double loss, double error)
    {
        _block.Complete(loss, error);
        if (_block.IsFull || _patience.IsTime())
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
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public void Dispose()
    {
        if (!_full.IsAddingCompleted)
            Close("interrupted");
        _full.Dispose();
        _empty.Dispose();
    }

    private void Close(string status)
    {
        _status = status;
        _block.Drop();
        if (_block.Count > 0)
            _full.Add(_block);
        _full.CompleteAdding();
        _thread.Join();
        if (!_acknowledged)
            Guard.Remove(_path);
    }

    private void Flush()
    {
        _full.Add(_block);
        _block = _empty.TryTake(out var used) ? used : _made++ < Blocks ? new(_length) : _empty.Take();
    }

    private void Write(Experiment experiment, RunHeader header)
    {
        try
        {
            using var connection = RunFormat.Connect(_path, SqliteOpenMode.ReadWrite);
            RunTables.Create(connection, header, experiment.Data, experiment.Stamps);
            using (var inserts = new Inserts(connection))
                foreach (var block in _full.GetConsumingEnumerable())
                {
                    inserts.Write(block, _length);
                    _acknowledged = true;
                    GiveBack(block);
                }

            RunTables.Close(connection, header with { Status = _status }, experiment.Stamps);
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to the thread that trains, and that thread must not wait for a disk that is gone: what it
            // still sends is dropped, and Finish tells.
            _trouble = e;
            foreach (var block in _full.GetConsumingEnumerable())
                GiveBack(block);
        }
    }

    private void GiveBack(Block block)
    {
        block.Clear();
        _empty.Add(block);
    }
}
