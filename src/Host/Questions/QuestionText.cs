using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>What a person typed as a question, read; slips come back as sentences that name the character and the nearest known name.</summary>
internal static class QuestionText
{
    /// <summary>So many names are listed where none is near: a line's worth.</summary>
    private const int Listed = 12;

    /// <summary>Something that is true or false.</summary>
    public static Either<Failure, Question> Condition(string text, QuestionScope scope) => From("condition", Question.ReadCondition(text, scope));

    /// <summary>Something with one answer a state.</summary>
    public static Either<Failure, Question> Value(string text, QuestionScope scope) => From("expression", Question.ReadValue(text, scope));

    private static Either<Failure, Question> From(string where, Validation<Mistake, Question> read) =>
        Failure.From(ExitCode.Usage, read.MapFail(mistake => new Problem($"{where}, character {mistake.At}", mistake.What, Hint(mistake))));

    private static string Hint(Mistake mistake) =>
        mistake.Unknown.Length == 0 ? mistake.Hint
        : Nearest.Of(mistake.Unknown, mistake.Known) is { } near ? $"Did you mean '{near}'?"
        : $"Known: {string.Join(", ", mistake.Known.Take(Listed))}{(mistake.Known.Length > Listed ? $" and {mistake.Known.Length - Listed} more" : "")}.";
}
