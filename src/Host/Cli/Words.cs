using System.Globalization;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Reads what a person typed behind an option, strictly: <c>1,5</c> is no number, and neither are NaN or 1e999.</summary>
internal static class Words
{
    public static Either<Failure, double> Number(string where, string text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)
            ? Right<Failure, double>(x)
            : Failure.Of(ExitCode.Usage, where, $"'{text}' is not a finite number", "Write it with a point: 0.5, -2, 1e-3.");

    public static Either<Failure, long> Count(string where, string text, long min, long max = long.MaxValue) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max
            ? Right<Failure, long>(n)
            : Failure.Of(
                ExitCode.Usage, where, $"'{text}' is not a whole number {(max == long.MaxValue ? $"of {min} or more" : $"from {min} to {max}")}");

    /// <summary>The same for an option that may be absent.</summary>
    public static Either<Failure, long> Count(string where, string? text, long absent, long min, long max) =>
        text is null ? absent : Count(where, text, min, max);

    /// <summary>Numbers with commas between them.</summary>
    public static Either<Failure, double[]> Numbers(string where, string text) =>
        text.Split(',').Select(part => Number(where, part)).ToSeq().Sequence().Map(numbers => numbers.ToArray());

    /// <summary>One of a few words.</summary>
    public static Either<Failure, string> OneOf(string where, string text, params string[] words) =>
        words.Contains(text)
            ? Right<Failure, string>(text)
            : Failure.Of(ExitCode.Usage, where, $"'{text}' is not known here", Functional.Plugins.Nearest.Hint(text, words));
}
