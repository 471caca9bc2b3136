namespace Functional.Host;

/// <summary>
/// Says now and then that it is time, to one who asks all the time: it looks at the clock only every so many questions, and finds out by
/// itself how many, so that asking costs next to nothing in a loop of nanoseconds and is punctual in one of seconds.
/// </summary>
/// <param name="milliseconds">How far apart the times are.</param>
internal sealed class Ticker(long milliseconds)
{
    /// <summary>At most so many questions without a look at the clock.</summary>
    private const int Longest = 4096;

    private long _last = Environment.TickCount64;
    private long _seen = Environment.TickCount64;
    private int _stride = 1;
    private int _left;

    /// <summary>Whether the time has passed since it last did.</summary>
    public bool IsTime()
    {
        if (--_left > 0)
            return false;
        var now = Environment.TickCount64;
        // Ten looks in the time that is waited for are enough; more than a tenth of it between two is too much.
        _stride = now - _seen > milliseconds / 10 ? Math.Max(1, _stride / 4) : Math.Min(Longest, 2 * _stride);
        (_seen, _left) = (now, _stride);
        if (now - _last < milliseconds)
            return false;
        _last = now;
        return true;
    }
}
