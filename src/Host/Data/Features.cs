using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// What of two inputs is given to a network, in this order: TensorFlow Playground's seven input features. <c>x1</c> is the first input and
/// <c>x2</c> the second, whatever the source calls them.
/// </summary>
/// <param name="Names">As a document writes them, at least one, each once.</param>
internal sealed record Features(ImmutableArray<string> Names)
{
    private const string Hint = "Write \"features\": [\"x1\", \"x2\", \"x1^2\", \"x2^2\", \"x1*x2\", \"sin(x1)\", \"sin(x2)\"], or some of these.";

    private static readonly ImmutableArray<(string Name, Func<double, double, double> Of)> All =
    [
        ("x1", (x1, _) => x1),
        ("x2", (_, x2) => x2),
        ("x1^2", (x1, _) => x1 * x1),
        ("x2^2", (_, x2) => x2 * x2),
        ("x1*x2", (x1, x2) => x1 * x2),
        ("sin(x1)", (x1, _) => Elementary.Sin(x1)),
        ("sin(x2)", (_, x2) => Elementary.Sin(x2)),
    ];

    private readonly ImmutableArray<Func<double, double, double>> _formulas = [.. Names.Select(name => All.First(f => f.Name == name).Of)];

    /// <summary>All there are, in Playground's order.</summary>
    public static ImmutableArray<string> Known { get; } = [.. All.Select(f => f.Name)];

    /// <summary>How a document says it.</summary>
    public JsonTree Canonical => Json.Array(Names.Select(Json.Text));

    /// <summary>The features that a document names, or every reason why not.</summary>
    public static Validation<Problem, Features> Read(Spot spot) =>
        spot.Items(Hint).Bind(items =>
            Gathered.All(items.Select(NameAt)).If(Gathered.Unless(Twice(items))).Map(names => new Features(names)));

    /// <summary>The same rows with these features as their inputs, if the source has exactly two inputs to make them of.</summary>
    /// <param name="source">Where the rows come from.</param>
    /// <param name="spot">Where the document asks for features.</param>
    public Validation<Problem, RawData> Of(RawData source, Spot spot) =>
        source.InputNames.Length == 2
            ? Success<Problem, RawData>(source with { InputNames = Names, Visit = visit => source.Visit(Made(visit)) })
            : spot.Refuse<RawData>(
                $"features are made of two inputs, and {Shown.Text(source.Origin.Length > 0 ? source.Origin : "the source")} has {source.InputNames.Length}",
                "Leave 'features' out: the inputs are then taken as they are.");

    /// <summary>Writes the features of one row.</summary>
    /// <param name="raw">The two inputs.</param>
    /// <param name="features">One place for each name. May overflow to infinity where an input is above 1.3·10¹⁵⁴.</param>
    public void Apply(ReadOnlySpan<double> raw, Span<double> features)
    {
        for (var i = 0; i < _formulas.Length; i++)
            features[i] = _formulas[i](raw[0], raw[1]);
    }

    private RowVisitor Made(RowVisitor visit)
    {
        var made = new double[Names.Length];
        return (row, inputs, targets) =>
        {
            Apply(inputs, made);
            visit(row, made, targets);
        };
    }

    public bool Equals(Features? other) => other is not null && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => Names.Aggregate(0, (hash, name) => HashCode.Combine(hash, name));

    private static Validation<Problem, string> NameAt(Spot spot) => spot.Text(Hint).Bind(name =>
        Known.Contains(name)
            ? Success<Problem, string>(name)
            : spot.Refuse<string>($"no feature is called '{Shown.Text(name)}'", Nearest.Hint(name, Known)));

    private static IEnumerable<Problem> Twice(ImmutableArray<Spot> items) =>
        from same in items.Where(i => i.Tree is JsonTree.Text).GroupBy(i => ((JsonTree.Text)i.Tree).Value, StringComparer.Ordinal)
        where Known.Contains(same.Key)
        from again in same.Skip(1)
        select again.Problem($"the feature '{same.Key}' is named twice", "Name each once.");
}
