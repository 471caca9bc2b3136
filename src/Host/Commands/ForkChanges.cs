using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Host;

/// <summary>What a fork has other than its parent, in the words of the command line: <c>network.layers[0].activation = tanh</c>, <c>skip 100..199</c>.</summary>
internal static class ForkChanges
{
    private const string Absent = "(absent)";

    /// <summary>Keys of a fork's document that say what it is, not what was changed.</summary>
    private static readonly string[] Own = ["name", "steps"];

    private static readonly string[] Less = [LessPart.SkipKey, LessPart.DropKey, EditPart.Key];

    /// <summary>More other numbers than these are counted.</summary>
    private const int CellsShown = 3;

    /// <summary>Each change once, those of rows summed up: a thousand other numbers are one change.</summary>
    /// <param name="parent">The parent's document, its rows written out where the child's are.</param>
    /// <param name="child">The fork's.</param>
    public static ImmutableArray<string> Between(JsonTree.Object parent, JsonTree.Object child)
    {
        var recast = parent.Members.Where(m => child.Find(m.Name) is { } value && IsObject(value) != IsObject(m.Value)).Select(m => m.Name).ToList();
        var differences = SettingDifference.Between(Without(parent, recast), Without(child, recast));
        var renamed = differences.Where(d => IsName(d.Key)).Select(d => d.Key[..^"name".Length]).ToList();
        return
        [
            .. recast.Select(key => $"{key} = {JsonText.Write(child.Find(key)!)}")
                .Concat(differences.Where(d => !IsNoise(d, renamed)).Select(d => Text(d, child)))
                .Concat(Data(parent.Find("data"), child.Find("data")))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Concat(Edits(parent, child))
                .Concat(Ranges(parent, child))
                .Concat(Rows(parent, child))
                .Select(Shown.Text),
        ];
    }

    private static JsonTree.Object Without(JsonTree.Object document, List<string> keys) =>
        document with { Members = document.Members.RemoveAll(m => m.Name == "data" || Own.Contains(m.Name) || Less.Contains(m.Name) || keys.Contains(m.Name)) };

    private static bool IsObject(JsonTree tree) => tree is JsonTree.Object;

    private static bool IsName(string key) => key.EndsWith(".name", StringComparison.Ordinal);

    /// <summary>Where a strategy is another one, settings that only one of the two has say nothing.</summary>
    private static bool IsNoise(SettingDifference difference, List<string> renamed) =>
        !IsName(difference.Key)
        && (difference.A == Absent || difference.B == Absent)
        && renamed.Any(prefix => difference.Key.StartsWith(prefix, StringComparison.Ordinal));

    private static string Text(SettingDifference difference, JsonTree.Object child)
    {
        var top = difference.Key.Split('.', '[')[0];
        return child.Find(top) is null ? $"no {top}" : Assigned(difference with { Key = IsName(difference.Key) ? difference.Key[..^".name".Length] : difference.Key });
    }

    private static string Assigned(SettingDifference difference) => $"{difference.Key} = {(difference.B == Absent ? "none" : difference.B)}";

    private static IEnumerable<string> Data(JsonTree? before, JsonTree? after)
    {
        if (before is not JsonTree.Object was || after is not JsonTree.Object now)
            yield break;
        var differences = SettingDifference.Between(was, now);
        if (now.Find("inputs") is not null && differences.Length > CellsShown)
            yield return $"{NumberText.Count(differences.Length)} other numbers in the data";
        else
            foreach (var difference in differences)
                yield return Assigned(difference with { Key = $"data.{difference.Key}" });
    }

    /// <summary>Those behind the parent's own.</summary>
    private static IEnumerable<string> Edits(JsonTree.Object parent, JsonTree.Object child) =>
        from edit in (child.Find(EditPart.Key) as JsonTree.Array)?.Items.Skip((parent.Find(EditPart.Key) as JsonTree.Array)?.Items.Length ?? 0) ?? []
        where edit is JsonTree.Object
        let fields = (JsonTree.Object)edit
        where fields.Find("parameter") is JsonTree.Text && fields.Find("value") is not null
        select $"{((JsonTree.Text)fields.Find("parameter")!).Value} = {JsonText.Write(fields.Find("value")!)}";

    private static IEnumerable<string> Ranges(JsonTree.Object parent, JsonTree.Object child) =>
        child.Find(LessPart.SkipKey) is null && parent.Find(LessPart.SkipKey) is not null
            ? ["no skip"]
            : Texts(child, LessPart.SkipKey).Except(Texts(parent, LessPart.SkipKey)).Select(pair => $"skip {pair.Trim('[', ']').Replace(",", "..", StringComparison.Ordinal)}");

    private static IEnumerable<string> Rows(JsonTree.Object parent, JsonTree.Object child) =>
        child.Find(LessPart.DropKey) is null && parent.Find(LessPart.DropKey) is not null
            ? ["no dropRows"]
            : Texts(child, LessPart.DropKey).Except(Texts(parent, LessPart.DropKey)).Select(row => $"without row {row}");

    private static IEnumerable<string> Texts(JsonTree.Object document, string key) =>
        document.Find(key) is JsonTree.Array { Items: var items } ? items.Select(JsonText.Write) : [];
}
