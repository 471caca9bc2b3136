using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Addresses of values in a document: <c>network.layers[0].activation</c>; a key that is no plain word stands in quotes,
/// <c>initial.parameters["layer0.weights"][2][0]</c>. Sentences print the same paths that <c>--set</c> takes.
/// </summary>
public static class DocumentPath
{
    /// <summary>Keys whose value is a strategy: its name alone, or an object with the name and settings.</summary>
    private static readonly ImmutableArray<string> Strategies = ["activation", "loss", "optimizer", "schedule"];

    /// <summary>The path of a member.</summary>
    public static string Child(string path, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsPlain(key) ? (string.IsNullOrEmpty(path) ? key : $"{path}.{key}") : $"{path}[{Quoted(Shown.Text(key))}]";
    }

    /// <summary>The path of an item.</summary>
    public static string Child(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>
    /// The document with another value at <paramref name="path"/>. A key that is not there yet is added, an item must exist. A
    /// strategy written as a name becomes an object when one of its settings is set.
    /// </summary>
    public static Validation<Problem, JsonTree> Set(JsonTree tree, string path, JsonTree value)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(value);
        return PathText.Parse(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(path)))
            .MapFail(p => p with { Where = Spot.WhereOf(value.Place, Shown.Text(path)) })
            .Bind(steps => Set(tree, "", steps.AsSpan(), value));
    }

    /// <summary>The document without the key at <paramref name="path"/>, which must be there.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">A key; an item of an array cannot be taken out.</param>
    /// <param name="where">Where it was written: <c>--unset</c>.</param>
    public static Validation<Problem, JsonTree> Remove(JsonTree tree, string path, string where)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        return PathText.Parse(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(path)))
            .MapFail(p => p with { Where = Spot.WhereOf(new(where), Shown.Text(path)) })
            .Bind(steps => Remove(tree, "", steps.AsSpan(), where));
    }

    /// <summary>
    /// What a person means by <c>KEY=VALUE</c>: JSON where it is JSON, else the text itself. <c>1,5</c>, <c>NaN</c> and <c>1e999</c> stay
    /// text, so that the place they are put in refuses them with what it allows.
    /// </summary>
    /// <param name="where">Where it was written: <c>--set</c>.</param>
    /// <param name="text">What stands after the equals sign.</param>
    public static JsonTree ParseValue(string where, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var place = new Place(where);
        var bytes = Encoding.UTF8.GetBytes(text);
        return JsonText.Parse(where, bytes).Match(
            Succ: tree => tree.Moved(place),
            Fail: _ => new JsonTree.Text(place, Encoding.UTF8.GetString(bytes)));
    }

    private static Validation<Problem, JsonTree> Set(JsonTree tree, string path, ReadOnlySpan<PathStep> steps, JsonTree value)
    {
        if (steps.IsEmpty)
            return Success<Problem, JsonTree>(value);
        var (step, rest) = (steps[0], steps[1..].ToArray());
        return (step, tree) switch
        {
            ({ Key: { } key }, JsonTree.Object o) => SetMember(o, path, key, rest, value),
            ({ Key: { } key }, JsonTree.Text t) when IsStrategy(path) =>
                SetMember(new(t.Place, [new Member(t.Place, "name", t)]), path, key, rest, value),
            ({ Key: null, Index: var index }, JsonTree.Array a) => SetItem(a, path, index, rest, value),
            ({ Key: { } key }, _) => Misplaced($"{Name(path)} is {Shown.Value(tree)} and has no keys", "Set it as a whole.", Child(path, key)),
            _ => Misplaced($"{Name(path)} is {Shown.Value(tree)} and has no numbered items", "Set it as a whole.", Child(path, step.Index)),
        };

        Validation<Problem, JsonTree> Misplaced(string what, string hint, string at) =>
            Fail<Problem, JsonTree>(Seq1(new Problem($"{value.Place}: {at}", what, hint)));
    }

    private static Validation<Problem, JsonTree> SetMember(JsonTree.Object tree, string path, string key, PathStep[] rest, JsonTree value)
    {
        var index = tree.IndexOf(key);
        if (index >= 0)
            return Set(tree.Members[index].Value, Child(path, key), rest, value)
                .Map(v => (JsonTree)(tree with { Members = tree.Members.SetItem(index, tree.Members[index] with { Value = v }) }));
        if (rest.Length > 0 && rest[0].Key is null)
            return Fail<Problem, JsonTree>(Seq1(new Problem(
                $"{value.Place}: {Child(path, key)}", $"there is no '{Shown.Text(key)}' {(path.Length == 0 ? "in the document" : $"in {path}")}",
                Nearest.Hint(Shown.Text(key), tree.Members.Select(m => Shown.Text(m.Name))))));
        return Set(new JsonTree.Object(value.Place, []), Child(path, key), rest, value)
            .Map(v => (JsonTree)(tree with { Members = tree.Members.Add(new(value.Place, key, v)) }));
    }

    private static Validation<Problem, JsonTree> SetItem(JsonTree.Array tree, string path, int index, PathStep[] rest, JsonTree value) =>
        index < tree.Items.Length
            ? Set(tree.Items[index], Child(path, index), rest, value).Map(v => (JsonTree)(tree with { Items = tree.Items.SetItem(index, v) }))
            : Fail<Problem, JsonTree>(Seq1(new Problem(
                $"{value.Place}: {Child(path, index)}", $"there is no item {index}",
                tree.Items.IsEmpty ? $"{Name(path)} is empty." : $"{Name(path)} has the items 0 to {tree.Items.Length - 1}.")));

    private static Validation<Problem, JsonTree> Remove(JsonTree tree, string path, ReadOnlySpan<PathStep> steps, string where)
    {
        var (step, rest) = (steps[0], steps[1..].ToArray());
        var inner = step.Key is { } name ? Child(path, name) : Child(path, step.Index);
        return (step, tree) switch
        {
            ({ Key: { } key }, JsonTree.Object o) when o.IndexOf(key) is var at and >= 0 => rest.Length == 0
                ? Success<Problem, JsonTree>(o with { Members = o.Members.RemoveAt(at) })
                : Remove(o.Members[at].Value, inner, rest, where)
                    .Map(v => (JsonTree)(o with { Members = o.Members.SetItem(at, o.Members[at] with { Value = v }) })),
            ({ Key: null, Index: var index }, JsonTree.Array a) when index < a.Items.Length && rest.Length > 0 =>
                Remove(a.Items[index], inner, rest, where).Map(v => (JsonTree)(a with { Items = a.Items.SetItem(index, v) })),
            ({ Key: { } key }, JsonTree.Object o) => Nothing($"there is no '{Shown.Text(key)}' in {Name(path)}", Nearest.Hint(Shown.Text(key), o.Members.Select(m => Shown.Text(m.Name)))),
            ({ Key: null }, JsonTree.Array) when rest.Length == 0 => Nothing("an item cannot be taken out", $"Set {Name(path)} as a whole."),
            _ => Nothing($"{Name(path)} is {Shown.Value(tree)}", "There is nothing to take out of it."),
        };

        Validation<Problem, JsonTree> Nothing(string what, string hint) => Fail<Problem, JsonTree>(Seq1(new Problem($"{where}: {inner}", what, hint)));
    }

    private static bool IsStrategy(string path) => Strategies.Contains(path[(path.LastIndexOf('.') + 1)..]);

    private static bool IsPlain(string key) => key.Length is > 0 and <= 80 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string Name(string path) => path.Length == 0 ? "the document" : path;

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder();
        JsonWriting.AppendQuoted(quoted, text);
        return quoted.ToString();
    }
}
