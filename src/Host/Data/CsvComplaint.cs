using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Functional.Core;

namespace Functional.Host;

/// <summary>Why a cell is not the number that is needed there, in a sentence.</summary>
internal static partial class CsvComplaint
{
    /// <summary>A problem of the cell <paramref name="field"/> of the record.</summary>
    public static Problem At(CsvRecords records, int field, string column, string what, string hint) =>
        new($"{records.PlaceOf(field)}: {Shown.Text(column)}", what, hint) { IsInData = true };

    /// <summary>A cell that is no number, or none with this decimal sign.</summary>
    public static Problem Of(CsvRecords records, int field, string column, char? decimalSign)
    {
        var text = Text(records.Field(field));
        var (what, hint) = Reason(text, decimalSign);
        return At(records, field, column, (text.Length == 0 ? "" : $"'{Shown.Text(text)}' ") + what, hint);
    }

    /// <summary>A cell as text, for a sentence or a name.</summary>
    public static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(CsvNumber.Trim(cell));

    private static (string What, string Hint) Reason(string text, char? decimalSign)
    {
        var kind = CsvNumber.Read(Encoding.UTF8.GetBytes(text), out _, out _);
        return text.Length == 0 ? ("the cell is empty", MissingHint)
            : kind == CellKind.Missing ? ("stands for a missing value", MissingHint)
            : kind == CellKind.Number ? Otherwise(text, decimalSign)
            : text.Length > CsvNumber.MaxLength ? ("has more than 1,000 characters", "No number needs as many.")
            : Infinite().IsMatch(text) ? ("is not finite", "Give a number, or leave the row out.")
            : Plain().IsMatch(text) ? Beyond(text)
            : Grouped().IsMatch(text) ? ("has thousands separators", "Write numbers without them: 1234567.")
            : Hexadecimal().IsMatch(text) ? ("is hexadecimal", "Write it in decimal digits.")
            : (NoNumber, "Give a number such as -1.5 or 2e-3.");
    }

    /// <summary>What is said of text that looks like no number at all.</summary>
    public const string NoNumber = "is no number";

    private const string MissingHint = "Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\".";

    /// <summary>A number, but with the other decimal sign.</summary>
    private static (string What, string Hint) Otherwise(string text, char? decimalSign)
    {
        var isComma = text.Contains(',', StringComparison.Ordinal);
        var other = isComma ? "comma" : "point";
        var expected = isComma ? "point" : "comma";
        return decimalSign is null
            ? ("is no number that is needed here", "")
            : Doubtful().IsMatch(text)
                ? ($"has a {other} although decimals stand behind a {expected} in this file", $"If it parts thousands, write the number without it; if decimals, use a {expected}.")
                : ($"has a decimal {other} although this file has a decimal {expected}", "Write all numbers in one way.");
    }

    private static (string What, string Hint) Beyond(string text) =>
        double.IsInfinity(double.Parse(text.Replace(',', '.'), NumberStyles.Float, NumberFormatInfo.InvariantInfo))
            ? ("is beyond the largest double, 1.8e308", "Give it in larger units.")
            : ("is so near to 0 that a double would hold 0", "Write 0 if that will do.");

    [GeneratedRegex(@"^[+-]?(inf|infinity|∞)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Infinite();

    [GeneratedRegex(@"^[+-]?(?=[.,]?[0-9])[0-9]*[.,]?[0-9]*([eE][+-]?[0-9]+)?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}([., _'’\u00A0\u202F][0-9]{3})+([.,][0-9]*)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}[.,][0-9]{3}$")]
    private static partial Regex Doubtful();

    [GeneratedRegex(@"^[+-]?0[xX][0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();
}
