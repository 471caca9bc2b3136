using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Functional.Core;
using Functional.Laws;
using Functional.Plugins;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A stranger's plugin, loaded because a person asked for it.</summary>
/// <param name="Shown">The file, as the person wrote it.</param>
/// <param name="Path">In full.</param>
/// <param name="Origin">What is stamped into a run that uses it.</param>
/// <param name="Recipes">What it registered, each with its kind as the service type.</param>
internal sealed record LoadedPlugin(string Shown, string Path, Origin Origin, ImmutableArray<ServiceDescriptor> Recipes);

/// <summary>
/// Loads plugins. The only place of the program that brings foreign code into the process, and it is reached from two
/// paths only: <c>--plugin</c>, and the <c>plugins</c> folder when a person has approved its files. No document and no run file gets here.
/// </summary>
internal static class PluginLoader
{
    /// <summary>A plugin that has not registered its recipes after this time hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string Fault = "This is a fault of the plugin.";

    /// <summary>The same bytes at the same place are the same code: loaded once in a process.</summary>
    private static readonly ConcurrentDictionary<(string Path, string Sha256), Assembly> Loaded = new();

    /// <summary>What the probe of an assembly found.</summary>
    private static readonly ConcurrentDictionary<Assembly, Seq<Problem>> Probed = new();

    /// <summary>The origin of code that came in through here; nothing for the program's own.</summary>
    public static Origin? ForeignOrigin(Assembly assembly) => ContextOf(assembly)?.Origin;

    /// <summary>The file that code came from which came in through here; null for the program's own.</summary>
    public static string? PathOf(Assembly assembly) => ContextOf(assembly)?.Path;

    /// <summary>Loads one file, or says every reason why not, each naming the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How a person wrote it.</param>
    /// <param name="probe">Whether its strategies must show that they are functions (see <see cref="Law{T}.Essential"/>).</param>
    public static Validation<Problem, LoadedPlugin> Load(string path, string shown, bool probe = true) =>
        PluginImage.Read(path, shown).Bind(image => Load(image, shown, probe));

    /// <summary>Loads an image that was read before.</summary>
    public static Validation<Problem, LoadedPlugin> Load(PluginImage image, string shown, bool probe = true)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return Refuse<LoadedPlugin>(shown, "this program was compiled ahead of time and loads no plugins", "Use the program that runs on .NET: 'dotnet run', or 'dotnet publish' without PublishAot.");
        var at = "";
        return Watchdog.Run(Patience, () => Registered(image, shown).Bind(plugin => probe ? Sound(plugin, recipe => Volatile.Write(ref at, recipe)) : Success<Problem, LoadedPlugin>(plugin))).Match(
            loaded => loaded,
            () => Refuse<LoadedPlugin>(shown, Hangs(Volatile.Read(ref at)), Fault));
    }

    private static string Hangs(string recipe) => recipe.Length > 0
        ? $"its {recipe} did not return within {Patience.Seconds} s"
        : $"it did not finish its first calls within {Patience.Seconds} s";

    private static PluginContext? ContextOf(Assembly assembly) => AssemblyLoadContext.GetLoadContext(assembly) as PluginContext;

    private static Validation<Problem, LoadedPlugin> Registered(PluginImage image, string shown)
    {
        try
        {
            var assembly = Loaded.GetOrAdd((image.Path, image.Sha256), _ => new PluginContext(image).LoadMain());
            var missing = ContextOf(assembly)!.Missing(assembly).Select(name => PluginImage.ProblemOf(
                shown, $"{Shown.Text(name)}.dll is missing beside it", "Copy the whole folder that 'dotnet build' makes.")).ToList();
            if (missing.Count > 0)
                return Fail<Problem, LoadedPlugin>(toSeq(missing));
            var services = new ServiceCollection();
            var doors = assembly.GetCustomAttributes<PluginAttribute>().Select(a => a.Door).ToList();
            if (doors.Count == 0)
                return Refuse<LoadedPlugin>(shown, "it names no plugin", "Write [assembly: Plugin(typeof(YourPlugin))] in it, with a class that implements IPlugin.");
            var problems = doors.SelectMany(door => Open(door, services, shown)).ToList();
            return problems.Count > 0
                ? Fail<Problem, LoadedPlugin>(toSeq(problems))
                : RecipesOf(services, assembly, shown).Map(recipes => new LoadedPlugin(shown, image.Path, ForeignOrigin(assembly)!, recipes));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Refuse<LoadedPlugin>(shown, Sentence(e), Fault);
        }
    }

    private static IEnumerable<Problem> Open(Type door, ServiceCollection services, string shown)
    {
        if (!typeof(IPlugin).IsAssignableFrom(door))
            yield return PluginImage.ProblemOf(shown, $"its class {Shown.Text(door.Name)} does not implement IPlugin", "Implement Functional.Plugins.IPlugin.");
        else if (door.IsAbstract || door.ContainsGenericParameters || !door.IsVisible || door.GetConstructor(Type.EmptyTypes) is null)
            yield return PluginImage.ProblemOf(shown, $"its class {Shown.Text(door.Name)} cannot be created", "Make it public, not abstract, with a parameterless constructor.");
        else
            ((IPlugin)Activator.CreateInstance(door)!).Register(services);
    }

    /// <summary>Only recipes are taken over: a plugin cannot put anything else into the program's services.</summary>
    private static Validation<Problem, ImmutableArray<ServiceDescriptor>> RecipesOf(ServiceCollection services, Assembly assembly, string shown)
    {
        var recipes = services.Where(d => d is { IsKeyedService: false, ImplementationInstance: IRecipe }).ToList();
        var problems = recipes.Select(NameOf).Where(name => !PluginName.Fits(name)).ToList();
        return (recipes, problems) switch
        {
            ([], _) => Refuse<ImmutableArray<ServiceDescriptor>>(shown, "it registers nothing", "Call services.AddActivation(…) or one of its four sisters in Register."),
            (_, []) => Success<Problem, ImmutableArray<ServiceDescriptor>>(
                [.. recipes.Select(d => new ServiceDescriptor(d.ServiceType, ((IRecipe)d.ImplementationInstance!).From(assembly)))]),
            _ => Fail<Problem, ImmutableArray<ServiceDescriptor>>(toSeq(problems.Select(name => PluginImage.ProblemOf(
                shown, $"'{Shown.Text(name)}' is no name for a plugin", "Use small letters, digits and '-', such as leaky-relu.")).ToList())),
        };
    }

    /// <summary>The plugin, if each of its recipes makes something that keeps the laws without which no history could be replayed.</summary>
    /// <param name="plugin">Loaded.</param>
    /// <param name="begins">Told which recipe is next, for whoever waits in vain.</param>
    private static Validation<Problem, LoadedPlugin> Sound(LoadedPlugin plugin, Action<string> begins)
    {
        var problems = Probed.GetOrAdd(((IRecipe)plugin.Recipes[0].ImplementationInstance!).Source, _ => Plugins.CatalogueOf(plugin.Recipes).Match(
            catalogue => toSeq(catalogue.Recipes.SelectMany(r =>
            {
                begins($"{r.Kind} '{r.Recipe.Name}'");
                return Broken(plugin, catalogue, r.Kind, r.Recipe.Name);
            }).ToList()),
            failure => failure.Problems));
        return problems.IsEmpty ? Success<Problem, LoadedPlugin>(plugin) : Fail<Problem, LoadedPlugin>(problems);
    }

    private static IEnumerable<Problem> Broken(LoadedPlugin plugin, Catalogue catalogue, string kind, string name) =>
        RecipeLaws.Check(catalogue, kind, name, Trial.Probe).Match(
            Succ: result => result.Verdicts.Where(v => !v.Holds).Take(1).Select(v => PluginImage.ProblemOf(
                plugin.Shown, $"its {kind} '{name}' breaks the law {v.Law}: {v.Statement.TrimEnd('.')}; but {Shown.Text(v.Counterexample ?? "")}",
                $"'functional plugins check {plugin.Shown}' tells more.")),
            Fail: problems => problems.Select(p => PluginImage.ProblemOf(plugin.Shown, $"its {kind} '{name}': {p.What}", p.Hint)));

    private static string NameOf(ServiceDescriptor recipe) => ((IRecipe)recipe.ImplementationInstance!).Name;

    private static Validation<Problem, T> Refuse<T>(string shown, string what, string hint) => Fail<Problem, T>(Seq1(PluginImage.ProblemOf(shown, what, hint)));

    private static string Sentence(Exception e) => e switch
    {
        TargetInvocationException { InnerException: { } inner } => Sentence(inner),
        TypeInitializationException { InnerException: { } inner } => Sentence(inner),
        BadImageFormatException => "the runtime cannot load it: it is damaged, or built for another kind of processor",
        FileNotFoundException { FileName: { } missing } => $"it needs {Shown.Text(missing.Split(',')[0])}, which does not lie beside it",
        FileLoadException { FileName: { } missing } => $"{Shown.Text(missing.Split(',')[0])} cannot be loaded",
        TypeLoadException or MissingMemberException => $"it does not fit this version of Functional: {Shown.Text(e.Message)}",
        _ => $"registering failed with {e.GetType().Name}: {Shown.Text(e.Message)}",
    };
}
