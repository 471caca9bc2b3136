using System.Runtime.ExceptionServices;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// One thread a core, kept for a whole training. Parts are claimed one by one by whoever is free, the caller among them, so a worker
/// that the system has put aside holds up at most the part it has begun. Between parts workers look again for some microseconds, then
/// let others have the core, then sleep.
/// </summary>
public sealed class Crew : ICrew, IDisposable
{
    /// <summary>Looks at the claim before the core is offered to others: some 20 µs, longer than a step is without parts.</summary>
    private const int Looks = 400;

    /// <summary>Offers of the core before a worker sleeps: a fraction of a millisecond.</summary>
    private const int Offers = 200;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _bed = new(0);
    private Action<int, int> _part = static (_, _) => { };
    private Exception? _trouble;

    /// <summary>The round in the upper half, the next part nobody has claimed in the lower: one word, so that no claim mixes two rounds.</summary>
    private long _claim;
    private int _parts;
    private int _done;
    private int _sleeping;
    private volatile bool _over;

    /// <summary>A crew of <paramref name="workers"/>, at least 2: the caller and threads for the others.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="leastWork">See <see cref="ICrew.LeastWork"/>; 0 shares whatever has parts.</param>
    public Crew(int workers, double leastWork = ICrew.UsualLeastWork)
    {
        LeastWork = leastWork;
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 2);
        _threads = new Thread[workers - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = i + 1;
            _threads[i] = new(() => Work(worker)) { IsBackground = true, Name = $"crew {worker}" };
            _threads[i].Start();
        }
    }

    /// <inheritdoc/>
    public double LeastWork { get; }

    /// <inheritdoc/>
    public int Workers => _threads.Length + 1;

    /// <inheritdoc/>
    public void Do(int parts, Action<int, int> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (parts < 1)
            return;
        var round = (Volatile.Read(ref _claim) >> 32) + 1;
        (_part, _parts, _trouble) = (part, parts, null);
        Volatile.Write(ref _done, 0);
        Interlocked.Exchange(ref _claim, round << 32);
        if (Volatile.Read(ref _sleeping) > 0)
            _bed.Release(Math.Min(_threads.Length, parts));
        DoParts(round, 0);
        for (var look = 0; Volatile.Read(ref _done) < parts; look++)
            Wait(look);
        if (_trouble is { } trouble)
            ExceptionDispatchInfo.Throw(trouble);
    }

    public void Dispose()
    {
        _over = true;
        _bed.Release(_threads.Length);
        foreach (var thread in _threads)
            thread.Join();
        _bed.Dispose();
    }

    private void Work(int worker)
    {
        var last = 0L;
        while (!_over)
        {
            var round = Await(last);
            DoParts(round, worker);
            last = round;
        }
    }

    /// <summary>The first round after <paramref name="last"/> that can be seen.</summary>
    private long Await(long last)
    {
        for (var look = 0; !_over; look++)
        {
            var round = Volatile.Read(ref _claim) >> 32;
            if (round != last)
                return round;
            if (look < Looks + Offers)
                Wait(look);
            else
                look = Sleep(last);
        }

        return last;
    }

    private int Sleep(long last)
    {
        Interlocked.Increment(ref _sleeping);
        // Whoever opens a round after this line sees the sleeper and wakes it; a round opened before is seen here.
        if (Interlocked.Read(ref _claim) >> 32 == last && !_over)
            _bed.Wait();
        Interlocked.Decrement(ref _sleeping);
        return 0;
    }

    private void DoParts(long round, int worker)
    {
        while (true)
        {
            var claim = Volatile.Read(ref _claim);
            var next = (int)claim;
            if (claim >> 32 != round || next >= Volatile.Read(ref _parts))
                return;
            if (Interlocked.CompareExchange(ref _claim, claim + 1, claim) != claim)
                continue;
            try
            {
                _part(next, worker);
            }
            catch (Exception e)
            {
                _trouble = e;
            }

            Interlocked.Increment(ref _done);
        }
    }

    private static void Wait(int look)
    {
        if (look < Looks)
            Thread.SpinWait(8);
        else
            Thread.Yield();
    }
}
