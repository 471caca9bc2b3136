namespace Functional.Plugins.Standard;

/// <summary>Why a text is no formula.</summary>
/// <param name="At">The character where it shows, from 1; 0 where the whole text is meant.</param>
/// <param name="What">The fact, without its full stop: <c>there is no function 'tahn'</c>.</param>
/// <param name="Hint">The advice, with its full stop; may be empty.</param>
internal sealed record FormulaError(int At, string What, string Hint = "")
{
    /// <summary><c>at character 9 there is no function 'tahn'</c>.</summary>
    public string Sentence => At > 0 ? FormattableString.Invariant($"at character {At} {What}") : What;

    /// <summary>The error at an index of the text. Characters are counted as a person counts them: a pair of surrogates is one.</summary>
    public static FormulaError In(string text, int index, string what, string hint = "")
    {
        var at = 1;
        foreach (var _ in text.AsSpan(0, index).EnumerateRunes())
            at++;
        return new(at, what, hint);
    }
}

/// <summary>What came of reading a text: a value, or why there is none. A closed union.</summary>
internal abstract record Reading<T>
{
    private Reading()
    {
    }

    /// <summary>It was read.</summary>
    internal sealed record Sound(T Value) : Reading<T>;

    /// <summary>It could not be.</summary>
    internal sealed record Broken(FormulaError Error) : Reading<T>;
}
