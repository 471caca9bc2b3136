using System.Diagnostics;

namespace Functional.Host;

/// <summary>One line that moves while something takes longer than half a second; silent where nobody watches.</summary>
internal sealed class ProgressLine(Shell shell, string what) : IProgress<Progress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);
    private long _last = Stopwatch.GetTimestamp();
    private bool _shown;

    public void Report(Progress value)
    {
        if (!shell.Interactive || value.Elapsed < Patience || Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        _shown = true;
        var rate = value.Done / value.Elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds(Math.Min(359_999, (value.Steps - value.Done) / Math.Max(1, rate)));
        var line = $"{what} {NumberText.Count(value.Done)} of {NumberText.Count(value.Steps)}   {NumberText.Count((long)rate)} steps/s   {left:hh\\:mm\\:ss} left   loss {NumberText.Compact(value.Loss)}";
        shell.Error.Write("\r" + (line.Length < shell.Width ? line.PadRight(shell.Width - 1) : line[..(shell.Width - 1)]));
    }

    public void Clear()
    {
        if (_shown)
            shell.Error.Write("\r" + new string(' ', shell.Width - 1) + "\r");
    }
}
