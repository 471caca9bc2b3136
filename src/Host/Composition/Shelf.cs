using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>All recipes of one kind, by name. The only way from a name in a document to code.</summary>
/// <param name="Kind">For sentences: <c>activation</c>.</param>
/// <param name="Recipes">By name; the catalogue has made sure there are no two alike.</param>
public sealed record Shelf<T>(string Kind, ImmutableSortedDictionary<string, Recipe<T>> Recipes)
    where T : class
{
    public IEnumerable<string> Names => Recipes.Keys;

    /// <summary>Cooks the recipe called <paramref name="name"/>, or says every reason why it cannot.</summary>
    /// <param name="name">The key.</param>
    /// <param name="where">Where the name stands, for sentences.</param>
    /// <param name="settings">The values a person wrote.</param>
    public Validation<Problem, Made<T>> Make(string name, string where, IReadOnlyDictionary<string, SettingValue> settings) =>
        Recipes.TryGetValue(name, out var recipe)
            ? Make(recipe, new Settings(name, where, settings))
            : Fail<Problem, Made<T>>(Seq1(new Problem(where, Shelf.Unknown(Kind, name), Nearest.Hint(name, Names))));

    /// <summary>What a strategy calls itself is told to people, so it must be the name it is found by, with settings behind it or without.</summary>
    private static IEnumerable<Problem> Misnamed(string name, string? id)
    {
        if (id is not null && id != name && !id.StartsWith(name + "(", StringComparison.Ordinal))
            yield return new($"plugin {name}", $"it calls itself '{Shown.Text(id)}', which is another name", $"Its Id must be PluginId.Of(\"{name}\", …). This is a fault of the plugin.");
    }

    private Validation<Problem, Made<T>> Make(Recipe<T> recipe, Settings settings)
    {
        try
        {
            var strategy = recipe.Build(settings);
            var problems = toSeq(settings.Faults.Concat(settings.Problems()).Concat(Misnamed(recipe.Name, StrategyId.Of(strategy)))).Strict();
            return problems.IsEmpty
                ? Success<Problem, Made<T>>(new Made<T>(Kind, recipe.Name, strategy, [.. settings.Declared], Origin.Of(recipe.Source)))
                : Fail<Problem, Made<T>>(problems);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Fail<Problem, Made<T>>(Seq1(new Problem(
                $"plugin {recipe.Name}", $"the {Kind} could not be made: {Shown.Text(e.Message)}", "This is a fault of the plugin, not of the document.")));
        }
    }
}

/// <summary>A strategy that exists, and how it came about.</summary>
/// <param name="Kind">activation, loss, optimizer, schedule or initializer.</param>
/// <param name="Name">Its key in the catalogue.</param>
/// <param name="Strategy">The thing itself.</param>
/// <param name="Settings">Every setting with the value in force.</param>
/// <param name="Origin">Where its code came from.</param>
public sealed record Made<T>(string Kind, string Name, T Strategy, ImmutableArray<Setting> Settings, Origin Origin);

/// <summary>What every shelf says alike.</summary>
internal static class Shelf
{
    /// <summary>What is said of a name that no recipe has.</summary>
    public static string Unknown(string kind, string name) => $"no {kind} is called '{name}'";
}
