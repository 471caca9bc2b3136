using System.Text.RegularExpressions;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>
/// What stands after <c>--activation</c>: a name, or a formula of one's own. A text is a formula when it speaks of x or z as a word, and is
/// not what a name looks like: small letters, digits and single hyphens. So <c>x</c> is the identity, <c>sigmod</c> a slip, and
/// <c>x-1</c>, which could be a name, needs its spaces. A dot or a letter beside x makes it part of a longer word, so a path or a type's name
/// is an unknown name as ever; whichever it is taken for, no text leads to code that is not in the catalogue.
/// </summary>
internal static partial class FormulaText
{
    /// <summary>The value for the document: an object with the formula, or what <see cref="DocumentPath.ParseValue"/> makes of it.</summary>
    /// <param name="where">Where it was written: <c>--activation</c>.</param>
    /// <param name="text">What was written.</param>
    public static JsonTree Parse(string where, string text) => DocumentPath.ParseValue(where, text) switch
    {
        JsonTree.Text { Value: var words } value when IsFormula(words) => new JsonTree.Object(value.Place, [new(value.Place, "formula", value)]),
        var value => value,
    };

    internal static bool IsFormula(string text) => Variable().IsMatch(text) && (text.Length == 1 || !PluginName.Fits(text));

    /// <summary>What to say of a text that is no activation's name and was meant as a formula; null where it was not.</summary>
    /// <param name="text">As a person wrote it.</param>
    /// <param name="kind">Which kind is asked for: only an activation can be a formula.</param>
    /// <param name="names">The names there are: one that is near is the better advice for a text without x.</param>
    internal static string? Advice(string text, string kind, IEnumerable<string> names) => kind switch
    {
        not "activation" => null,
        _ when IsFormula(text) => $"Write {{\"formula\": {JsonText.Write(Json.Text(Shown.Text(text)))}}}.",
        _ when Arithmetic().IsMatch(text) && Nearest.Of(text, names) is null => "A formula speaks of x: x / (1 + exp(-x)).",
        _ => null,
    };

    /// <summary>Numbers, words and signs of a formula, at least one operator or parenthesis, and no dot as in a path or a type's name.</summary>
    [GeneratedRegex(@"^(?!.*(\.[A-Za-z./]|[A-Za-z]\.))(?=.*([+*/^(−·×÷]| - |^-))[A-Za-z0-9_.,+*/^()−·×÷ -]+\z")]
    private static partial Regex Arithmetic();

    /// <summary>A digit may touch it on the left: 2x is a formula with a slip in it, and is told so.</summary>
    [GeneratedRegex(@"(?<![A-Za-z_.]|[A-Za-z_][0-9]+)[xz](?![A-Za-z0-9_.])")]
    private static partial Regex Variable();
}
