using System.Diagnostics;
using System.Runtime.Loader;
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

    /// <summary>What to tell about an exception that a plugin's code threw; nothing where none did.</summary>
    public static Problem? Of(Exception exception) => Blamed(exception) is { } plugin
        ? new($"plugin {plugin.Assembly}", $"it threw {exception.GetType().Name}: {Shown.Text(exception.Message)}", Hint)
        : null;

    private static Origin? Blamed(Exception exception) =>
        On(new StackTrace(exception)) ?? (exception.InnerException is { } inner ? Blamed(inner) : null);

    /// <summary>What to tell where the process ends in the middle of a command; nothing where no plugin is loaded. Whose call it was is not on the stack any more.</summary>
    public static Problem? Ended() =>
        AssemblyLoadContext.All.OfType<PluginContext>().Select(c => Shown.Text(c.Origin.Assembly)).Distinct().ToList() is { Count: > 0 } names
            ? new($"plugin {string.Join(", ", names)}", names.Count == 1 ? "a plugin ended the program" : "one of these plugins ended the program", "This is a fault of the plugin.")
            : null;

    private static Origin? On(StackTrace stack) =>
        stack.GetFrames()
            .Select(frame => frame.GetMethod())
            .SelectMany(method => method?.DeclaringType is { } type ? type.GenericTypeArguments.Append(type) : [])
            .Select(type => PluginLoader.ForeignOrigin(type.Assembly))
            .FirstOrDefault(origin => origin is not null);

    /// <summary>Runs an action; what a plugin throws in it is a failure.</summary>
    public static Either<Failure, T> Guard<T>(Func<Either<Failure, T>> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (Of(e) is { } problem)
        {
            return new Failure(ExitCode.Plugin, Seq1(problem));
        }
    }
}
