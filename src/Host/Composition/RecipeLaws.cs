using System.Collections.Immutable;
using Functional.Core;
using Functional.Laws;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>A recipe of the catalogue and how its laws fared, with its settings at their defaults or as somebody set them.</summary>
/// <param name="Kind">activation, loss, optimizer, schedule or initializer.</param>
/// <param name="Name">Its key.</param>
/// <param name="Verdicts">One for each law of its kind.</param>
internal sealed record Checked(string Kind, string Name, ImmutableArray<Verdict> Verdicts)
{
    public bool Holds => Verdicts.All(v => v.Holds);
}

/// <summary>Which laws are tried, and on what.</summary>
/// <param name="Cases">Cases a law.</param>
/// <param name="Seed">Which cases.</param>
/// <param name="Law">Only the law of this name; null for all.</param>
/// <param name="Case">Only the case a verdict printed; null for as many as <paramref name="Cases"/> says.</param>
/// <param name="Essential">Only the laws without which no history could be replayed.</param>
internal sealed record Trial(int Cases = Lawbook.Cases, ulong Seed = Lawbook.Seed, string? Law = null, string? Case = null, bool Essential = false)
{
    /// <summary>A few cases of the essential laws: enough for a function that is none to be caught, few enough to be no wait (see the laws' zoo).</summary>
    public static Trial Probe { get; } = new(Cases: 20, Essential: true);

    public ImmutableArray<Verdict> Of<T>(ImmutableArray<Law<T>> laws, Func<T> make) =>
        [.. laws.Where(law => (law.Essential || !Essential) && (Law is null || law.Name == Law)).Select(law => Case is null ? law.Try(make, Cases, Seed) : OneCase(law, make, Case))];

    private static Verdict OneCase<T>(Law<T> law, Func<T> make, string seed) => law.Again(make, seed) is { Sentence: { } sentence } finding
        ? new(law.Name, law.Statement, Outcome.Refuted, 1, sentence, seed) { Essential = law.Essential, Scene = finding.Scene }
        : new(law.Name, law.Statement, Outcome.Holds, 1) { Essential = law.Essential };
}

/// <summary>Holds a recipe to the laws of its kind: each case cooks it anew, so what it remembers on the side is seen.</summary>
internal static class RecipeLaws
{
    private static readonly IReadOnlyDictionary<string, SettingValue> Defaults = new Dictionary<string, SettingValue>();

    /// <summary>Names of the laws of a kind.</summary>
    public static IEnumerable<string> NamesFor(string kind) => kind switch
    {
        "activation" => Lawbook.Activations.Select(l => l.Name),
        "loss" => Lawbook.Losses.Select(l => l.Name),
        "optimizer" => Lawbook.Optimizers.Select(l => l.Name),
        "schedule" => Lawbook.Schedules.Select(l => l.Name),
        _ => Lawbook.Initializers.Select(l => l.Name),
    };

    /// <summary>A recipe, with the settings given, against the laws of its kind.</summary>
    public static Validation<Problem, Checked> Check(
        Catalogue catalogue, string kind, string name, Trial trial, IReadOnlyDictionary<string, SettingValue>? given = null) => kind switch
        {
            "activation" => Held(catalogue.Activations, Lawbook.Activations, name, trial, given ?? Defaults),
            "loss" => Held(catalogue.Losses, Lawbook.Losses, name, trial, given ?? Defaults),
            "optimizer" => Held(catalogue.Optimizers, Lawbook.Optimizers, name, trial, given ?? Defaults),
            "schedule" => Held(catalogue.Schedules, Lawbook.Schedules, name, trial, given ?? Defaults),
            _ => Held(catalogue.Initializers, Lawbook.Initializers, name, trial, given ?? Defaults),
        };

    private static Validation<Problem, Checked> Held<T>(
        Shelf<T> shelf, ImmutableArray<Law<T>> laws, string name, Trial trial, IReadOnlyDictionary<string, SettingValue> given)
        where T : class =>
        shelf.Make(name, name, given).Map(_ => new Checked(
            shelf.Kind, name, trial.Of(laws, () => shelf.Recipes[name].Build(new Settings(name, name, given)))));
}
