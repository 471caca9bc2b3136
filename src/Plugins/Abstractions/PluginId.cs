using System.Globalization;
using Functional.Core;

namespace Functional.Plugins;

/// <summary>Canonical names: a strategy and the settings that make it what it is.</summary>
public static class PluginId
{
    /// <summary><c>sgd(momentum=0.9, nesterov=true)</c>: settings in the given order, numbers in shortest round-trip form.</summary>
    public static string Of(string name, params ReadOnlySpan<(string Name, object Value)> settings)
    {
        if (settings.IsEmpty)
            return name;
        var parts = new string[settings.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = settings[i].Name + "=" + Text(settings[i].Value);
        return $"{name}({string.Join(", ", parts)})";
    }

    /// <summary>A setting's value as text that parses back, the same in every culture.</summary>
    internal static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IEnumerable<double> list => $"[{string.Join(", ", list.Select(RealText.Of))}]",
        double number => RealText.Of(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
