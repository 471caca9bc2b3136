using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What this program can do with a part of a run that was made elsewhere or earlier.</summary>
internal enum Usable
{
    /// <summary>Nothing stands in the way.</summary>
    Fine,

    /// <summary>It can be used, and it may not be what it was: replay tells.</summary>
    Risky,

    /// <summary>It is refused, or lost.</summary>
    Impossible,
}

/// <summary>One part of a run and what is to be said of it.</summary>
/// <param name="Part">file format, program, plugin snake, …</param>
/// <param name="Verdict">Whether it can be used here.</param>
/// <param name="Sentence">Why, as one sentence without its full stop.</param>
/// <param name="Hint">What to do; empty where nothing is to be done.</param>
/// <param name="Code">How a command ends that needs this part where it is impossible.</param>
internal sealed record Finding(string Part, Usable Verdict, string Sentence, string Hint = "", ExitCode Code = ExitCode.RunFile)
{
    public static Finding Fine(string name, string sentence, string hint = "") => new(name, Usable.Fine, sentence, hint);

    /// <summary>What is to be said of a part that was read; where it was not, every reason why.</summary>
    public static Finding Of<T>(string name, Either<Failure, T> read, Func<T, Finding> say) => read.Match(say, failure => Impossible(name, failure));

    public static Finding Impossible(string name, Failure failure) => new(
        name, Usable.Impossible,
        string.Join("; ", failure.Problems.Map(problem => problem.What)),
        string.Join(" ", failure.Problems.Map(problem => problem.Hint).Filter(hint => hint.Length > 0).Distinct()),
        failure.Code);

    /// <summary>The same as a line on standard error, about <paramref name="where"/>.</summary>
    public Problem AsProblem(string where) => new(where, Sentence, Hint);
}

/// <summary>All that is to be said before a run is used.</summary>
/// <param name="File">Its path.</param>
/// <param name="Maker">Who recorded it, where it says so.</param>
/// <param name="Findings">From the file itself to the numbers in it.</param>
internal sealed record Compatibility(string File, Option<Maker> Maker, Seq<Finding> Findings)
{
    public Usable Worst => Findings.Map(part => part.Verdict).Fold(Usable.Fine, (a, b) => a > b ? a : b);

    /// <summary>A run that can be used is an answer; else the first impossible part says why not.</summary>
    public ExitCode ExitCode => Findings.Find(part => part.Verdict == Usable.Impossible).Match(part => part.Code, () => ExitCode.Done);
}
