using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Why a command could not do what it was asked to: the exit code, and every problem at once.</summary>
public sealed record Failure(ExitCode Code, Seq<Problem> Problems)
{
    /// <summary>What kind of refusal it is, for those who speak HTTP: an exit code does not tell a name that nobody has from a wrong one.</summary>
    internal Refusal Refusal { get; init; }

    public static Failure Of(ExitCode code, string where, string what, string hint = "") => new(code, Seq1(new Problem(where, what, hint)));

    /// <summary>
    /// A <see cref="Validation{FAIL, SUCCESS}"/> at the edge: the same problems with the exit code of their kind. A plugin at fault is
    /// never the fault of whoever named it, and where all that is wrong lies in a data file, the data are.
    /// </summary>
    public static Either<Failure, T> From<T>(ExitCode code, Validation<Problem, T> validation) => validation.Match(
        Right<Failure, T>,
        problems => Left<Failure, T>(new Failure(
            problems.Exists(p => p.Where.StartsWith("plugin ", StringComparison.Ordinal)) ? ExitCode.Plugin
            : problems.ForAll(p => p.IsInData) ? ExitCode.Data
            : code,
            problems)));
}

/// <summary>What is wrong with a request, beside what its exit code says.</summary>
internal enum Refusal
{
    /// <summary>What the exit code says.</summary>
    AsTheCodeSays,

    /// <summary>What was named is not there.</summary>
    Absent,

    /// <summary>Not now.</summary>
    Busy,
}

/// <summary>What the process says to the shell when it ends.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A bug of ours.</summary>
    Bug = 1,

    /// <summary>Wrong usage or a wrong run document.</summary>
    Usage = 2,

    /// <summary>Bad data or a bad input file.</summary>
    Data = 3,

    /// <summary>A run file that is missing, damaged or newer than this program.</summary>
    RunFile = 4,

    /// <summary>A plugin that is missing, broken or refused.</summary>
    Plugin = 5,

    /// <summary>A replay differs from the recording, a law is broken, or this machine computes other bits than the reference.</summary>
    Divergence = 6,

    /// <summary>Training met a number that is not finite.</summary>
    NonFinite = 7,

    /// <summary>Ctrl-C: what is recorded stays.</summary>
    Interrupted = 130,
}
