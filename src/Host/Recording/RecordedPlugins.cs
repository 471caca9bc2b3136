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
        var used = recorded.DistinctBy(s => (s.Kind, s.Name)).Select(stamp => (Stamp: stamp, Here: catalogue.OriginOf(stamp.Kind, stamp.Name))).ToList();
        var missing = toSeq(used.Where(u => u.Here.IsNone && !u.Stamp.Origin.IsOurs).Select(u => Missing(u.Stamp)).ToList());
        var changed = toSeq(used.SelectMany(u => u.Here.Where(here => IsAnother(u.Stamp.Origin, here)).Select(here => Changed(u.Stamp, here, allowChanged))).ToList());
        return !missing.IsEmpty || (!allowChanged && !changed.IsEmpty) ? new Failure(ExitCode.Plugin, missing + changed) : changed;
    }

    private static bool IsAnother(Origin recorded, Origin here) =>
        (!recorded.IsOurs || !here.IsOurs) && (recorded.Assembly, recorded.Sha256) != (here.Assembly, here.Sha256);

    private static Problem Missing(Stamp stamp) => new(
        $"plugin {stamp.Name}", $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(stamp.Origin)}, which is not loaded",
        $"Give it with --plugin {FileOf(stamp.Origin.Assembly)}. What is recorded can be looked at without it: 'functional runs', 'functional plot'.");

    private static Problem Changed(Stamp stamp, Origin here, bool allowed) => new(
        $"plugin {stamp.Name}", $"this run was made with the {stamp.Kind} '{stamp.Name}' of {Build(stamp.Origin)}, and the one loaded is of {Build(here)}",
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
