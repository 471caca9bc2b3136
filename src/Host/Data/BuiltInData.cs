using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>
/// The data sets that come with the program, as recipes: a set that has settings (noise, a seed) declares them like any strategy,
/// so they are checked, hinted at and spelled out in the recorded document.
/// </summary>
public static class BuiltInData
{
    /// <summary>All of them, by name.</summary>
    internal static Shelf<RawData> Shelf { get; } = new(
        "data set",
        new Recipe<RawData>[]
        {
            new("article", _ => Table([0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1], [0, 0, 1, 1]),
                new("y = x₀", "The article's four rows: the answer is the first input, the third is always 1.")),
            new("article-3-layer", _ => Table([0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1], [0, 1, 1, 0]),
                new("y = x₀ xor x₁", "The article's second four rows: no single layer can tell them apart.")),
            new("xor", _ => Table([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]),
                new("y = x₀ xor x₁", "Exclusive or: the smallest problem that needs a hidden layer.")),
        }.ToImmutableSortedDictionary(r => r.Name, r => r, StringComparer.Ordinal));

    /// <summary>Rows with one target each.</summary>
    private static RawData Table(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) => RawData.Of(
        DataCard.Numbered("x", inputs.Length / targets.Length), Reals.Of(inputs), DataCard.Numbered("y", 1), Reals.Of(targets));
}
