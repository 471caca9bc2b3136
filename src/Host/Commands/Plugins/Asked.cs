using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a person asked <c>plugins</c> about: a name of the catalogue, or a formula, which is a recipe with that setting.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Name">The recipe's name.</param>
/// <param name="Sets">Settings that the text itself says.</param>
internal sealed record Asked(string Text, string Name, Seq<Overrides.Change> Sets)
{
    public static Asked Of(string text) => FormulaText.Parse("NAME", text) is JsonTree.Object { Members: [var formula] }
        ? new(text, formula.Name, Seq1(new Overrides.Change(formula.Name, formula.Value)))
        : new(text, text, Empty);

    /// <summary>The kinds in which there is a recipe of this name; where there is none, the nearest name.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="command">Who asks, for the sentence.</param>
    /// <param name="only">Only this kind, where a person said so.</param>
    public Either<Failure, Seq<string>> Kinds(Catalogue catalogue, string command, string? only = null)
    {
        if (only is not null && !catalogue.Recipes.Any(r => r.Kind == only))
            return Failure.Of(ExitCode.Usage, "--kind", $"there is no kind '{Shown.Text(only)}'", Nearest.Hint(only, catalogue.Recipes.Select(r => r.Kind).Distinct()));
        var kinds = toSeq(catalogue.Recipes.Where(r => r.Recipe.Name == Name).Select(r => r.Kind)).Strict();
        if (kinds.IsEmpty)
            return Failure.Of(ExitCode.Plugin, command, $"no {only ?? "plugin"} is called '{Shown.Text(Text)}'", Advice(catalogue, only));
        if (only is null)
            return kinds;
        return kinds.Contains(only)
            ? Seq1(only)
            : Failure.Of(ExitCode.Plugin, command, $"{Shown.Text(Text)} is {string.Join(" and ", kinds.Select(StrategyPart.Article))}, not {StrategyPart.Article(only)}", $"Write --kind {kinds[0]}, or leave it out.");
    }

    private string Advice(Catalogue catalogue, string? only) =>
        Nearest.Of(Name, catalogue.Recipes.Where(r => only is null || r.Kind == only).Select(r => r.Recipe.Name)) is { } near
            ? $"Did you mean '{near}'?"
            : FormulaText.Advice(Text, only ?? "activation", []) ?? "'functional plugins' lists them.";

    /// <summary>The strategy with the settings given, refused by the same sentences as in a document.</summary>
    public Either<Failure, Made<T>> Make<T>(Shelf<T> shelf, IEnumerable<Validation<Problem, Overrides.Change>> sets)
        where T : class
    {
        var place = new Place("--set");
        var tree = Success<Problem, JsonTree>(new JsonTree.Object(place, [new(place, "name", new JsonTree.Text(place, Name))]));
        var all = Sets.Select(Success<Problem, Overrides.Change>).Concat(sets);
        var set = all.Aggregate(tree, (whole, change) => whole.Bind(t => change.Bind(c => DocumentPath.Set(t, c.Path, c.Value))));
        return Failure.From(ExitCode.Usage, set.Bind(t => StrategyPart.Read(new Spot(t, ""), "name", shelf))).Map(part => part.Value);
    }
}
