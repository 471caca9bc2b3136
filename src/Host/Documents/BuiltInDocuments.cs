using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Functional.Host;

/// <summary>A ready-made run document: the JSON file of its name under <c>Examples</c>, which the program carries inside.</summary>
/// <param name="Name">What commands call it, and the name of the run it makes.</param>
/// <param name="Shows">What it is there for, as a sentence.</param>
/// <param name="Network">Units from the inputs to the outputs: <c>64-32-10 relu</c>.</param>
/// <param name="Reaches">How good the last state is.</param>
/// <param name="Seconds">About how long it trains and records, on two cores of 2020.</param>
public sealed record Example(string Name, string Shows, string Network, Reached Reaches, double Seconds)
{
    /// <summary>The document, as text for people to read and copy from.</summary>
    public string Text
    {
        get
        {
            using var stream = typeof(Example).Assembly.GetManifestResourceStream($"examples/{Name}.json")
                ?? throw new System.Diagnostics.UnreachableException($"the program was built without examples/{Name}.json");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}

/// <summary>How good a trained network is, as a number that can be stated.</summary>
/// <param name="Score">The share of rows whose class it finds, or how much of the variance of the targets it explains (R²).</param>
/// <param name="IsAccuracy">Which of the two.</param>
/// <param name="Rows">Of how many rows.</param>
/// <param name="AreUnseen">Whether these are test rows, which training never saw.</param>
public sealed record Reached(double Score, bool IsAccuracy, int Rows, bool AreUnseen = true)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsAccuracy ? $"{100 * Score:0.0} %" : $"R² {Score:0.0000}")} of {Rows} {(AreUnseen ? "test " : "")}rows");
}

/// <summary>All ready-made run documents.</summary>
public static class BuiltInDocuments
{
    public static ImmutableArray<Example> Examples { get; } =
    [
        new("article", "The article's network: three inputs, one sigmoid unit, no bias, every state kept.", "3-1 sigmoid", new(1, true, 4, false), 0.5),
        new("article-3-layer", "The article's second network: a hidden layer of four, for targets that one layer cannot reach.", "3-4-1 sigmoid", new(1, true, 4, false), 0.5),
        new("xor", "The smallest problem that needs a hidden layer.", "2-4-1 tanh, sigmoid", new(1, true, 4, false), 0.1),
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
