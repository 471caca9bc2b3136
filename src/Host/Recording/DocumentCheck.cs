using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Whether the document in a run file still means something here.</summary>
internal static class DocumentCheck
{
    private const string Name = "document";

    /// <summary>The verdict, and the experiment where there is one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The text in its header.</param>
    /// <param name="data">The rows in it, without which no width of the network is known.</param>
    /// <param name="absent">Plugins that are not here: what the document says of them is said already.</param>
    /// <param name="catalogue">All that can be named here.</param>
    public static (Finding Finding, Option<Experiment> Experiment) Of(
        string path, Either<Failure, string> document, Either<Failure, PreparedData> data, IReadOnlyList<Stamp> absent, Catalogue catalogue) =>
        document.Bind(text => Failure.From(ExitCode.RunFile, JsonText.Parse(path, Encoding.UTF8.GetBytes(text)))).Match(
            tree => data.Match(rows => Composed(tree, rows, absent, catalogue), _ => Waiting("its network can be built once the data can be read")),
            failure => (Finding.Impossible(Name, failure), None));

    private static (Finding, Option<Experiment>) Composed(JsonTree tree, PreparedData rows, IReadOnlyList<Stamp> absent, Catalogue catalogue) =>
        Composer.Compose(tree, catalogue, rows).Match(
            experiment => (Finding.Fine(Name, "every key and setting in it is known here"), Some(experiment)),
            problems => problems.Filter(problem => !absent.Any(stamp => problem.What == Shelf.Unknown(stamp.Kind, stamp.Name))) is { IsEmpty: false } others
                ? (Finding.Impossible(Name, Refused(others)), Option<Experiment>.None)
                : Waiting($"it can be composed once {string.Join(" and ", absent.Select(stamp => $"'{Shown.Text(stamp.Name)}'").Distinct())} is here"));

    /// <summary>Each problem with its key; line and column in a text that nobody has before him would help nobody.</summary>
    private static Failure Refused(Seq<Problem> problems) => new(
        problems.Exists(problem => problem.Where.StartsWith("plugin ", StringComparison.Ordinal)) ? ExitCode.Plugin : ExitCode.RunFile,
        problems.Map(problem => problem with { What = $"{Key(problem.Where)}{problem.What}" }).Strict());

    private static string Key(string where) => where.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? $"{where[(at + 2)..]}: " : "";

    private static (Finding, Option<Experiment>) Waiting(string sentence) => (new Finding(Name, Usable.Risky, sentence), None);
}
