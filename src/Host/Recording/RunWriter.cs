using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Writes a history while it happens. The training loop only copies numbers into a block; a thread of its own puts full ones into the
/// file, one transaction a block (the first few together), and hands them back empty: where the disk is slower, training waits for an empty block. A block is
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

    /// <summary>Moments that come this soon are the beginning of a new file; a training that is killed before leaves nothing.</summary>
    private const long FirstMilliseconds = 50;

    private readonly BlockingCollection<Block> _full = new(Blocks);
    private readonly BlockingCollection<Block> _empty = new(Blocks);
    private readonly Manuscript _manuscript;
    private readonly WriterLock _alone;
    private readonly int _length;
    private readonly Thread _thread;
    private readonly Ticker _patience = new(PatienceMilliseconds);
    private Block _block;
    private int _made = 1;
    private volatile Exception? _trouble;
    private bool _acknowledged;
    private string _status = RunHeader.Unfinished;

    private RunWriter(Manuscript manuscript, WriterLock alone, int length)
    {
        (_manuscript, _alone, _length, _acknowledged) = (manuscript, alone, length, manuscript.Data.IsNone);
        _block = new(_length);
        _thread = new(Write) { IsBackground = true, Name = "run writer" };
        _thread.Start();
    }

    /// <summary>A writer for a file that does not exist yet, or in which nothing is recorded; what forbids it is said before training starts.</summary>
    public static Either<Failure, RunWriter> Create(string path, Experiment experiment, Option<Parentage> parent) =>
        ((long)experiment.Pipeline.Layout.ParameterLength + experiment.Pipeline.Layout.SlotLength) * sizeof(double) is > MaxStateBytes and var bytes
            ? Failure.Of(ExitCode.RunFile, path, $"a state of this network takes {bytes} bytes and a run file holds states up to {MaxStateBytes}", "Use fewer units, or an optimizer without memory.")
            : WriterLock.Take(path).Bind(alone => Start(Manuscript.New(path, experiment, parent), alone, experiment, () =>
            {
                if (RunFileCheck.HoldsNothing(path))
                    Guard.Remove(path);
                new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
            }));

    /// <summary>A writer that goes on behind what is recorded already.</summary>
    /// <param name="manuscript">The file, with the header it shall have.</param>
    /// <param name="experiment">What trains on.</param>
    /// <param name="alone">The lock, taken before the file was read; the writer lets go of it.</param>
    internal static Either<Failure, RunWriter> Continue(Manuscript manuscript, Experiment experiment, WriterLock alone) =>
        Start(manuscript, alone, experiment, static () => { });

    private static Either<Failure, RunWriter> Start(Manuscript manuscript, WriterLock alone, Experiment experiment, Action prepare)
    {
        var writer = Guard.Writing(manuscript.Path, () =>
        {
            prepare();
            alone.BeginWriting(manuscript.Path);
            return new RunWriter(manuscript, alone, experiment.Pipeline.Layout.ByteLength / sizeof(double));
        });
        if (writer.IsLeft)
            alone.Dispose();
        return writer;
    }

    /// <summary>Takes a moment as a value, with its state if it has one.</summary>
    public bool Append(Moment moment)
    {
        _block.Begin(moment.Step);
        moment.State.IfSome(state => _block.Keep(state.Parameters.AsSpan(), state.Slots.AsSpan()));
        return Complete(moment.Loss, moment.SumAbsoluteError, moment.Fingerprint);
    }

    /// <summary>Takes down where the engine stands, and its numbers where they are kept. The moment is part of the history once it is completed.</summary>
    public void Begin(Engine engine, bool keep)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _block.Begin(engine.StepNumber);
        if (keep)
            _block.Keep(engine.Parameters, engine.Slots);
    }

    /// <summary>The moment that was begun is complete; false when the file can no longer be written, and <see cref="Finish"/> says why.</summary>
    public bool Complete(double loss, double error, Fingerprint fingerprint)
    {
        _block.Complete(loss, error, fingerprint);
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
                return Left<Failure, Unit>(Guard.WriteFailure(_manuscript.Path, _trouble));
            default:
                ExceptionDispatchInfo.Throw(_trouble);
                throw new UnreachableException();
        }
    }

    public void Dispose()
    {
        if (!_full.IsAddingCompleted)
            Close("interrupted");
        _full.Dispose();
        _empty.Dispose();
        _alone.Dispose();
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
            Guard.Remove(_manuscript.Path);
        _alone.Dispose();
    }

    private void Flush()
    {
        _full.Add(_block);
        _block = _empty.TryTake(out var used) ? used : _made++ < Blocks ? new(_length) : _empty.Take();
    }

    private void Write()
    {
        try
        {
            var isNew = _manuscript.Data.IsSome;
            if (isNew && WriteBeginning())
                return;
            using var connection = RunFormat.Connect(_manuscript.Path, SqliteOpenMode.ReadWrite);
            RunTables.GoOn(connection, _manuscript);
            if (!isNew)
                RunTables.Say(connection, _manuscript);
            using (var inserts = new Inserts(connection))
                foreach (var block in _full.GetConsumingEnumerable())
                {
                    inserts.Write(block, _length);
                    _acknowledged = true;
                    GiveBack(block);
                }

            RunTables.Close(connection, Ended);
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

    /// <summary>
    /// A new run is begun under another name, with what comes within <see cref="FirstMilliseconds"/>, and gets its own once that is on the
    /// disk: it is there whole or not at all, and is written and waited for once. Returns whether that was all of it.
    /// </summary>
    private bool WriteBeginning()
    {
        Guard.RemoveBeside(_manuscript.Path);
        var path = _manuscript.Path + Guard.Beginning;
        using var ahead = new FlushAhead(path);
        var (begun, ended) = (false, false);
        using (var connection = RunFormat.Connect(path, SqliteOpenMode.ReadWrite))
        {
            using var transaction = RunTables.Begin(connection, _manuscript);
            using var inserts = new Inserts(connection);
            var clock = Stopwatch.StartNew();
            while (FirstMilliseconds - clock.ElapsedMilliseconds is > 0 and var left && _full.TryTake(out var block, (int)left))
            {
                inserts.Write(block, _length, transaction);
                ahead.Grown();
                begun = true;
                GiveBack(block);
            }

            ended = _full.IsCompleted;
            if (ended)
                RunTables.Write(connection, Ended.Header, _manuscript.Stamps);
            transaction.Commit();
        }

        ahead.Finish();
        File.Move(path, _manuscript.Path, overwrite: true);
        _acknowledged |= begun;
        return ended;
    }

    private Manuscript Ended => _manuscript with { Header = _manuscript.Header with { Status = _status } };

    private void GiveBack(Block block)
    {
        block.Clear();
        _empty.Add(block);
    }
}
