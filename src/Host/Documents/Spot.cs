using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A value of a document and its key path: what a sentence about it needs.</summary>
internal readonly record struct Spot(JsonTree Tree, string Path)
{
    /// <summary><c>train.json:7:15: network.layers[1].activation</c>.</summary>
    public string Where => WhereOf(Tree.Place, Path);

    public static string WhereOf(Place place, string path) =>
        path.Length == 0 ? place.ToString() : place.ToString() is { Length: > 0 } text ? $"{text}: {path}" : path;

    public Spot Item(int index) => new(((JsonTree.Array)Tree).Items[index], DocumentPath.Child(Path, index));

    public Problem Problem(string what, string hint) => new(Where, what, hint);

    public Validation<Problem, T> Refuse<T>(string what, string hint) => Fail<Problem, T>(Seq1(Problem(what, hint)));

    /// <summary>Something else was needed: <c>a whole number is needed here, not the text '1,5'</c>.</summary>
    public Validation<Problem, T> Needs<T>(string kind, string hint) => Refuse<T>($"{kind} is needed here, not {Shown.Value(Tree)}", hint);

    public Validation<Problem, long> Whole(long min, long max) =>
        Tree is JsonTree.Number { Value: var x } && Math.Floor(x) == x && x >= min && x <= max
            ? Success<Problem, long>((long)x)
            : Needs<long>("a whole number", FormattableString.Invariant($"Give one from {min} to {max}."));

    public Validation<Problem, double> Number(string range, Func<double, bool> allowed) =>
        Tree is JsonTree.Number { Value: var x } && allowed(x) ? Success<Problem, double>(x) : Needs<double>("a number", $"Give one {range}.");

    public Validation<Problem, bool> Flag() =>
        Tree is JsonTree.Flag { Value: var x } ? Success<Problem, bool>(x) : Needs<bool>("true or false", "Write it without quotes.");

    public Validation<Problem, string> Text(string hint) =>
        Tree is JsonTree.Text { Value: var x } ? Success<Problem, string>(x) : Needs<string>("text", hint);

    public Validation<Problem, ImmutableArray<Spot>> Items(string hint)
    {
        if (Tree is not JsonTree.Array { Items: var items })
            return Needs<ImmutableArray<Spot>>("an array", hint);
        var self = this;
        return items.IsEmpty
            ? Refuse<ImmutableArray<Spot>>("the array is empty", hint)
            : Success<Problem, ImmutableArray<Spot>>([.. Enumerable.Range(0, items.Length).Select(self.Item)]);
    }

    /// <summary>A problem of Core, whose place is a key path, with its place in the document: as near as the document has it.</summary>
    public Problem Locate(Problem problem)
    {
        var root = Tree;
        var nearest = PathText.Parse(problem.Where).Match(
            Succ: steps => steps.Aggregate((Tree: (JsonTree?)root, Last: root), (at, step) =>
                Inner(at.Tree, step) is { } inner ? (inner, inner) : ((JsonTree?)null, at.Last)).Last,
            Fail: _ => (JsonTree?)null);
        return nearest is null ? problem : problem with { Where = WhereOf(nearest.Place, problem.Where) };
    }

    private static JsonTree? Inner(JsonTree? tree, PathStep step) => (tree, step.Key) switch
    {
        (JsonTree.Object o, { } key) => o.Find(key),
        (JsonTree.Array a, null) when step.Index < a.Items.Length => a.Items[step.Index],
        _ => null,
    };
}
