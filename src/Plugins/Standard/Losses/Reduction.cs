namespace Functional.Plugins.Standard;

/// <summary>Whether a loss is a sum or a mean: one setting, read and written with the same words everywhere.</summary>
internal static class Reduction
{
    /// <summary>Reads <c>reduction</c>: true for the sum, false for the mean, which is the default as in PyTorch.</summary>
    public static bool IsSum(this Settings s, string over) =>
        s.Choice("reduction", "mean", $"mean: the sum divided by the number of {over}; sum: not divided", "mean", "sum") == "sum";

    /// <summary>The canonical name: a mean goes without saying.</summary>
    public static string Id(string name, bool sum, params ReadOnlySpan<(string Name, object Value)> settings) =>
        sum ? PluginId.Of(name, [.. settings, ("reduction", "sum")]) : PluginId.Of(name, settings);
}
