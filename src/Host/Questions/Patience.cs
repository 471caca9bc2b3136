using System.Diagnostics;

namespace Functional.Host;

/// <summary>Tells whoever waits for an answer how far it is, and where it will take long says so as soon as it is known.</summary>
/// <param name="shell">Where it is told.</param>
/// <param name="what">What is done: <c>probing</c>.</param>
/// <param name="states">How many states will be passed.</param>
internal sealed class Patience(Shell shell, string what, long states) : IDisposable
{
    /// <summary>Before that the pace is that of code that is still being compiled.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(0.4);

    /// <summary>What takes less is not worth a word.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Ticker _ticker = new(50);
    private readonly ProgressLine _line = new(shell, what);
    private (TimeSpan At, long Done) _before;
    private bool _told;

    /// <summary>So many of the states are done; the last had this loss.</summary>
    public void Pass(long done, double loss)
    {
        if (!_ticker.IsTime())
            return;
        // A search backwards passes some states twice.
        var now = (At: _clock.Elapsed, Done: Math.Min(states, done));
        if (!_told && now.At >= Known && _before.Done > 0)
            Tell(now.At, (now.At - _before.At) / Math.Max(1, now.Done - _before.Done) * (states - now.Done));
        if (_before.Done > 0)
            _line.Report(new(now.Done, states, loss, now.At));
        _before = now;
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Clear();

    /// <summary>Once, from the pace of the last moment.</summary>
    private void Tell(TimeSpan spent, TimeSpan left)
    {
        _told = true;
        if (left > Noticeable)
            shell.Error.WriteLine($"note: {Estimate(spent + left, states)}.");
    }

    /// <summary><c>about 3 s for 100,001 states</c>.</summary>
    internal static string Estimate(TimeSpan whole, long states) =>
        $"about {(whole.TotalSeconds < 90 ? $"{Math.Ceiling(whole.TotalSeconds):0} s" : $"{Math.Ceiling(whole.TotalMinutes):0} min")} for {NumberText.Count(states)} states";
}
