using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins.Standard;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What is installed: the catalogue, and what a person should know about plugins that are not in it.</summary>
/// <param name="Catalogue">Everything that has a name.</param>
/// <param name="Notes">Files of the plugins folder that were not loaded, and why.</param>
public sealed record Installed(Catalogue Catalogue, Seq<Problem> Notes);

/// <summary>The composition root of plugins: the shelf of the house and what a person has brought, collected by dependency injection.</summary>
public static class Plugins
{
    /// <summary>The catalogue of the shelf that comes with the program.</summary>
    public static Either<Failure, Catalogue> Standard() => CatalogueOf(ImmutableArray<LoadedPlugin>.Empty);

    /// <summary>
    /// The shelf, the DLLs named by <c>--plugin</c> (each must load), and the approved ones of the folder beside the store (one that
    /// does not load is a note: it must not stand between a person and the recorded runs).
    /// </summary>
    internal static Either<Failure, Installed> Load(Shell shell, Store store, IReadOnlyList<string> named, bool probe = true)
    {
        var asked = Gathered.All(named.Select(path => PluginLoader.Load(Path.Combine(shell.Folder, path), path, probe)));
        Manners.Restore();
        return from loaded in Failure.From(ExitCode.Plugin, asked)
               let distinct = loaded.DistinctBy(p => p.Origin.Sha256).ToImmutableArray()
               from catalogue in CatalogueOf(distinct)
               select WithFolder(shell, store, distinct, catalogue);
    }

    private static Installed WithFolder(Shell shell, Store store, ImmutableArray<LoadedPlugin> plugins, Catalogue catalogue)
    {
        var notes = new List<Problem>();
        foreach (var image in PluginFolder.Beside(store).Images().Where(i => !plugins.Any(p => p.Path == i.Path)))
        {
            if (plugins.FirstOrDefault(p => p.Origin.Sha256 == image.Sha256) is { } twin)
            {
                notes.Add(new(PluginFolder.Shown(image.Path), $"this is the same DLL as {Shown.Text(twin.Shown)}, so it is loaded once", "Remove one of them."));
                continue;
            }

            var joined = from plugin in Failure.From(ExitCode.Plugin, Approved(shell, image))
                         from more in CatalogueOf([.. plugins, plugin])
                         select (Plugins: plugins.Add(plugin), Catalogue: more);
            joined.Match(all => (plugins, catalogue) = all, failure => notes.AddRange(failure.Problems));
        }

        Manners.Restore();
        return new(catalogue, toSeq(notes).Strict());
    }

    private static Validation<Problem, LoadedPlugin> Approved(Shell shell, PluginImage image)
    {
        var shown = PluginFolder.Shown(image.Path);
        var approvals = Approvals.Of(shell);
        if (approvals.Exists(a => a.Holds(image)))
            return PluginLoader.Load(image, shown);
        var reason = approvals.Exists(a => a.HeldBefore(image)) ? "has changed since it was approved" : "is not approved";
        return Fail<Problem, LoadedPlugin>(Seq1(new Problem(
            shown, $"this plugin {reason}, so it is not loaded", "'functional plugins approve' approves what lies there now.")));
    }

    /// <summary>The shelf and the recipes of plugins.</summary>
    private static Either<Failure, Catalogue> CatalogueOf(ImmutableArray<LoadedPlugin> plugins)
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        return CatalogueOf([.. services, .. plugins.SelectMany(p => p.Recipes)]);
    }

    /// <summary>These recipes alone.</summary>
    internal static Either<Failure, Catalogue> CatalogueOf(IReadOnlyList<ServiceDescriptor> recipes)
    {
        var services = new ServiceCollection();
        foreach (var recipe in recipes)
            services.Insert(services.Count, recipe);
        using var provider = services.BuildServiceProvider();
        return Failure.From(ExitCode.Plugin, Catalogue.From(provider));
    }
}
