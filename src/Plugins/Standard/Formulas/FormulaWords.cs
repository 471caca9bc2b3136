using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>What the words of a formula mean: the one list of its functions, constants and synonyms.</summary>
internal static class FormulaWords
{
    /// <summary>The pre-activation; <c>z</c> is another word for it.</summary>
    public const string Variable = "x";

    /// <summary>Euler's number; a power of it is <c>exp</c>.</summary>
    public const string Euler = "e";

    /// <summary>Each takes a number, and its rule has the derivative.</summary>
    private static readonly ImmutableSortedDictionary<string, IInstruction> OfOne = new Dictionary<string, IInstruction>
    {
        ["abs"] = new Instruction.OfOne<Unary.Magnitude>(),
        ["cos"] = new Instruction.OfOne<Unary.Cosine>(),
        ["erf"] = new Instruction.OfOne<Unary.Erf>(),
        ["exp"] = new Instruction.OfOne<Unary.Exp>(),
        ["expm1"] = new Instruction.OfOne<Unary.Expm1>(),
        ["log"] = new Instruction.OfOne<Unary.Log>(),
        ["log1p"] = new Instruction.OfOne<Unary.Log1p>(),
        ["sigmoid"] = new Instruction.OfOne<Unary.Sigmoid>(),
        ["sign"] = new Instruction.OfOne<Unary.Sign>(),
        ["sin"] = new Instruction.OfOne<Unary.Sine>(),
        ["softplus"] = new Instruction.OfOne<Unary.Softplus>(),
        ["sqrt"] = new Instruction.OfOne<Unary.Root>(),
        ["tanh"] = new Instruction.OfOne<Unary.Tanh>(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Each takes two numbers; max and min may have more, from left to right.</summary>
    private static readonly ImmutableSortedDictionary<string, IInstruction> OfTwo = new Dictionary<string, IInstruction>
    {
        ["+"] = new Instruction.OfTwo<Rules.Sum>(),
        ["-"] = new Instruction.OfTwo<Rules.Difference>(),
        ["*"] = new Instruction.OfTwo<Rules.Product>(),
        ["/"] = new Instruction.OfTwo<Rules.Quotient>(),
        ["^"] = new Instruction.OfTwo<Power>(),
        ["pow"] = new Instruction.OfTwo<Power>(),
        ["max"] = new Instruction.OfTwo<Rules.Larger>(),
        ["min"] = new Instruction.OfTwo<Rules.Smaller>(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Constants = [Euler, "pi"];

    /// <summary>−u.</summary>
    public static IInstruction Minus { get; } = new Instruction.OfOne<Unary.Minus>();

    /// <summary>Names a setting cannot have, and what each is instead.</summary>
    public static IEnumerable<(string Name, string Meaning)> Taken =>
    [
        .. Constants.Select(name => (name, "a constant")),
        .. Vocabulary.Functions.Keys.Select(name => (name, "a function")),
        .. Vocabulary.Synonyms.Where(s => s.Value != Variable).Select(s => (s.Key, "a function")),
        (Variable, "what the formula is of"),
        .. Vocabulary.Synonyms.Where(s => s.Value == Variable).Select(s => (s.Key, "what the formula is of")),
    ];

    /// <summary>For the parser.</summary>
    public static Vocabulary Vocabulary { get; } = new(
        OfOne.Keys.Concat(OfTwo.Keys.Where(f => char.IsAsciiLetter(f[0]))).ToImmutableSortedDictionary(
            f => f, f => OfOne.ContainsKey(f) ? new Arity(1, 1) : f == "pow" ? new(2, 2) : new(2, int.MaxValue), StringComparer.Ordinal),
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("ln", "log").Add("z", Variable),
        [Variable, .. Constants],
        ["name", "formula"]);

    /// <summary>The whole language in two lines.</summary>
    public static string InShort { get; } =
        $"Functions: {string.Join(", ", Vocabulary.Functions.Keys)}.\n"
        + $"Constants: {string.Join(", ", Constants)}. Other words: {string.Join(", ", Vocabulary.Synonyms.Select(s => $"{s.Key} is {s.Value}"))}.";

    /// <summary>What a function or an operator does.</summary>
    public static IInstruction Find(string word) => OfOne.TryGetValue(word, out var one) ? one : OfTwo[word];

    /// <summary>The constant called like this, or null: then it is the variable or a setting.</summary>
    public static double? Constant(string name) => name switch
    {
        "pi" => Math.PI,
        Euler => Math.E,
        _ => null,
    };
}
