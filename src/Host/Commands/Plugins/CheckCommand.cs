using System.Collections.Immutable;
using System.CommandLine;
using Functional.Core;
using Functional.Laws;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>plugins check NAME|DLL</c>: every law of its kind, with the simplest counter-example where one does not hold.</summary>
internal static class CheckCommand
{
    private const int MostCases = 10_000_000;

    public static Command Create(Globals globals, Shell shell)
    {
        var what = new TextArgument("plugin") { Description = "a plugin's name, a formula of x, or a DLL: then everything in it", HelpName = "NAME|DLL" };
        var cases = new TextOption("--cases") { Description = "cases a law is tried on", HelpName = "N", DefaultValueFactory = _ => $"{Lawbook.Cases}" };
        var seed = new TextOption("--seed") { Description = "which cases: the same seed tries the same ones", HelpName = "N", DefaultValueFactory = _ => $"{Lawbook.Seed}" };
        var law = new TextOption("--law") { Description = "only this law", HelpName = "LAW" };
        var again = new TextOption("--case") { Description = "with --law: only the case that a refutation printed", HelpName = "CASE" };
        var set = new ListOption("--set") { Description = "a setting of the plugin", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };
        var name = new TextOption("--as") { Description = "with --law: record the counter-example as a run of this name, to open at its step", HelpName = "RUN" };
        return globals.BindBare(new("check", "Hold a plugin to the laws of its kind.") { what, cases, seed, law, again, set, name }, shell, (parsed, store) =>
        {
            var asked = parsed.GetValue(what)!;
            var named = (parsed.GetValue(globals.Plugin) ?? []).ToList();
            var dll = asked.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
            return from n in Words.Count("--cases", parsed.GetValue(cases)!, 1, MostCases)
                   from s in Words.Count("--seed", parsed.GetValue(seed)!, 0)
                   from given in Settings(Asked.Of(asked), parsed.GetValue(set) ?? [])
                   from sound in Case(parsed.GetValue(law), parsed.GetValue(again))
                   from some in parsed.GetValue(name) is null || parsed.GetValue(law) is not null
                       ? Right<Failure, Unit>(unit)
                       : Failure.Of(ExitCode.Usage, "--as", "a counter-example belongs to a law", "Say which with --law.")
                   from installed in Plugins.Load(shell, store, dll ? [asked, .. named] : named, probe: parsed.GetValue(name) is not null)
                   from recipes in Recipes(installed.Catalogue, asked, dll ? Path.GetFullPath(Path.Combine(shell.Folder, asked)) : null)
                   from known in Known(parsed.GetValue(law), recipes)
                   let trial = new Trial((int)n, (ulong)s, parsed.GetValue(law), parsed.GetValue(again))
                   from results in Patiently(recipes, trial, r => RecipeLaws.Check(installed.Catalogue, r.Kind, r.Name, trial, given), shell.Interrupted)
                   from run in parsed.GetValue(name) is { } insisted
                       ? Recorded(store, installed.Catalogue, results, given, insisted)
                       : Right<Failure, LanguageExt.Option<StagedRun>>(None)
                   select (IPage)new CheckPage(asked, results, run, [.. dll ? [asked, .. named] : named], [.. parsed.GetValue(set) ?? []]);
        });
    }

    /// <summary>One recipe after the other, each no longer than the slowest sound one could take: about 60 s for a thousand cases.</summary>
    private static Either<Failure, ImmutableArray<Checked>> Patiently(
        ImmutableArray<(string Kind, string Name)> recipes, Trial trial, Func<(string Kind, string Name), Validation<Problem, Checked>> check, CancellationToken interrupted)
    {
        var patience = TimeSpan.FromSeconds(5) + (trial.Cases * TimeSpan.FromMilliseconds(55));
        var results = ImmutableArray.CreateBuilder<Validation<Problem, Checked>>();
        foreach (var recipe in recipes)
        {
            var result = Watchdog.Run(patience, () => check(recipe), interrupted);
            if (result.IsNone && interrupted.IsCancellationRequested)
                return Failure.Of(ExitCode.Interrupted, "plugins check", $"interrupted at the {recipe.Kind} '{recipe.Name}'");
            results.Add(result.IfNone(() => Fail<Problem, Checked>(Seq1(new Problem(
                $"plugin {recipe.Name}", $"the {recipe.Kind} '{recipe.Name}' did not return within {(long)patience.TotalSeconds} s", "This is a fault of the plugin, or --cases asks for too many.")))));
        }

        return Failure.From(ExitCode.Usage, Gathered.All(results));
    }

    private static Either<Failure, Unit> Case(string? law, string? text) => (law, text) switch
    {
        (_, null) => unit,
        (null, _) => Failure.Of(ExitCode.Usage, "--case", "a case belongs to a law", "Say which with --law."),
        _ => Draw.IsSeed(text) ? unit : Failure.Of(ExitCode.Usage, "--case", $"'{text}' is no case", "Copy it from a refutation: it looks like z2.1."),
    };

    private static Either<Failure, Unit> Known(string? law, ImmutableArray<(string Kind, string Name)> recipes)
    {
        var names = recipes.SelectMany(r => RecipeLaws.NamesFor(r.Kind)).Distinct().ToList();
        return law is null || names.Contains(law)
            ? unit
            : Failure.Of(ExitCode.Usage, "--law", $"there is no law '{law}' here", Nearest.Hint(law, names));
    }

    internal static Either<Failure, IReadOnlyDictionary<string, SettingValue>> Settings(Asked asked, string[] sets) =>
        Failure.From(ExitCode.Usage, Gathered.All(asked.Sets.Select(Success<Problem, Overrides.Change>).Concat(sets.Select(Overrides.Assignment))))
            .Map(changes => (IReadOnlyDictionary<string, SettingValue>)changes.GroupBy(c => c.Path).ToDictionary(c => c.Key, c => StrategyPart.ValueOf(new Spot(c.Last().Value, c.Key)), StringComparer.Ordinal));

    private static Either<Failure, ImmutableArray<(string Kind, string Name)>> Recipes(Catalogue catalogue, string asked, string? dll) => dll is null
        ? Asked.Of(asked).Kinds(catalogue, "plugins check").Map(kinds => kinds.Select(kind => (kind, Asked.Of(asked).Name)).ToImmutableArray())
        : catalogue.Recipes.Where(r => PluginLoader.PathOf(r.Recipe.Source) == dll).Select(r => (r.Kind, r.Recipe.Name)).ToImmutableArray();

    /// <summary>
    /// The counter-example as a run, where there is one. Opening it needs the plugin loaded, and what is loaded has kept the essential laws:
    /// so a DLL that breaks one of those is refused before anything is recorded, as it would be when the run is opened.
    /// </summary>
    private static Either<Failure, LanguageExt.Option<StagedRun>> Recorded(
        Store store, Catalogue catalogue, ImmutableArray<Checked> results, IReadOnlyDictionary<string, SettingValue> given, string name) =>
        results.SelectMany(r => r.Verdicts.Where(v => !v.Holds).Select(v => (Result: r, Verdict: v))).ToList() switch
        {
            [] => Failure.Of(ExitCode.Usage, "--as", "the law holds, so there is no counter-example to record", "Leave --as out, or try more --cases or another --seed."),
            [var (result, verdict)] => Staging.Record(store, catalogue, result.Kind, result.Name, given, verdict, name).Map(Some),
            var several => Failure.Of(
                ExitCode.Usage, "--as", $"the law is broken by {string.Join(" and ", several.Select(s => $"the {s.Result.Kind} '{s.Result.Name}'"))}",
                "Check one of them by its name, with --plugin for the DLL."),
        };
}
