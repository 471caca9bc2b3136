using System.Text.RegularExpressions;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Arithmetic as a person would set it. It is given the very text that <c>show</c> prints and changes only how that looks: minus signs,
/// powers, powers of ten, a fraction bar where the whole is one quotient, and no line break inside a product.
/// </summary>
internal static partial class Typeset
{
    /// <summary>A number to look at: short for the eye; all its digits, which read back to the same bits, for whoever points at it and for machines.</summary>
    /// <param name="x">The number.</param>
    /// <param name="at">Where <c>show RUN@N --json</c> has it, as a JSON pointer (RFC 6901), with a minus before it where that is the negative; N is the nearest <c>data-step</c> around it. Empty where it does not.</param>
    /// <param name="text">How it is written; three decimals where left out.</param>
    public static Html Number(double x, string at = "", Func<double, string>? text = null) => Html.Of(
        $"""<data value="{RealText.Of(x)}" title="{RealText.Of(x)}"{Html.If(at.Length > 0, () => Html.Of($" data-at=\"{at}\""))}>{Line((text ?? NumberText.Short)(x))}</data>""");

    /// <summary>A formula: <c>1 / (1 + e^0.546)</c> with its bar.</summary>
    public static Html Formula(string text) => Quotient().Match(text) is { Success: true } quotient
        ? Html.Of($"""<span class="frac"><span class="num">{Line(Bare(quotient.Groups[1].Value))}</span><span class="gone"> / </span><span class="den">{Line(Bare(quotient.Groups[2].Value))}</span></span>""")
        : Line(text);

    /// <summary>A number in a picture: three decimals, a real minus.</summary>
    public static Html Signed(double x) => Signs(NumberText.Short(x));

    /// <summary>The same without a bar.</summary>
    private static Html Line(string text)
    {
        var (pieces, at) = (new List<Html>(), 0);
        foreach (Match match in Power().Matches(text))
        {
            pieces.Add(Signs(text[at..match.Index]));
            pieces.Add(match.Groups["ten"].Success
                ? Html.Of($"·10<sup>{Signs(match.Groups["sign"].Value == "-" ? "-" : "")}{match.Groups["ten"].Value}</sup>")
                : Html.Of($"e<sup>{Line(Bare(match.Groups["exponent"].Value))}</sup>"));
            at = match.Index + match.Length;
        }

        pieces.Add(Signs(text[at..]));
        return Html.Join(pieces);
    }

    /// <summary>A minus that is no hyphen; a product stays on its line.</summary>
    private static Html Signs(string text) => Html.Text(Minus().Replace(text, "−").Replace(" × ", "\u00a0×\u00a0", StringComparison.Ordinal));

    /// <summary>Without the parentheses around it, which a bar or a raised place makes needless.</summary>
    private static string Bare(string text) => text.StartsWith('(') ? text[1..^1] : text;

    [GeneratedRegex(@"^([\w.]+|\([^()]*\)) / (-?[\w.]+|\([^()]*\))$")]
    private static partial Regex Quotient();

    [GeneratedRegex(@"(?<=\d)[eE](?<sign>[+-])0*(?<ten>\d+)|\be\^(?<exponent>-?[\d.]+(?:e[+-]\d+)?|-?\w+|\([^()]*\))")]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<![A-Za-z0-9])-")]
    private static partial Regex Minus();
}
