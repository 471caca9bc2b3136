using System.Globalization;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The folder of run files, and the addresses of what is in it: <c>RUN</c>, <c>RUN@N</c>.</summary>
/// <param name="Folder">Where the runs lie; need not exist yet.</param>
public sealed record Store(string Folder)
{
    public const string Extension = ".run";

    /// <summary>Of a folder that may not be listed, nothing is listed.</summary>
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, MatchType = MatchType.Simple };

    /// <summary>The file of a run called <paramref name="name"/> in this store.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name + Extension);

    public IEnumerable<string> Names() =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*" + Extension, Readable).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)
            : [];

    /// <summary>A name nobody has: <paramref name="name"/> itself, or with -2, -3, … behind it.</summary>
    public string FreeName(string name) =>
        Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}").First(candidate => !IsTaken(candidate));

    /// <summary>The name a person insists on, if nobody has it.</summary>
    public Either<Failure, string> Insist(string name) =>
        IsTaken(name)
            ? Failure.Of(ExitCode.Usage, "--as", $"there is a run called '{name}' already", "Choose another name: a recorded run is never overwritten.")
            : name;

    /// <summary>A file in which nothing is recorded takes nobody's name, unless somebody is just beginning it.</summary>
    private bool IsTaken(string name) => File.Exists(PathOf(name)) && (WriterLock.IsHeld(PathOf(name)) || !RunFileCheck.HoldsNothing(PathOf(name)));

    /// <summary>Whether a person means a file rather than a name in the store.</summary>
    public static bool IsPath(string run) => run.EndsWith(Extension, StringComparison.Ordinal);

    /// <summary>Opens the run a person named: a name in this store, or a path to a <c>.run</c> file. A name cannot leave the folder.</summary>
    public Either<Failure, RunFile> Open(string run) => Find(run).Bind(RunFile.Open);

    /// <summary>The file of the run a person named; a path is taken as it is.</summary>
    public Either<Failure, string> Find(string run)
    {
        if (IsPath(run))
            return run;
        if (run.Length == 0)
            return Failure.Of(ExitCode.RunFile, "RUN", "the run has no name", "Write RUN@N, for instance article@7.");
        if (run.AsSpan().IndexOfAny("/\\:\0") >= 0)
            return Failure.Of(ExitCode.RunFile, run, $"'{run}' is neither the name of a run nor a path to one", $"A path ends with {Extension}.");
        return File.Exists(PathOf(run))
            ? PathOf(run)
            : Failure.Of(
                ExitCode.RunFile, run, $"there is no run called '{run}' in {Folder}",
                Names().Any() ? Nearest.Hint(run, Names()) : "Train one first: 'functional train', or 'functional' for the article.");
    }
}

/// <summary>A place in a run as a person writes it: <c>article@7</c>, <c>article@last</c>, <c>article@-1</c>.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Run">The part before the last @.</param>
/// <param name="Place">The part after it; empty for the last state.</param>
public sealed record Address(string Text, string Run, string Place)
{
    public static Address Parse(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? new(text, text, "") : new(text, text[..at], text[(at + 1)..]);
    }

    /// <summary>The step this address means in a run that goes from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public Either<Failure, long> Resolve(long first, long last)
    {
        var step = Place switch
        {
            "" or "last" => Some(last),
            "first" => Some(first),
            ['-', .. var back] => Count(back).Filter(n => n > 0).Map(n => last - n),
            _ => Count(Place),
        };
        return step.Match(
            n => n >= first && n <= last
                ? Right<Failure, long>(n)
                : Failure.Of(ExitCode.Usage, Text, $"the run has no state {Place}", $"Its states go from {first} to {last}."),
            () => Failure.Of(ExitCode.Usage, Text, $"'{Place}' is no step", $"Write a step from {first} to {last}, first, last, or -1 for the one before the last."));
    }

    private static Option<long> Count(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Some(n) : None;
}
