using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>All ready-made run documents.</summary>
public static class BuiltInDocuments
{
    public static ImmutableArray<Example> Examples { get; } =
    [
        new("article", "The article's network: three inputs, one sigmoid unit, no bias, every state kept.", "3-1 sigmoid", Reached.EveryRow(4), 0.3),
        new("article-3-layer", "The article's second network: a hidden layer of four, for targets that one layer cannot reach.", "3-4-1 sigmoid", Reached.EveryRow(4), 0.3),
        new("xor", "The smallest problem that needs a hidden layer.", "2-4-1 tanh, sigmoid", Reached.EveryRow(4), 0.2),
        new("gauss", "Two clouds that overlap: one unit draws the line, and there is no better border.", "2-1 sigmoid", Reached.Accuracy(243, 250), 0.2),
        new("circle", "A disc in a ring: hidden units draw lines and close them around the disc.", "2-4-2-1 tanh, tanh, sigmoid", Reached.Accuracy(249, 250), 0.2),
        new("quadrants", "The right feature, x1*x2, spares the hidden layer.", "3-1 sigmoid", Reached.Accuracy(250, 250), 0.2),
        new("moons", "Two half circles in each other, with noise: a curved border.", "2-12-1 tanh, sigmoid", Reached.Accuracy(243, 250), 0.2),
        new("spiral", "Two arms wound around each other: two hidden layers, helped by sines.", "4-16-16-1 tanh, tanh, sigmoid", Reached.Accuracy(249, 250), 0.4),
        new("plane", "Numbers instead of classes: one unit without an activation finds the slope.", "2-1 identity", Reached.Variance(0.9899, 600), 0.2),
        new("multi-gauss", "Three hills and three hollows to be learned as numbers.", "4-16-16-1 tanh, tanh, identity", Reached.Variance(0.9859, 600), 0.4),
        new("iris", "Fisher's flowers: three classes, small enough to look at every number.", "4-8-3 tanh, identity", Reached.Accuracy(38, 38), 0.2),
        new("wine", "Columns that differ in size by a thousand: scaled, then learned in a moment.", "13-8-3 tanh, identity", Reached.Accuracy(42, 44), 0.2),
        new("breast-cancer", "Two classes, thirty measurements, one output.", "30-8-1 tanh, sigmoid", Reached.Accuracy(142, 142), 0.2),
        new("digits", "Handwritten digits as 8 × 8 pixels: the largest of these networks.", "64-64-10 relu, identity", Reached.Accuracy(438, 449), 1),
    ];

    /// <summary>Their names, in the order of the alphabet.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Examples.Select(e => e.Name).Order(StringComparer.Ordinal)];

    public static string Article => Find("article")!.Text;

    public static string ArticleThreeLayer => Find("article-3-layer")!.Text;

    public static string Xor => Find("xor")!.Text;

    /// <summary>The texts of all of them, by the name that a command takes.</summary>
    public static ImmutableSortedDictionary<string, string> All => Examples.ToImmutableSortedDictionary(e => e.Name, e => e.Text, StringComparer.Ordinal);

    /// <summary>The document of a name, if there is one.</summary>
    public static Example? Find(string name) => Examples.FirstOrDefault(e => e.Name == name);
}
