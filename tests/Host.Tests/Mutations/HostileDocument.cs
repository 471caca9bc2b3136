using System.Collections.Immutable;

namespace Functional.Host.Tests;

/// <summary>Documents whose structure was damaged: keys lost, doubled, renamed, moved, and values exchanged by hostile ones.</summary>
internal static class HostileDocument
{
    private const int MostSteps = 5;

    /// <summary>Either small or far beyond every limit: between lie sizes that somebody may really want and that only take long.</summary>
    private static readonly double[] Numbers =
    [
        0, -0.0, -1, 1, 2, 3, 4, 7, 100, 1000, 0.5, 1.5, 0.999, -0.5, 134217728, 2147483647, 2147483648, 4294967295, 4294967296, 1e12, 1e13, 9007199254740993, 1e18, 1e19, 1e300, -1e300, double.MaxValue,
        1e-300, double.Epsilon, 1e150, 1e-9, 50, 0.25, -3,
    ];

    private static readonly string[] Texts =
    [
        "", "x", " ", "../../x", "/dev/zero", "/dev/full", "/dev/null", "..", ".", "/", "t.csv", "a.npz", "x.npy", "start.npz", "start.safetensors", "start.json", "i.gz", "no.csv", "a\0b", "\u202e\u202e", "\ud83d\ude00", "'; drop table state; --",
        "=cmd|' /C calc'!A0", "NaN", "1e5", "1,5", "con", "%s%n%x", "{0}", "System.Diagnostics.Process, System", "../../evil.dll", "x * x", "exp(exp(x))", "1/x", "((((((", "x^x^x^x", "1/0", "loss < 1", "step == 2", "norm(parameters) > 0",
        "1KB", "1024GB", "every", "auto", "full", "mean", "drop", "standard", "minmax", "none", "x1^2", "sin(x1)", "5..9", "cross-entropy", "softmax", "kind", "a", "1", "\u001b[31m", "refuse", ";", "\t",
    ];

    private static readonly string[] Named = [.. Docs.Catalogue.Recipes.Select(r => r.Recipe.Name), .. BuiltInDocuments.Names];

    private static readonly string[] Keys =
    [
        "name", "data", "network", "layers", "units", "activation", "bias", "loss", "optimizer", "learningRate", "momentum", "beta1", "beta2", "epsilon", "weightDecay", "alpha", "slope", "schedule", "batch", "size", "shuffle", "seed", "rows",
        "initial", "scheme", "parameters", "file", "regularization", "l1", "l2", "clip", "norm", "value", "steps", "until", "record", "keep", "budget", "skip", "dropRows", "source", "csv", "npz", "npy", "idx", "inputs", "targets", "classes", "scale",
        "test", "fraction", "features", "missing", "decimal", "delimiter", "header", "target", "noise", "formula", "layer0.weights", "totalSteps", "maxSteps", "milestones", "gamma", "nesterov", "centered", "amsgrad", "maximize", "labelSmoothing", "x", "",
    ];

    /// <summary>A copy with one to three changes, of so few steps that it ends soon.</summary>
    public static JsonTree Of(JsonTree document, Random random)
    {
        for (var n = Pick([1, 1, 1, 2, 2, 3], random); n > 0; n--)
            document = Changed(document, random);
        return Short(document);
    }

    /// <summary>The same document with few steps.</summary>
    public static JsonTree Short(JsonTree document) => document is JsonTree.Object o
        ? o with { Members = [.. o.Members.Select(m => m is { Name: "steps", Value: JsonTree.Number { Value: > MostSteps } } ? m with { Value = Json.Number(MostSteps) } : m)] }
        : document;

    private static JsonTree Changed(JsonTree tree, Random random) => tree switch
    {
        JsonTree.Object { Members.IsEmpty: false } o when random.Next(5) > 0 => random.Next(4) > 0 ? Within(o, random) : o with { Members = Members(o.Members, random) },
        JsonTree.Array { Items.IsEmpty: false } a when random.Next(5) > 0 => a with { Items = Items(a.Items, random) },
        _ => Value(tree, random),
    };

    private static JsonTree.Object Within(JsonTree.Object o, Random random)
    {
        var at = random.Next(o.Members.Length);
        return o with { Members = o.Members.SetItem(at, o.Members[at] with { Value = Changed(o.Members[at].Value, random) }) };
    }

    private static ImmutableArray<Member> Members(ImmutableArray<Member> members, Random random)
    {
        var (at, member) = (random.Next(members.Length), members[random.Next(members.Length)]);
        return random.Next(5) switch
        {
            0 => members.RemoveAt(at),
            1 => members.Insert(at, member),
            2 => members.SetItem(at, members[at] with { Name = Pick(Keys, random) }),
            3 => members.SetItem(at, members[at] with { Value = member.Value }),
            _ => members.Add(member with { Name = Pick(Keys, random), Value = Value(member.Value, random) }),
        };
    }

    private static ImmutableArray<JsonTree> Items(ImmutableArray<JsonTree> items, Random random)
    {
        var at = random.Next(items.Length);
        return random.Next(5) switch
        {
            0 => items.RemoveAt(at),
            1 => items.Insert(at, items[random.Next(items.Length)]),
            2 => [.. items, .. items],
            _ => items.SetItem(at, Changed(items[at], random)),
        };
    }

    /// <summary>Most of the time of the same type, so that it is not refused for that alone.</summary>
    private static JsonTree Value(JsonTree old, Random random) => (old, random.Next(20)) switch
    {
        (JsonTree.Number, < 15) => Json.Number(Pick(Numbers, random)),
        (JsonTree.Text text, < 12) => Json.Text(Pick(KindOf(text.Value) is { Length: > 0 } kind ? kind : Texts, random)),
        (JsonTree.Flag flag, < 15) => Json.Flag(!flag.Value),
        _ => Any(old, random),
    };

    /// <summary>All names of the kind this is one of.</summary>
    private static string[] KindOf(string name) => [.. Docs.Catalogue.Recipes.GroupBy(r => r.Kind).Where(g => g.Any(r => r.Recipe.Name == name)).SelectMany(g => g).Select(r => r.Recipe.Name)];

    private static JsonTree Any(JsonTree old, Random random) => random.Next(10) switch
    {
        0 or 1 or 2 => Json.Number(Pick(Numbers, random)),
        3 => Json.Text(Pick(Texts, random)),
        4 or 5 => Json.Text(Pick(Named, random)),
        6 => Json.Object((Pick(["name", "scheme", "source"], random), Json.Text(Pick(Named, random))), (Pick(Keys, random), Json.Number(Pick(Numbers, random))), ("learningRate", Json.Number(Pick(Numbers, random)))),
        7 => Nested(old, random.Next(100), random.Next(2) == 0),
        8 => Pick<JsonTree>([Json.Flag(true), Json.Flag(false), new JsonTree.Null(new("")), Json.Object(), Json.Array([]), Json.Text(new string('x', 5000))], random),
        _ => Json.Array(Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(3) > 0 ? Json.Number(Pick(Numbers, random)) : old)),
    };

    private static JsonTree Nested(JsonTree tree, int depth, bool inArrays) =>
        Enumerable.Range(0, depth).Aggregate(tree, (inner, _) => inArrays ? Json.Array([inner]) : Json.Object(("a", inner)));

    private static T Pick<T>(IReadOnlyList<T> choices, Random random) => choices[random.Next(choices.Count)];
}
