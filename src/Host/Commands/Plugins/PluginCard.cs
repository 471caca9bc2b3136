using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>Everything a person may want to know about a recipe before using it.</summary>
internal sealed record PluginCard(string Kind, string Name, About About, ImmutableArray<Setting> Settings, Origin Origin, Option<IActivation> Activation)
{
    /// <summary>A card for every recipe, or for those of one name; a recipe is cooked for its settings, so nobody else's is.</summary>
    public static IReadOnlyList<PluginCard> All(Catalogue catalogue, string? name = null) =>
    [
        .. Cards(catalogue.Activations, name, LanguageExt.Prelude.Some),
        .. Cards(catalogue.Losses, name),
        .. Cards(catalogue.Optimizers, name),
        .. Cards(catalogue.Schedules, name),
        .. Cards(catalogue.Initializers, name),
    ];

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PluginCard> cards)
    {
        json.WriteStartArray("plugins");
        foreach (var card in cards)
            card.Write(json);
        json.WriteEndArray();
    }

    /// <summary>The name; of an activation that was set to something, what it then is.</summary>
    private string Title => Settings.Any(s => s.Value != s.Default) ? Activation.Match(f => f.Id, () => Name) : Name;

    /// <summary>The settings with their defaults, as a word each: <c>momentum 0, nesterov false</c>.</summary>
    public string SettingsInShort => string.Join(", ", Settings.Select(s => s.Default.Length > 0 ? $"{s.Name} {s.Default}" : s.Name));

    /// <summary>All cards, a line or two each: what it is called, what it does, what can be set.</summary>
    public static void List(TextWriter text, IReadOnlyList<PluginCard> cards)
    {
        var width = cards.Max(card => card.Name.Length);
        foreach (var kind in cards.GroupBy(c => c.Kind))
        {
            text.WriteLine(kind.Key.EndsWith('s') ? $"{kind.Key}es" : $"{kind.Key}s");
            foreach (var card in kind)
            {
                text.WriteLine($"  {card.Name.PadRight(width)}  {card.About.Summary}".TrimEnd());
                if (!card.Settings.IsEmpty)
                    text.WriteLine($"  {new string(' ', width)}    {card.SettingsInShort}");
            }

            text.WriteLine();
        }
    }

    public void Write(TextWriter text, int width)
    {
        text.WriteLine($"{Title}   {Kind}");
        Lines(text, About.Formula);
        if (About.Derivative.Length > 0)
            text.WriteLine($"  {(Kind == "loss" ? "gradient" : "slope")}  {About.Derivative}");
        Activation.Bind(f => Range(f.Claims)).IfSome(range => text.WriteLine($"  range  {range}"));
        Activation.Filter(f => f.Kinks.Length > 0).IfSome(f => text.WriteLine($"  kinks  {string.Join(", ", f.Kinks.ToArray().Select(Typeset))}"));
        Lines(text, About.Summary);
        Lines(text, About.Notes);
        foreach (var line in Activation.Match(f => ActivationCurve.Render(f, Math.Min(width, 72)), () => []))
            text.WriteLine(line);
        if (!Settings.IsEmpty)
            text.WriteLine("\n  settings");
        foreach (var row in Table([.. Settings.Select(Row)]))
            text.WriteLine($"    {row}");
        text.WriteLine();
        Lines(text, About.Reference);
        text.WriteLine($"  from {Origin.Assembly} {Origin.Version}");
        text.WriteLine();
    }

    /// <summary>The card of a strategy as it was made.</summary>
    public static PluginCard Of<T>(Recipe<T> recipe, Made<T> made, Func<T, Option<IActivation>>? activation)
        where T : class => new(made.Kind, recipe.Name, recipe.About, made.Settings, made.Origin, activation?.Invoke(made.Strategy) ?? Option<IActivation>.None);

    private static IEnumerable<PluginCard> Cards<T>(Shelf<T> shelf, string? name, Func<T, Option<IActivation>>? activation = null)
        where T : class =>
        shelf.Recipes.Values.Where(recipe => name is null || recipe.Name == name).SelectMany(recipe => shelf
            .Make(recipe.Name, recipe.Name, new Dictionary<string, SettingValue>())
            .Map(made => Of(recipe, made, activation))
            .Match(card => new[] { card }, _ => []));

    /// <summary>Every line of a text, indented; nothing where a plugin says nothing.</summary>
    private static void Lines(TextWriter text, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.WriteLine($"  {line}");
    }

    private static string[] Row(Setting s) =>
    [
        s.Name,
        s.Default,
        string.Join(" ", new[] { s.Kind, s.Range }.Where(p => p.Length > 0)),
        s.Aliases.IsEmpty ? s.Help : $"{s.Help} (also {string.Join(", ", s.Aliases)})",
    ];

    /// <summary>Rows as lines, each column as wide as its longest cell.</summary>
    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows) =>
        rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(rows.Max(r => r[column].Length)))).TrimEnd());

    /// <summary>A number for the eye, with the minus sign of print.</summary>
    private static string Typeset(double x) => double.IsInfinity(x) ? (x < 0 ? "−∞" : "∞") : NumberText.Exact(x).Replace('-', '−');

    /// <summary><c>−1 … 1</c>, or nothing where nothing is claimed.</summary>
    private static Option<string> Range(ActivationClaims claims) =>
        double.IsInfinity(claims.Min) && double.IsInfinity(claims.Max)
            ? Option<string>.None
            : $"{Typeset(claims.Min)} … {Typeset(claims.Max)}";

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteString("name", Name);
        json.WriteString("formula", About.Formula);
        json.WriteString("derivative", About.Derivative);
        Activation.IfSome(f =>
        {
            json.Reals("range", [f.Claims.Min, f.Claims.Max]);
            json.Reals("kinks", f.Kinks);
            json.WriteBoolean("actsOnRows", f.ActsOnRows);
        });
        json.WriteString("summary", About.Summary);
        json.WriteString("notes", About.Notes);
        json.WriteString("reference", About.Reference);
        json.WriteStartArray("settings");
        foreach (var s in Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", s.Name);
            json.WriteStartArray("aliases");
            foreach (var alias in s.Aliases)
                json.WriteStringValue(alias);
            json.WriteEndArray();
            json.WriteString("kind", s.Kind);
            json.WriteString("default", s.Default);
            json.WriteString("range", s.Range);
            json.WriteString("meaning", s.Help);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("origin");
        json.WriteString("assembly", Origin.Assembly);
        json.WriteString("version", Origin.Version);
        json.WriteString("sha256", Origin.Sha256);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
