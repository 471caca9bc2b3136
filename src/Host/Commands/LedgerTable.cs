using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Accounts as a table: first, last and change; the parts by training row; the parts by step range. A column a parameter; a single
/// parameter of few rows has a column a row in the ranges besides.
/// </summary>
internal sealed class LedgerTable(Experiment experiment, ImmutableArray<ParameterAccount> accounts, int width)
{
    /// <summary>More rows than this are counted, not shown, unless they moved most; the JSON has them all.</summary>
    private const int RowsShown = 12;

    /// <summary>-10.12345678: most numbers of an account are no wider.</summary>
    private const int NumberWidth = 12;

    private readonly ImmutableArray<int> _rows = Shown(accounts);

    private readonly ImmutableArray<string> _names = [.. accounts.Select(account => experiment.Pipeline.Layout.NameOf(account.Parameter))];

    public IEnumerable<string> Lines => Aligned(
        accounts.Length == 1 || accounts.Length <= (width - LabelWidth) / (2 + Math.Max(NumberWidth, _names.Max(name => name.Length))) ? SideBySide() : Listed());

    private int LabelWidth => Parts(accounts[0].Whole).Select(part => part.Label).Concat(accounts[0].Ranges.Select(RangeLabel)).Max(label => label.Length) + 2;

    /// <summary>One column's name is in the headline already.</summary>
    private IReadOnlyList<Row> SideBySide()
    {
        var (first, ranges) = (accounts[0].Whole, accounts[0].Ranges);
        var byRow = accounts.Length == 1 && LabelWidth + ((first.ByRow.Length + 1) * (NumberWidth + 2)) <= width ? Enumerable.Range(0, first.ByRow.Length).ToList() : [];
        return
        [
            .. accounts.Length == 1 ? [] : new Row[] { new("", _names) },
            Wholes("", StateLabel(first.From), whole => whole.Start),
            Wholes("", StateLabel(first.To), whole => whole.End),
            Wholes("", "change", whole => whole.Change),
            Row.Empty,
            new("by training row", []),
            .. Parts(first).Select(part => Wholes("  ", part.Label, part.Of)),
            Row.Empty,
            new("by step", byRow.Count == 0 ? [] : ["change", .. byRow.Select(row => $"row {row}")]),
            .. ranges.Select((range, r) => new Row(
                "  " + RangeLabel(range), [.. accounts.Select(account => Number(account.Ranges[r].Change)), .. byRow.Select(row => Number(range.ByRow[row]))])),
            Row.Empty,
        ];

        Row Wholes(string indent, string label, Func<Account, double> part) => new(indent + label, [.. accounts.Select(account => Number(part(account.Whole)))]);
    }

    /// <summary>Too many to stand side by side: a line each, with the row and the steps that did most.</summary>
    private IReadOnlyList<Row> Listed()
    {
        var rounding = (Account whole) => whole.RoundingOfShares + whole.RoundingOfAdditions;
        return
        [
            new("", [StateLabel(accounts[0].Whole.From), StateLabel(accounts[0].Whole.To), "change", "most by", "", "most in", "", "rounding"]),
            .. accounts.Select((account, i) =>
            {
                var (row, range) = (account.Whole.Foremost, account.Ranges.MaxBy(r => Math.Abs(r.Change))!);
                return new Row(
                    _names[i],
                    [
                        .. new[] { account.Whole.Start, account.Whole.End, account.Whole.Change }.Select(NumberText.Compact),
                        $"row {row}", NumberText.Short(account.Whole.ByRow[row]), RangeLabel(range), NumberText.Short(range.Change), NumberText.Short(rounding(account.Whole)),
                    ]);
            }),
            Row.Empty,
        ];
    }

    /// <summary>The parts whose sum is the change.</summary>
    private IEnumerable<(string Label, Func<Account, double> Of)> Parts(Account any)
    {
        foreach (var row in _rows)
            yield return (RowLabel(row), whole => whole.ByRow[row]);
        if (_rows.Length < any.ByRow.Length)
            yield return ($"the other {NumberText.Count(any.ByRow.Length - _rows.Length)} rows", whole => ExactSum.Of(whole.ByRow.Where((_, row) => !_rows.Contains(row))));
        if (accounts.Any(account => account.Whole.Unshared > 0))
            yield return ("no row's", whole => whole.Unattributed);
        yield return ("rounding, updates", whole => whole.RoundingOfShares);
        yield return ("rounding, additions", whole => whole.RoundingOfAdditions);
    }

    /// <summary>Every column as wide as what stands in it.</summary>
    private IEnumerable<string> Aligned(IReadOnlyList<Row> rows)
    {
        var label = rows.Max(row => row.Label.Length);
        var columns = Enumerable.Range(0, rows.Max(row => row.Cells.Count))
            .Select(i => 2 + Math.Max(accounts.Length == 1 ? NumberWidth : 0, rows.Where(row => row.Cells.Count > i).Max(row => row.Cells[i].Length)))
            .ToList();
        return rows.Select(row => row.Cells.Count == 0 ? row.Label : row.Label.PadRight(label) + string.Concat(row.Cells.Select((cell, i) => cell.PadLeft(columns[i]))));
    }

    /// <summary>0 stays 0: nothing at all is not the same as little.</summary>
    private static string Number(double x) => x == 0 ? "0" : NumberText.Long(x);

    private static string StateLabel(long step) => $"S{NumberText.Count(step)}";

    private static string RangeLabel(Account range) =>
        range.Steps == 1 ? $"step {NumberText.Count(range.From)}" : $"{NumberText.Count(range.From)} … {NumberText.Count(range.To - 1)}";

    /// <summary>With its numbers, where they are few: <c>row 2   1 0 1 → 1</c>.</summary>
    private string RowLabel(int row)
    {
        var (data, inputs, targets) = (experiment.Data, experiment.Data.InputWidth, experiment.Data.TargetWidth);
        var numbers = inputs + targets > 5 ? "" : $"   {Numbers(data.Inputs.AsSpan(row * inputs, inputs))} → {Numbers(data.Targets.AsSpan(row * targets, targets))}";
        return $"row {row}{(numbers.Length > 30 ? "" : numbers)}";
    }

    private static string Numbers(ReadOnlySpan<double> numbers) => string.Join(' ', numbers.ToArray().Select(NumberText.Plain));

    /// <summary>All rows, or those that moved the parameters most, in their order.</summary>
    private static ImmutableArray<int> Shown(ImmutableArray<ParameterAccount> accounts)
    {
        var rows = accounts[0].Whole.ByRow.Length;
        return [.. Enumerable.Range(0, rows).OrderByDescending(row => accounts.Sum(account => Math.Abs(account.Whole.ByRow[row]))).Take(RowsShown).Order()];
    }

    private sealed record Row(string Label, IReadOnlyList<string> Cells)
    {
        public static readonly Row Empty = new("", []);
    }
}
