namespace Functional.Core;

/// <summary>
/// Something a person can mend: where it is, what it is, and what to do about it. Every failure that a user can cause is
/// a <see cref="Problem"/>; an exception means a bug of ours.
/// </summary>
/// <param name="Where">The place: a file with line and column, a key, an option, an address such as <c>article@7</c>.</param>
/// <param name="What">The fact, as a sentence without its full stop: <c>no activation is called 'sigmod'</c>.</param>
/// <param name="Hint">The advice, as a sentence with its full stop: <c>Did you mean 'sigmoid'?</c> May be empty.</param>
public sealed record Problem(string Where, string What, string Hint = "")
{
    /// <summary>Whether it lies in a file of data rather than in what was asked for: whoever asked for it mends another thing then.</summary>
    public bool IsInData { get; init; }

    /// <summary>One line: <c>WHERE: WHAT. HINT</c>.</summary>
    public override string ToString() =>
        (Where.Length > 0 ? Where + ": " : "") + What + "." + (Hint.Length > 0 ? " " + Hint : "");
}
