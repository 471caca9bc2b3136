using LanguageExt;

namespace Functional.Host;

/// <summary>
/// The runs that are looked at: the last few stay open, so that going from step to step need not open them again. Several requests may read
/// one run; it is closed when it has left the desk and nobody reads it. A run that is still being recorded is opened anew for every
/// question and closed at once: its end moves, and its writer can make it one plain file only while nobody has it open.
/// </summary>
internal sealed class RunDesk(Store store, Catalogue catalogue, bool allowChangedPlugins, int threads) : IDisposable
{
    /// <summary>A run, its fork, and what it came from. Each holds up to 128 MB of what was read last.</summary>
    private const int Most = 3;

    private readonly Lock _turn = new();
    private readonly List<Seat> _seats = [];

    /// <summary>Runs that are open.</summary>
    public int Open
    {
        get
        {
            lock (_turn)
                return _seats.Count;
        }
    }

    /// <summary>Reads the run of this name in the store.</summary>
    public Either<Failure, T> With<T>(string name, Func<OpenedRun, Either<Failure, T>> read) =>
        RunName.Find(store, name).MapLeft(Gone).Bind(path => Taken(name, path)).Bind(seat =>
        {
            try
            {
                return read(seat.Run);
            }
            finally
            {
                Leave(seat);
            }
        });

    public void Dispose()
    {
        lock (_turn)
            foreach (var seat in _seats.ToList())
                Clear(seat);
    }

    private Either<Failure, Seat> Taken(string name, string path)
    {
        var look = Stamp.Of(path);
        lock (_turn)
        {
            if (_seats.Find(s => s.Path == path) is { } seat)
            {
                if (seat.Stamp == look)
                {
                    _seats.Remove(seat);
                    _seats.Insert(0, seat);
                    seat.Readers++;
                    return seat;
                }

                Clear(seat);
            }
        }

        return OpenedRun.Open(store, catalogue, name, allowChangedPlugins, threads)
            .MapLeft(failure => IsBeginning(path) || failure == RunFileCheck.NothingRecorded(path) ? failure with { Refusal = Refusal.Busy } : failure)
            .Map(run => Seated(new(path, look, run) { Readers = 1 }));
    }

    /// <summary>Whether this process is about to write the file, or somebody is: nothing is in it yet.</summary>
    private static bool IsBeginning(string path) => WriterLock.Look(path, true, () => new FileInfo(path) is { Exists: true, Length: 0 });

    /// <summary>Two who opened the same run at once have one each; the earlier one goes when it is left.</summary>
    private Seat Seated(Seat seat)
    {
        lock (_turn)
        {
            if (seat.Run.File.Header.Status == RunHeader.Unfinished)
            {
                seat.IsCleared = true;
                return seat;
            }

            if (_seats.Find(s => s.Path == seat.Path) is { } twin)
                Clear(twin);
            _seats.Insert(0, seat);
            if (_seats.Count > Most)
                Clear(_seats[^1]);
            return seat;
        }
    }

    private void Leave(Seat seat)
    {
        lock (_turn)
            if (--seat.Readers == 0 && seat.IsCleared)
                seat.Run.Dispose();
    }

    /// <summary>Called while it is our turn.</summary>
    private void Clear(Seat seat)
    {
        _seats.Remove(seat);
        seat.IsCleared = true;
        if (seat.Readers == 0)
            seat.Run.Dispose();
    }

    /// <summary>A run that was taken away meanwhile need not stay open.</summary>
    private Failure Gone(Failure failure)
    {
        lock (_turn)
            foreach (var seat in _seats.Where(s => !File.Exists(s.Path)).ToList())
                Clear(seat);
        return failure;
    }

    private sealed class Seat(string path, Stamp stamp, OpenedRun run)
    {
        public string Path => path;

        public Stamp Stamp => stamp;

        public OpenedRun Run => run;

        public int Readers { get; set; }

        public bool IsCleared { get; set; }
    }

    /// <summary>What changes when somebody writes a file or puts another in its place.</summary>
    private readonly record struct Stamp(long Length, DateTime Written, bool HasLog)
    {
        public static Stamp Of(string path) => new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc, RunReading.HasLog(path)) : default;
    }
}
