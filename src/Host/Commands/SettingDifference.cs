using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Host;

/// <summary>A key of the run document that has another value in the other run.</summary>
internal sealed record SettingDifference(string Key, string A, string B)
{
    private const string Absent = "(absent)";

    /// <summary>Every leaf of two documents whose value differs; the run's name and its data, told apart elsewhere, left out.</summary>
    public static ImmutableArray<SettingDifference> Between(JsonTree a, JsonTree b)
    {
        var (left, right) = (Leaves(a), Leaves(b));
        return
        [
            .. left.Keys.Union(right.Keys)
                .Order(StringComparer.Ordinal)
                .Where(key => key != "name" && left.GetValueOrDefault(key) != right.GetValueOrDefault(key))
                .Select(key => new SettingDifference(key, left.GetValueOrDefault(key, Absent), right.GetValueOrDefault(key, Absent))),
        ];
    }

    private static Dictionary<string, string> Leaves(JsonTree document) =>
        Leaves("", document).DistinctBy(l => l.Path).ToDictionary(l => l.Path, l => l.Value, StringComparer.Ordinal);

    private static IEnumerable<(string Path, string Value)> Leaves(string path, JsonTree tree) => tree switch
    {
        JsonTree.Object o => o.Members.SelectMany(m => Leaves(DocumentPath.Child(path, m.Name), m.Value)),
        JsonTree.Array a => a.Items.SelectMany((item, i) => Leaves(DocumentPath.Child(path, i), item)),
        JsonTree.Number n => [(path, NumberText.Exact(n.Value))],
        JsonTree.Text t => [(path, t.Value)],
        JsonTree.Flag f => [(path, f.Value ? "true" : "false")],
        _ => [(path, "null")],
    };
}
