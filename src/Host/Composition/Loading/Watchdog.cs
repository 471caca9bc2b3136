using System.Runtime.ExceptionServices;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Runs what may never end, and goes on without it. The abandoned thread ends with the process.</summary>
internal static class Watchdog
{
    /// <summary>What <paramref name="work"/> returns (or throws), or nothing after <paramref name="patience"/> or an interruption.</summary>
    public static LanguageExt.Option<T> Run<T>(TimeSpan patience, Func<T> work, CancellationToken interrupted = default)
    {
        var finished = new TaskCompletionSource();
        var result = default(T);
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }

            finished.TrySetResult();
        })
        { IsBackground = true, Name = "plugin" };
        thread.Start();
        if (!Ended(finished.Task, patience, interrupted))
            return None;
        thrown?.Throw();
        return Some(result!);
    }

    private static bool Ended(Task work, TimeSpan patience, CancellationToken interrupted)
    {
        try
        {
            return work.Wait(patience, interrupted);
        }
        catch (OperationCanceledException)
        {
            return work.IsCompleted;
        }
    }
}
