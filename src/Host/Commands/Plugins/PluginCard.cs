using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>Everything a person may want to know about a recipe before using it.</summary>
internal sealed record PluginCard(string Kind, string Name, About About, ImmutableArray<Setting> Settings, Origin Origin, Option<IActivation> Activation)
{
    public static IReadOnlyList<PluginCard> All(Catalogue catalogue) =>
    [
        .. Cards(catalogue.Activations, LanguageExt.Prelude.Some),
        .. Cards(catalogue.Losses),
        .. Cards(catalogue.Optimizers),
        .. Cards(catalogue.Schedules),
        .. Cards(catalogue.Initializers),
    ];

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PluginCard> cards)
    {
        json.WriteStartArray("plugins");
        foreach (var card in cards)
            card.Write(json);
        json.WriteEndArray();
    }

    public void Write(TextWriter text, int width)
    {
        text.WriteLine($"{Name}   {Kind}");
        text.WriteLine($"  {About.Formula}");
        text.WriteLine($"  {About.Summary}");
        Activation.IfSome(f => Curve(text, f, width));
        if (!Settings.IsEmpty)
            text.WriteLine("\n  settings");
        foreach (var s in Settings)
            text.WriteLine($"    {s.Name,-16} {s.Default,-8} {string.Join(" ", new[] { s.Kind, s.Range }.Where(p => p.Length > 0)),-24} {s.Help}");
        if (About.Reference.Length > 0)
            text.WriteLine($"\n  {About.Reference}");
        text.WriteLine($"  from {Origin.Assembly} {Origin.Version}");
        text.WriteLine();
    }

    private static IEnumerable<PluginCard> Cards<T>(Shelf<T> shelf, Func<T, Option<IActivation>>? activation = null)
        where T : class =>
        shelf.Recipes.Values.SelectMany(recipe => shelf
            .Make(recipe.Name, recipe.Name, new Dictionary<string, SettingValue>())
            .Map(made => new PluginCard(shelf.Kind, recipe.Name, recipe.About, made.Settings, made.Origin, activation?.Invoke(made.Strategy) ?? Option<IActivation>.None))
            .Match(card => new[] { card }, _ => []));

    private static void Curve(TextWriter text, IActivation f, int width)
    {
        const int Points = 161;
        const double Reach = 4;
        var z = Enumerable.Range(0, Points).Select(i => Reach * (2.0 * i / (Points - 1) - 1)).ToArray();
        var (a, slope, ones) = (new double[Points], new double[Points], new double[Points]);
        Array.Fill(ones, 1);
        for (var i = 0; i < Points; i++)
        {
            f.Forward(z.AsSpan(i, 1), a.AsSpan(i, 1));
            f.Backward(z.AsSpan(i, 1), a.AsSpan(i, 1), ones.AsSpan(i, 1), slope.AsSpan(i, 1));
        }

        var chart = new Chart { Title = "", XLabel = "z", YLabel = "", Series = [new("value", z, a), new("slope", z, slope)] };
        text.WriteLine();
        foreach (var line in TerminalChart.Render(chart, Math.Min(width, 72), 14, unicode: true))
            text.WriteLine("  " + line);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteString("name", Name);
        json.WriteString("formula", About.Formula);
        json.WriteString("summary", About.Summary);
        json.WriteString("reference", About.Reference);
        json.WriteStartArray("settings");
        foreach (var s in Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", s.Name);
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
