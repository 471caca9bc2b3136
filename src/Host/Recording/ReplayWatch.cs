using System.Diagnostics;

namespace Functional.Host;

/// <summary>What those who compare stretches of one history tell each other: how much is done, and from where on nobody needs to look.</summary>
/// <param name="steps">Steps there are in all.</param>
/// <param name="clock">Since when.</param>
/// <param name="progress">Whoever watches; told by one at a time.</param>
/// <param name="interrupted">Ctrl-C.</param>
internal sealed class ReplayWatch(long steps, Stopwatch clock, IProgress<Progress> progress, CancellationToken interrupted)
{
    private readonly Lock _telling = new();
    private long _done;
    private int _trouble = int.MaxValue;

    /// <summary>States that were equal so far, wherever they lie.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Whether the stretch of this number need not go on: somebody has interrupted, or an earlier one is not equal.</summary>
    public bool IsOver(int stretch) => Volatile.Read(ref _trouble) < stretch || interrupted.IsCancellationRequested;

    /// <summary>The stretch of this number is not equal.</summary>
    public void Trouble(int stretch)
    {
        lock (_telling)
            _trouble = Math.Min(_trouble, stretch);
    }

    /// <summary>So many more states were equal.</summary>
    public void Count(long states, double loss)
    {
        var done = Interlocked.Add(ref _done, states);
        if (!_telling.TryEnter())
            return;
        try
        {
            progress.Report(new(Math.Min(done, steps), steps, loss, clock.Elapsed));
        }
        finally
        {
            _telling.Exit();
        }
    }
}
