using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Calls into a plugin while a document is composed: what it throws is a sentence with its name, not an end of the program.</summary>
internal static class Guarded
{
    private const string Hint = "This is a fault of the plugin, not of the document.";

    public static Validation<Problem, T> Run<T>(string kind, string name, Func<T> call)
    {
        try
        {
            return Success<Problem, T>(call());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Fault<T>(kind, name, $"failed: {Shown.Text(e.Message)}");
        }
    }

    public static Validation<Problem, T> Fault<T>(string kind, string name, string what) =>
        Fail<Problem, T>(Seq1(new Problem($"plugin {name}", $"the {kind} {what}", Hint)));
}
