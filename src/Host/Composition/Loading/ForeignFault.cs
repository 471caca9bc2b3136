using System.Diagnostics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Whose fault an exception is. A stranger's code may throw anywhere; where one of its methods is on the stack, the plugin is named and
/// the program goes on as with every other problem. Anything else stays a bug of ours.
/// </summary>
internal static class ForeignFault
{
    private const string Hint = "This is a fault of the plugin; 'functional plugins check' on its DLL looks for more.";

    /// <summary>The plugin whose code threw <paramref name="exception"/>, if one did.</summary>
    public static Origin? Blamed(Exception exception) =>
        new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod())
            .SelectMany(method => method?.DeclaringType is { } type ? type.GenericTypeArguments.Append(type) : [])
            .Select(type => PluginLoader.ForeignOrigin(type.Assembly))
            .FirstOrDefault(origin => origin is not null)
        ?? (exception.InnerException is { } inner ? Blamed(inner) : null);

    /// <summary>What to tell about it.</summary>
    public static Problem Problem(Origin plugin, Exception exception) =>
        new($"plugin {plugin.Assembly}", $"it threw {exception.GetType().Name}: {Shown.Text(exception.Message)}", Hint);

    /// <summary>Runs an action; what a plugin throws in it is a failure.</summary>
    public static Either<Failure, T> Guard<T>(Func<Either<Failure, T>> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (Blamed(e) is not null)
        {
            return new Failure(ExitCode.Plugin, Seq1(Problem(Blamed(e)!, e)));
        }
    }
}
