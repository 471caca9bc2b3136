using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Whether the strangers' plugins of a run are the ones at hand. The shelf of the house changes with every build of the program and is
/// held by the fingerprints; a stranger's DLL is held by its SHA-256 as well.
/// </summary>
internal static class RecordedPlugins
{
    /// <summary>Every plugin of the run that is missing, or is another build than the one it was recorded with.</summary>
    public static Either<Failure, Unit> Check(ImmutableArray<Stamp> recorded, Catalogue catalogue, bool allowChanged)
    {
        var problems = toSeq(recorded.DistinctBy(s => (s.Kind, s.Name)).SelectMany(stamp => Problems(stamp, catalogue.OriginOf(stamp.Kind, stamp.Name), allowChanged)).ToList());
        return problems.IsEmpty ? unit : new Failure(ExitCode.Plugin, problems);
    }

    private static IEnumerable<Problem> Problems(Stamp stamp, LanguageExt.Option<Origin> here, bool allowChanged)
    {
        var (recorded, current) = (stamp.Origin, here.IfNone(stamp.Origin));
        if (here.IsNone && !recorded.IsOurs)
            yield return new(
                $"plugin {stamp.Name}", $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(recorded)}, which is not loaded",
                $"Give it with --plugin {FileOf(recorded.Assembly)}. What is recorded can be looked at without it: 'functional runs', 'functional plot'.");
        else if (!allowChanged && (!recorded.IsOurs || !current.IsOurs) && (recorded.Assembly, recorded.Sha256) != (current.Assembly, current.Sha256))
            yield return new(
                $"plugin {stamp.Name}", $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(recorded)}, and the one loaded is of {Build(current)}",
                "Load the recorded build, or say --allow-changed-plugin: then each state that is computed is compared with its recorded fingerprint.");
    }

    /// <summary>A run file may have been written by anybody: it must not choose the path of what is loaded next.</summary>
    private static string FileOf(string assembly) =>
        assembly.Length is > 0 and <= 80 && assembly.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') && !assembly.StartsWith('.') && !assembly.StartsWith('-')
            ? assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? assembly : assembly + ".dll"
            : "and the path of its DLL";

    private static string Build(Origin origin) => $"{Shown.Text(origin.Assembly)} {Shown.Text(origin.Version)} (SHA-256 {Shown.Text(origin.Sha256)})";
}
