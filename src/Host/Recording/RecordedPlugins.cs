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
    /// <summary>
    /// Every plugin of the run that is missing, or is another build than the one it was recorded with; with
    /// <paramref name="allowChanged"/> the latter are no refusal but come back as notes.
    /// </summary>
    public static Either<Failure, Seq<Problem>> Check(ImmutableArray<Stamp> recorded, Catalogue catalogue, bool allowChanged)
    {
        var used = Used(recorded, catalogue);
        var missing = toSeq(used.Where(u => u.Here.IsNone).Select(u => Missing(u.Stamp)).ToList());
        var changed = toSeq(used.SelectMany(u => u.Here.Where(here => IsAnother(u.Stamp.Origin, here)).Select(here => Changed(u.Stamp, here, allowChanged))).ToList());
        return !missing.IsEmpty || (!allowChanged && !changed.IsEmpty) ? new Failure(ExitCode.Plugin, missing + changed) : changed;
    }

    /// <summary>The house's own plugins in one part, then one for each of the strangers' and for each that is not here.</summary>
    public static Seq<Finding> Findings(ImmutableArray<Stamp> recorded, Catalogue catalogue)
    {
        var used = Used(recorded, catalogue).ToLookup(u => u.Stamp.Origin.IsOurs && u.Here.Exists(here => here.IsOurs));
        return toSeq(Ours([.. used[true].Select(u => u.Stamp)]).Concat(used[false].Select(u => Judged(u.Stamp, u.Here))).ToList());
    }

    /// <summary>What the run was made with and nobody here has.</summary>
    public static ImmutableArray<Stamp> Absent(ImmutableArray<Stamp> recorded, Catalogue catalogue) =>
        [.. Used(recorded, catalogue).Where(u => u.Here.IsNone).Select(u => u.Stamp)];

    private static IEnumerable<Finding> Ours(IReadOnlyList<Stamp> stamps)
    {
        if (stamps.Count > 0)
            yield return Finding.Fine("plugins", $"{string.Join(", ", stamps.Select(s => Shown.Text(s.Name)))}: the program's own, all here");
    }

    private static Finding Judged(Stamp stamp, Option<Origin> here) => here.Match(
        found => IsAnother(stamp.Origin, found)
            ? new Finding(NameOf(stamp), Usable.Risky, Changed(stamp, found, false).What, Changed(stamp, found, false).Hint)
            : Finding.Fine(NameOf(stamp), $"the {stamp.Kind} '{Shown.Text(stamp.Name)}' is the recorded build, {Build(found)}"),
        () => new Finding(NameOf(stamp), Usable.Impossible, Missing(stamp).What, Missing(stamp).Hint, ExitCode.Plugin));

    private static List<(Stamp Stamp, Option<Origin> Here)> Used(ImmutableArray<Stamp> recorded, Catalogue catalogue) =>
        [.. recorded.DistinctBy(s => (s.Kind, s.Name)).Select(stamp => (stamp, catalogue.OriginOf(stamp.Kind, stamp.Name)))];

    private static string NameOf(Stamp stamp) => $"plugin {Shown.Text(stamp.Name)}";

    private static bool IsAnother(Origin recorded, Origin here) =>
        (!recorded.IsOurs || !here.IsOurs) && (recorded.Assembly, recorded.Sha256) != (here.Assembly, here.Sha256);

    private static Problem Missing(Stamp stamp) => stamp.Origin.IsOurs
        ? new(
            NameOf(stamp), $"this run was made with the {stamp.Kind} '{Shown.Text(stamp.Name)}' of {Shown.Text(stamp.Origin.Assembly)} {Shown.Text(stamp.Origin.Version)}, which this program does not have",
            "Update Functional. What is recorded can be looked at without it: 'functional runs', 'functional plot'.")
        : new(
            NameOf(stamp), $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(stamp.Origin)}, which is not loaded",
            $"Give it with --plugin {FileOf(stamp.Origin.Assembly)}. What is recorded can be looked at without it: 'functional runs', 'functional plot'.");

    private static Problem Changed(Stamp stamp, Origin here, bool allowed) => new(
        NameOf(stamp), $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(stamp.Origin)}, and the one loaded is of {Build(here)}",
        allowed
            ? "What is computed now comes from the one loaded; 'functional replay' with the same options compares every state."
            : "Load the recorded build, or say --allow-changed-plugin: then each state that is computed is compared with its recorded fingerprint.");

    /// <summary>A run file may have been written by anybody: it must not choose the path of what is loaded next.</summary>
    private static string FileOf(string assembly) =>
        assembly.Length is > 0 and <= 80 && assembly.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') && !assembly.StartsWith('.') && !assembly.StartsWith('-')
            ? assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? assembly : assembly + ".dll"
            : "and the path of its DLL";

    private static string Build(Origin origin) => $"{Shown.Text(origin.Assembly)} {Shown.Text(origin.Version)} (SHA-256 {Shown.Text(origin.Sha256)})";
}
