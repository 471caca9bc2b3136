using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>Torch's names for what we call otherwise.</summary>
internal static class Torch
{
    private static readonly (string Theirs, string Ours)[] Tensors =
    [
        ("step", "t"), ("momentum_buffer", "momentum"), ("sum", "sum"), ("square_avg", "v"), ("grad_avg", "mean"), ("acc_delta", "delta"),
        ("exp_avg", "m"), ("exp_avg_sq", "v"), ("max_exp_avg_sq", "vMax"), ("exp_inf", "u"), ("mu_product", "muProduct"),
        ("prev", "previous"), ("step_size", "size"), ("eta", "eta"), ("mu", "mu"), ("ax", "ax"),
    ];

    private static readonly (string Theirs, string First, string Second)[] Pairs =
        [("betas", "beta1", "beta2"), ("etas", "etaMinus", "etaPlus"), ("step_sizes", "stepMin", "stepMax")];

    /// <summary>Our slot for one of its state tensors. Its <c>step</c> is our <c>t</c> where we count at all.</summary>
    public static string Slot(string theirs) => Tensors.Single(tensor => tensor.Theirs == theirs).Ours;

    /// <summary>Our optimizer with torch's options under our names, cooked by its recipe.</summary>
    public static IOptimizer Make(JsonElement golden) => Shelf.Make<IOptimizer>(
        golden.GetProperty("optimizer").GetString()!.ToLowerInvariant(),
        [.. golden.GetProperty("options").EnumerateObject().SelectMany(option => Settings(option.Name, option.Value))]);

    private static IEnumerable<(string, object)> Settings(string name, JsonElement value) =>
        Pairs.FirstOrDefault(pair => pair.Theirs == name) is { First: { } first, Second: { } second }
            ? [(first, value[0].GetDouble()), (second, value[1].GetDouble())]
            : [(name == "eps" ? "epsilon" : Camel(name), value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetBoolean())];

    private static string Camel(string snake) =>
        string.Concat(snake.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
