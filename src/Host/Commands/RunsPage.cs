using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary>What runs answers: a line a run, the forks of each below it.</summary>
internal sealed record RunsPage(string Folder, RunTree Tree) : IPage
{
    /// <summary>A formula longer than this is read with show.</summary>
    private const int LongestId = 60;

    /// <summary>More changes than these are read with diff.</summary>
    private const int ChangesShown = 4;

    public void Write(TextWriter text)
    {
        if (Tree.Branches.IsEmpty)
        {
            text.WriteLine($"There are no runs in {Folder} yet. 'functional' records the article; 'functional train DOC.json' your own.");
            return;
        }

        var lines = Tree.InOrder.Select(l => (l.Branch, Name: (l.Depth == 0 ? "" : new string(' ', 2 * l.Depth - 2) + "└ ") + l.Branch.Entry.Name)).ToList();
        var width = Math.Max(4, lines.Max(l => l.Name.Length));
        text.WriteLine($"{"run".PadRight(width)}        steps          loss      size  status      from");
        foreach (var (branch, name) in lines)
        {
            text.WriteLine(Line(branch, name.PadRight(width)).TrimEnd());
            if (!branch.Entry.Plugins.IsEmpty)
                text.WriteLine($"{"".PadRight(width)}    {string.Join(" · ", branch.Entry.Plugins.Select(p => (p.Kind, Shown: Shown(p))).Distinct().Select(p => p.Shown))}");
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("runs");
        foreach (var branch in Tree.Branches)
        {
            var entry = branch.Entry;
            json.WriteStartObject();
            json.WriteString("run", entry.Name);
            json.WriteString("file", entry.Path);
            json.WriteNumber("bytes", entry.Bytes);
            json.WriteNumber("first", entry.First);
            json.WriteNumber("steps", entry.Last.Step);
            json.Real("loss", entry.Problem.IsSome ? double.NaN : entry.Last.Loss);
            json.WriteString("status", Status(entry));
            Parent(json, branch);
            json.WriteStartArray("plugins");
            foreach (var id in entry.Plugins.Select(p => p.Id).Distinct())
                json.WriteStringValue(id);
            json.WriteEndArray();
            entry.Problem.IfSome(problem => json.WriteString("problem", problem));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Where it comes from, under which run of the store it hangs, and what it has other than that.</summary>
    private static void Parent(Utf8JsonWriter json, Branch branch)
    {
        branch.Entry.Parent.Match(p => json.WriteString("parent", $"{p.Run}@{p.Step}"), () => json.WriteNull("parent"));
        branch.Under.Match(under => json.WriteString("under", under), () => json.WriteNull("under"));
        json.WriteStartArray("changes");
        foreach (var change in branch.Changes)
            json.WriteStringValue(change);
        json.WriteEndArray();
    }

    private static string Line(Branch branch, string name)
    {
        var entry = branch.Entry;
        return entry.Problem.Match(
            problem => $"{name}  cannot be read: {problem}",
            () => $"{name}  {NumberText.Count(entry.Last.Step),11}  {NumberText.Compact(entry.Last.Loss),12}  {NumberText.Bytes(entry.Bytes),8}  {Status(entry),-10}  {From(branch)}");
    }

    /// <summary><c>article@500: network.layers[0].activation = tanh</c>.</summary>
    private static string From(Branch branch) => branch.Entry.Parent.Match(
        p => $"{p.Run}@{p.Step}" + branch.Under.Match(
            under => $"{(under == p.Run ? "" : $" (now {under})")}{(branch.Changes.IsEmpty ? "" : $": {Few(branch.Changes)}")}",
            () => $" ({branch.Lost})"),
        () => "");

    private static string Few(IReadOnlyCollection<string> changes) =>
        string.Join(", ", changes.Take(ChangesShown)) + (changes.Count > ChangesShown ? $" and {changes.Count - ChangesShown} more" : "");

    private static string Status(RunEntry entry) => entry.Header.Match(h => h.Status, () => "unreadable");

    /// <summary>An activation with its settings, or its formula, as long as that is short; of the others the name.</summary>
    private static string Shown(Stamp stamp) => stamp.Kind == "activation" && stamp.Id.Length <= LongestId ? stamp.Id : stamp.Name;
}
