using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>Why a text is no question, told at the character where it shows.</summary>
/// <param name="At">The character, counted from 1 as a person counts them: a pair of surrogates is one. One more than the text has where it ends too soon.</param>
/// <param name="What">The fact, as a sentence without its full stop: <c>there is no function 'nrom'</c>.</param>
/// <param name="Hint">The advice, as a sentence with its full stop. May be empty.</param>
/// <param name="Unknown">The word that nobody knows, where that is the mistake; else empty.</param>
/// <param name="Known">The words that would have done in its place, for whoever wants to say which is nearest.</param>
public sealed record Mistake(int At, string What, string Hint, string Unknown, ImmutableArray<string> Known)
{
    /// <summary>The mistake at an index of the text.</summary>
    internal static Mistake In(string text, int index, string what, string hint = "") => new(Character(text, index), what, hint, "", []);

    /// <summary>A word at an index of the text that is none of the known ones.</summary>
    internal static Mistake Stranger(string text, int index, string what, string unknown, IEnumerable<string> known) =>
        new(Character(text, index), what, "", unknown, [.. known]);

    private static int Character(string text, int index)
    {
        var at = 1;
        foreach (var _ in text.AsSpan(0, index).EnumerateRunes())
            at++;
        return at;
    }
}
