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
    /// <summary>Every recipe called <paramref name="name"/> against its laws.</summary>
    /// <param name="catalogue">Where it is looked up.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="given">Settings.</param>
    /// <param name="cases">Cases a law.</param>
    /// <param name="seed">Which cases.</param>
    public static Validation<Problem, Checked> Check(
        Catalogue catalogue, string kind, string name, IReadOnlyDictionary<string, SettingValue> given, int cases, ulong seed) => kind switch
    {
        "activation" => Check(catalogue.Activations, name, given, make => Lawbook.Check(make, cases, seed)),
        "loss" => Check(catalogue.Losses, name, given, make => Lawbook.Check(make, cases, seed)),
        "optimizer" => Check(catalogue.Optimizers, name, given, make => Lawbook.Check(make, cases, seed)),
        "schedule" => Check(catalogue.Schedules, name, given, make => Lawbook.Check(make, cases, seed)),
        _ => Check(catalogue.Initializers, name, given, make => Lawbook.Check(make, cases, seed)),
    };

    private static Validation<Problem, Checked> Check<T>(
        Shelf<T> shelf, string name, IReadOnlyDictionary<string, SettingValue> given, Func<Func<T>, ImmutableArray<Verdict>> laws)
        where T : class =>
        shelf.Make(name, name, given).Map(_ => new Checked(
            shelf.Kind, name, laws(() => shelf.Recipes[name].Build(new Settings(name, name, given)))));
}
