using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Steps as a person writes them: <c>100..199</c>, the first and the last.</summary>
internal static partial class RangeText
{
    /// <summary>The two numbers, whatever they are worth; or what was probably meant.</summary>
    public static Validation<Problem, (double First, double Last)> Parse(Spot spot, string text) => Pair().Match(text) is { Success: true } match
        ? Success<Problem, (double, double)>((NumberOf(match.Groups[1].Value), NumberOf(match.Groups[2].Value)))
        : spot.Refuse<(double, double)>($"'{Shown.Text(text)}' is no range of steps", Advice(text));

    private static string Advice(string text) => Slip().Match(text) switch
    {
        { Success: true, Groups: [_, { Value: var first }, { Value: var last }] } => $"Did you mean {first}..{last}?",
        _ => text.Length is > 0 and <= 15 && text.All(char.IsAsciiDigit)
            ? $"For that step alone write {text}..{text}."
            : "Write the first and the last step to leave out: 100..199.",
    };

    private static double NumberOf(string digits) => double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{1,30})\.\.([0-9]{1,30})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\s*([0-9]{1,15})\s*(?:\.+|-+|–|—|…|:|,|to)\s*([0-9]{1,15})\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Slip();
}
