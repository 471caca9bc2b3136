using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>An operator between two operands.</summary>
/// <param name="Symbol">How it is written.</param>
/// <param name="Strength">The stronger binds first.</param>
/// <param name="FromRight">a ∘ b ∘ c is a ∘ (b ∘ c).</param>
/// <param name="Spaced">Printed with a space on either side.</param>
internal sealed record Operator(string Symbol, int Strength, bool FromRight = false, bool Spaced = true);

/// <summary>Which operators there are and how strongly they bind: all the parser and the printer know. A language with more of them has a longer list.</summary>
internal sealed record Grammar(ImmutableArray<Operator> Operators)
{
    /// <summary>
    /// Between × and ^, as in mathematics: −x^2 is −(x²), and −x·y is (−x)·y, which has the same bits as −(x·y).
    /// </summary>
    public const int MinusStrength = 25;

    /// <summary>+ − * / ^.</summary>
    public static Grammar Arithmetic { get; } = new(
    [
        new("+", 10),
        new("-", 10),
        new("*", 20),
        new("/", 20),
        new("^", 30, FromRight: true, Spaced: false),
    ]);

    /// <summary>Everything that is neither number nor name.</summary>
    public ImmutableArray<string> Symbols => [.. Operators.Select(o => o.Symbol).Concat(["(", ")", ","]).OrderByDescending(s => s.Length)];

    /// <summary>The operator written like this, or null.</summary>
    public Operator? Find(string symbol) => Operators.FirstOrDefault(o => o.Symbol == symbol);
}

/// <summary>How many arguments a function takes.</summary>
internal sealed record Arity(int Least, int Most);

/// <summary>The words of a language: what may be called with how many arguments, and which words are only other words for another.</summary>
/// <param name="Functions">Name to the number of arguments.</param>
/// <param name="Synonyms">Other word to word, for functions and names alike.</param>
/// <param name="Names">What a name may be besides a setting: variables and constants.</param>
/// <param name="Forbidden">What a setting cannot be called, because it is called something else there.</param>
internal sealed record Vocabulary(
    ImmutableSortedDictionary<string, Arity> Functions,
    ImmutableSortedDictionary<string, string> Synonyms,
    ImmutableSortedSet<string> Names,
    ImmutableSortedSet<string> Forbidden)
{
    /// <summary>The word itself, or what it is another word for.</summary>
    public string Plain(string word) => Synonyms.GetValueOrDefault(word, word);
}
