using System.Collections.Immutable;
using System.Reflection;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Everything that can be named in a run document. Built once from what dependency injection has collected; nothing else in the
/// program sees the service provider.
/// </summary>
public sealed record Catalogue(
    Shelf<IActivation> Activations,
    Shelf<ILoss> Losses,
    Shelf<IOptimizer> Optimizers,
    Shelf<ISchedule> Schedules,
    Shelf<IInitializer> Initializers)
{
    /// <summary>The catalogue, or a problem for every name that two plugins claim: order of registration decides nothing.</summary>
    public static Validation<Problem, Catalogue> From(IServiceProvider services) =>
        (ShelfOf<IActivation>("activation", services),
         ShelfOf<ILoss>("loss", services),
         ShelfOf<IOptimizer>("optimizer", services),
         ShelfOf<ISchedule>("schedule", services),
         ShelfOf<IInitializer>("initializer", services))
        .Apply((a, l, o, s, i) => new Catalogue(a, l, o, s, i));

    /// <summary>Whose code the recipe of this kind and name is; nothing where there is none.</summary>
    public LanguageExt.Option<Origin> OriginOf(string kind, string name) =>
        Recipes.Where(r => r.Kind == kind && r.Recipe.Name == name).Select(r => Origin.Of(r.Recipe.Source)).HeadOrNone();

    /// <summary>Every recipe with its kind.</summary>
    public IEnumerable<(string Kind, IRecipe Recipe)> Recipes =>
        Of(Activations).Concat(Of(Losses)).Concat(Of(Optimizers)).Concat(Of(Schedules)).Concat(Of(Initializers));

    private static IEnumerable<(string Kind, IRecipe Recipe)> Of<T>(Shelf<T> shelf)
        where T : class => shelf.Recipes.Values.Select(r => (shelf.Kind, (IRecipe)r));

    private static Validation<Problem, Shelf<T>> ShelfOf<T>(string kind, IServiceProvider services)
        where T : class
    {
        var byName = services.GetServices<Recipe<T>>().GroupBy(r => r.Name, StringComparer.Ordinal).ToList();
        var problems = toSeq(byName
            .Where(g => g.Skip(1).Any())
            .Select(g => new Problem(
                $"plugin {g.Key}",
                $"the {kind} '{g.Key}' is registered {g.Count()} times ({string.Join(", ", g.Select(r => FileOf(r.Source)).Distinct())})",
                "Rename one of them.")));
        return problems.IsEmpty
            ? Success<Problem, Shelf<T>>(new Shelf<T>(kind, byName.ToImmutableSortedDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal)))
            : Fail<Problem, Shelf<T>>(problems);
    }

    /// <summary>The file a person can do something about; the program's own code by the name of its assembly.</summary>
    private static string FileOf(Assembly source) => PluginLoader.PathOf(source) is { } path ? Shown.Path(path) : source.GetName().Name ?? "";
}
