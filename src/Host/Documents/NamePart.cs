using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A run's name: also a file name, on every system, and a word on the command line.</summary>
internal static class NamePart
{
    private const int Longest = 100;

    private const string Hint = "Use 1 to 100 letters (a to z), digits, '-', '_' and '.', beginning with a letter, a digit or '_'.";

    public static Validation<Problem, Part<string>> Read(Fields document) =>
        document.Find("name") is { } spot
            ? spot.Text(Hint).Bind(name => Fault(name) is { } fault ? spot.Refuse<string>(fault, Hint) : Success<Problem, string>(name)).Map(Whole)
            : Success<Problem, Part<string>>(Whole(FromFile(document.Spot.Tree.Place.File)));

    private static Part<string> Whole(string name) => new(name, Json.Text(name));

    private static string? Fault(string name) =>
        name.Length == 0 ? "a run needs a name"
        : name.Length > Longest ? $"the name has {name.Length} characters"
        : name.FirstOrDefault(c => !IsPlain(c)) is var bad and not '\0' ? $"a run's name cannot hold '{Shown.Text(bad.ToString())}'"
        : name.Contains('\0') ? "a run's name cannot hold U+0000"
        : name[0] is '.' or '-' ? $"a run's name cannot begin with '{name[0]}'"
        : name.Contains("..") ? "a run's name cannot hold '..'"
        : IsDevice(name) ? $"'{name}' is no file name on Windows"
        : null;

    /// <summary>The name of the document without its extension; what a name cannot hold becomes '-'.</summary>
    private static string FromFile(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        var name = string.Concat(stem.Select(c => IsPlain(c) ? c : '-')).TrimStart('.', '-').Replace("..", "-", StringComparison.Ordinal);
        name = name.Length > Longest ? name[..Longest] : name;
        return Fault(name) is null ? name : "run";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static bool IsDevice(string name) => name.Split('.')[0].ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];
}
