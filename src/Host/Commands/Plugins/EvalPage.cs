using System.Collections.Immutable;
using System.Text.Json;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>What <c>plugins eval</c> answers: the strategy with its settings, then what it makes of the numbers.</summary>
internal sealed record EvalPage(string Name, string Kind, ImmutableArray<Setting> Settings, IReadOnlyList<string> Lines, Action<Utf8JsonWriter> Json) : IPage
{
    public static EvalPage Of<T>(Made<T> made, IEnumerable<string> lines, Action<Utf8JsonWriter> json)
        where T : class => new(made.Name, made.Kind, made.Settings, [.. lines], json);

    public void Write(TextWriter text)
    {
        text.WriteLine($"{Name}   {Kind}{string.Concat(Settings.Select(s => $"   {s.Name} {s.Value}"))}");
        foreach (var line in Lines)
            text.WriteLine(line);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteString("kind", Kind);
        json.WriteStartObject("settings");
        foreach (var setting in Settings)
            Setting(json, setting);
        json.WriteEndObject();
        Json(json);
    }

    private static void Setting(Utf8JsonWriter json, Setting setting)
    {
        switch (setting.InForce)
        {
            case SettingValue.Number number:
                json.Real(setting.Name, number.Value);
                break;
            case SettingValue.Flag flag:
                json.WriteBoolean(setting.Name, flag.Value);
                break;
            case SettingValue.List list:
                json.Reals(setting.Name, list.Values.AsSpan());
                break;
            default:
                json.WriteString(setting.Name, setting.Value);
                break;
        }
    }
}
