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

/// <summary>Holds a recipe to the laws of its kind: each case cooks it anew, so what it remembers on the side is seen.</summary>
internal static class RecipeLaws
{
    /// <summary>Enough for a function that is none to be caught, few enough to be no wait: see the laws' own zoo.</summary>
    private const int CasesOfProbe = 20;

    /// <summary>A recipe against every law of its kind.</summary>
    /// <param name="catalogue">Where it is looked up.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="given">Settings.</param>
    /// <param name="cases">Cases a law.</param>
    /// <param name="seed">Which cases.</param>
    public static Validation<Problem, Checked> Check(
        Catalogue catalogue, string kind, string name, IReadOnlyDictionary<string, SettingValue> given, int cases, ulong seed) =>
        Check(catalogue, kind, name, given, cases, seed, essential: false);

    /// <summary>A recipe with its defaults against the laws without which no history could be replayed, on a few cases.</summary>
    public static Validation<Problem, Checked> Probe(Catalogue catalogue, string kind, string name) =>
        Check(catalogue, kind, name, new Dictionary<string, SettingValue>(), CasesOfProbe, Lawbook.Seed, essential: true);

    private static Validation<Problem, Checked> Check(
        Catalogue catalogue, string kind, string name, IReadOnlyDictionary<string, SettingValue> given, int cases, ulong seed, bool essential)
    {
        return kind switch
        {
            "activation" => Held(catalogue.Activations, Lawbook.Activations),
            "loss" => Held(catalogue.Losses, Lawbook.Losses),
            "optimizer" => Held(catalogue.Optimizers, Lawbook.Optimizers),
            "schedule" => Held(catalogue.Schedules, Lawbook.Schedules),
            _ => Held(catalogue.Initializers, Lawbook.Initializers),
        };

        Validation<Problem, Checked> Held<T>(Shelf<T> shelf, ImmutableArray<Law<T>> laws)
            where T : class =>
            shelf.Make(name, name, given).Map(_ => new Checked(
                shelf.Kind, name,
                Lawbook.Check(laws.Where(law => law.Essential || !essential), () => shelf.Recipes[name].Build(new Settings(name, name, given)), cases, seed)));
    }
}
