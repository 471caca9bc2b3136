using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>Sets of four rows and one target, small enough to work by hand: the article's two, and exclusive or.</summary>
internal static class FourRows
{
    public static Recipe<RawData> Article { get; } = Of(
        "article", ["x0", "x1", "x2"], [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1], [0, 0, 1, 1],
        new("y = x₀", "The article's four rows: the answer is the first input, the third is always 1."));

    public static Recipe<RawData> ArticleThreeLayer { get; } = Of(
        "article-3-layer", ["x0", "x1", "x2"], [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1], [0, 1, 1, 0],
        new("y = x₀ xor x₁", "The article's second four rows: no single layer can tell them apart."));

    public static Recipe<RawData> Xor { get; } = Of(
        "xor", ["x1", "x2"], [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0],
        new("y = x₁ xor x₂", "Exclusive or: the smallest problem that needs a hidden layer."));

    private static Recipe<RawData> Of(string name, ImmutableArray<string> names, ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, About about)
    {
        var rows = RawData.Of(names, Reals.Of(inputs), ["y"], Reals.Of(targets)) with { Origin = name };
        return new(name, _ => rows, about);
    }
}
