using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Host;

/// <summary>A strategy of the same name whose code is another build in the other run.</summary>
internal sealed record PluginDifference(string Kind, string Name, string A, string B)
{
    /// <summary>Every strategy both runs use that was not made by the same code.</summary>
    public static ImmutableArray<PluginDifference> Between(IEnumerable<Stamp> a, IReadOnlyCollection<Stamp> b) =>
    [
        .. a.DistinctBy(s => (s.Kind, s.Name))
            .SelectMany(s => b.Where(t => (t.Kind, t.Name) == (s.Kind, s.Name) && t.Origin != s.Origin).Take(1).Select(t => new PluginDifference(s.Kind, s.Name, Text(s), Text(t)))),
    ];

    private static string Text(Stamp stamp) => $"{stamp.Origin.Assembly} {stamp.Origin.Version} ({stamp.Origin.Sha256[..Math.Min(8, stamp.Origin.Sha256.Length)]})";
}
