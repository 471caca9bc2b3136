using System.Runtime.ExceptionServices;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Runs what may never end, and goes on without it. The abandoned thread ends with the process.</summary>
internal static class Watchdog
{
    /// <summary>What <paramref name="work"/> returns (or throws), or nothing after <paramref name="patience"/>.</summary>
    public static LanguageExt.Option<T> Run<T>(TimeSpan patience, Func<T> work)
    {
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
        })
        { IsBackground = true, Name = "plugin" };
        thread.Start();
        if (!thread.Join(patience))
            return None;
        thrown?.Throw();
        return Some(result!);
    }
}
