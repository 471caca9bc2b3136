using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Whether the numbers of a file have a decimal point or a decimal comma, from all of them: <c>1,5</c> says it clearly, <c>1,234</c> can be
/// read in two ways. Nothing is decided where both readings remain and one of them would be a thousand times too large.
/// </summary>
internal sealed class DecimalSign
{
    private readonly (string Where, string Text)?[] _first = new (string, string)?[5];

    /// <summary>Takes note of a number.</summary>
    public void See(DecimalMark mark, CsvRecords records, int field)
    {
        if (mark != DecimalMark.None && _first[(int)mark] is null)
            _first[(int)mark] = (records.PlaceOf(field).ToString(), CsvComplaint.Text(records.Field(field)));
    }

    /// <summary>Takes note of what another has seen.</summary>
    public void See(DecimalSign other)
    {
        for (var i = 0; i < _first.Length; i++)
            _first[i] ??= other._first[i];
    }

    /// <summary>The sign, and what is to be said of it.</summary>
    /// <param name="delimiter">What stands between fields.</param>
    public Validation<Problem, (char Sign, Option<string> Note)> Decide(byte delimiter)
    {
        var (point, comma) = (_first[(int)DecimalMark.Point], _first[(int)DecimalMark.Comma]);
        var (points, commas) = (_first[(int)DecimalMark.DoubtfulPoint], _first[(int)DecimalMark.DoubtfulComma]);
        return (point, comma, points, commas) switch
        {
            ({ } p, { } c, _, _) => Refuse(c, $"'{c.Text}' has a decimal comma, and '{p.Text}' at {p.Where} a decimal point", "Write all numbers in one way."),
            ({ } p, _, _, { } c) => Refuse(c, $"'{c.Text}' has a comma although '{p.Text}' at {p.Where} has a decimal point", "Write numbers without thousands separators."),
            (_, { } c, { } p, _) => Refuse(p, $"'{p.Text}' has a point although '{c.Text}' at {c.Where} has a decimal comma", "Write numbers without thousands separators."),
            (_, _, { } p, { } c) => Refuse(c, $"'{c.Text}' has a comma, and '{p.Text}' at {p.Where} a point", "Write all numbers in one way, without thousands separators."),
            (null, null, null, { } c) => Doubt(c),
            (null, null, { } p, null) when delimiter == (byte)';' => Doubt(p),
            (null, null, { } p, null) when delimiter != (byte)',' =>
                Is('.', $"numbers have a decimal point: '{p.Text}' is {p.Text.TrimStart('+')}, not {p.Text.Replace(".", "", StringComparison.Ordinal)}"),
            (null, { }, _, _) => Is(',', "numbers have a decimal comma"),
            (null, _, null, null) => Is('.', None),
            _ => Is('.', "numbers have a decimal point"),
        };
    }

    private static Validation<Problem, (char, Option<string>)> Is(char sign, Option<string> note) => Success<Problem, (char, Option<string>)>((sign, note));

    private static Validation<Problem, (char, Option<string>)> Doubt((string Where, string Text) cell)
    {
        var sign = cell.Text.Contains(',', StringComparison.Ordinal) ? ',' : '.';
        var (decimals, thousands) = (cell.Text.Replace(',', '.'), cell.Text.Replace(sign.ToString(), "", StringComparison.Ordinal));
        return Refuse(cell, $"'{cell.Text}' can be {decimals} or {thousands}, and no other number of the file tells which",
            $"Say \"decimal\": \"{sign}\" if it is {decimals}; else write numbers without thousands separators.");
    }

    private static Validation<Problem, (char, Option<string>)> Refuse((string Where, string Text) cell, string what, string hint) =>
        InFile.Refuse<(char, Option<string>)>(cell.Where, what, hint);
}
