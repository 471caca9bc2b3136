using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A part of a document: what it means, and how it is written with every default spelled out.</summary>
internal sealed record Part<T>(T Value, JsonTree Canonical);

/// <summary>A strategy in a document: its name, or an object with the name and settings.</summary>
internal static class StrategyPart
{
    /// <summary>No strategy has as many; with more, at least one of these is refused already, and the rest need no sentence.</summary>
    private const int MaxSettings = 30;

    /// <summary>Cooks what stands at <paramref name="spot"/>.</summary>
    /// <param name="spot">The value.</param>
    /// <param name="key">Under which key an object has the name: <c>name</c>, <c>scheme</c>, <c>source</c>.</param>
    /// <param name="shelf">What there is.</param>
    public static Validation<Problem, Part<Made<T>>> Read<T>(Spot spot, string key, Shelf<T> shelf)
        where T : class
    {
        var hint = $"Write a name, or an object such as {{\"{key}\": \"{shelf.Names.FirstOrDefault("…")}\"}}.";
        return spot.Tree switch
        {
            JsonTree.Text name => Make(shelf, key, name.Value, spot.Where, []),
            JsonTree.Object => Fields.Of(spot, hint).Bind(fields => Unnamed(fields, key, shelf) is { } only
                ? Make(shelf, key, only, spot.Where, fields.Except(key))
                : fields.Required(key, hint).Bind(name =>
                    name.Text(hint).Bind(text => Make(shelf, key, text, name.Where, fields.Except(key))))),
            _ => spot.Needs<Part<Made<T>>>($"the name of {Article(shelf.Kind)}", hint),
        };
    }

    /// <summary>A strategy that has a setting called as it is itself need not be named twice: <c>{"formula": "x * x"}</c>.</summary>
    private static string? Unnamed<T>(Fields fields, string key, Shelf<T> shelf)
        where T : class => fields.Has(key) ? null : fields.Except(key).Select(f => f.Name).Where(shelf.Recipes.ContainsKey).FirstOrDefault(name => shelf
            .Make(name, name, new Dictionary<string, SettingValue>())
            .Match(made => made.Settings.Any(s => s.Name == name), _ => false));

    private static Validation<Problem, Part<Made<T>>> Make<T>(
        Shelf<T> shelf, string key, string name, string where, IEnumerable<(string Name, Spot Value)> settings)
        where T : class
    {
        if (!shelf.Recipes.ContainsKey(name) && FormulaText.Advice(name, shelf.Kind, shelf.Names) is { } advice)
            return Fail<Problem, Part<Made<T>>>(Seq1(new Problem(where, $"no {shelf.Kind} is called '{Shown.Text(name)}'", advice)));
        var given = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var (setting, value) in settings.Take(MaxSettings))
            given[Shown.Text(setting)] = ValueOf(value);
        return shelf.Make(Shown.Text(name), where, given).Map(made => new Part<Made<T>>(made, Canonical(key, made)));
    }

    /// <summary>What a value of a document is as a setting.</summary>
    internal static SettingValue ValueOf(Spot spot) => spot.Tree switch
    {
        JsonTree.Number n => new SettingValue.Number(spot.Where, n.Value),
        JsonTree.Flag f => new SettingValue.Flag(spot.Where, f.Value),
        JsonTree.Text t => new SettingValue.Text(spot.Where, t.Value) { Shown = Shown.Text(t.Value) },
        JsonTree.Array { Items: var items } when items.All(i => i is JsonTree.Number) => new SettingValue.List(spot.Where, [.. items.Select(i => ((JsonTree.Number)i).Value)]),
        var other => new SettingValue.Other(spot.Where, Shown.Text(JsonText.Write(other))),
    };

    /// <summary>A default that JSON cannot say, an infinite bound, is left out: leaving it out is how one says it.</summary>
    private static JsonTree Canonical<T>(string key, Made<T> made)
        where T : class => Json.Object(
        [
            (key, Json.Text(made.Name)),
            .. from setting in made.Settings
               let value = Written(setting)
               where value is not null
               select (setting.Name, value),
        ]);

    private static JsonTree? Written(Setting setting) => setting.InForce switch
    {
        SettingValue.Flag flag => Json.Flag(flag.Value),
        SettingValue.Number { Value: var number } => double.IsFinite(number) ? Json.Number(number) : null,
        SettingValue.List list => Json.Array(list.Values.Select(Json.Number)),
        _ => Json.Text(setting.Value),
    };

    /// <summary><c>an activation</c>, <c>a loss</c>.</summary>
    internal static string Article(string kind) => $"{(kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a")} {kind}";
}
