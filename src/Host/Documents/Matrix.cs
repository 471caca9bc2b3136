using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Rows of numbers of equal length, row-major.</summary>
internal sealed record Matrix(int Rows, int Columns, Reals Values)
{
    /// <summary>An array of rows, or every row and cell that is wrong.</summary>
    public static Validation<Problem, Matrix> Read(Spot spot, string hint)
    {
        if (spot.Tree is not JsonTree.Array { Items: { IsEmpty: false } rows })
            return spot.Tree is JsonTree.Array ? spot.Refuse<Matrix>("there are no rows", hint) : spot.Needs<Matrix>("an array of rows", hint);
        var columns = rows[0] is JsonTree.Array first ? first.Items.Length : 0;
        return Gathered.Unless(rows.SelectMany((row, i) => IsSound(row, columns) ? [] : RowProblems(spot.Item(i), i, columns, hint)))
            .Map(_ => new Matrix(rows.Length, columns, Reals.Of([.. rows.SelectMany(row => ((JsonTree.Array)row).Items).Select(NumberOf)])));
    }

    /// <summary>An array of numbers as a matrix of one column.</summary>
    public static Validation<Problem, Matrix> ReadColumn(Spot spot, string hint)
    {
        if (spot.Tree is not JsonTree.Array { Items: var items })
            return spot.Needs<Matrix>("an array of numbers", hint);
        return Gathered.Unless(CellProblems(spot))
            .Map(_ => new Matrix(items.Length, 1, Reals.Of([.. items.Select(NumberOf)])));
    }

    private static bool IsSound(JsonTree row, int columns) =>
        columns > 0 && row is JsonTree.Array { Items: var items } && items.Length == columns && items.All(item => item is JsonTree.Number);

    private static IEnumerable<Problem> RowProblems(Spot row, int index, int columns, string hint) => row.Tree switch
    {
        JsonTree.Array { Items.IsEmpty: true } => [row.Problem($"row {index} is empty", hint)],
        JsonTree.Array a when columns > 0 && a.Items.Length != columns =>
            [row.Problem($"row {index} has {Count(a.Items.Length)} and row 0 has {columns}", "Give every row the same number of values.")],
        JsonTree.Array => CellProblems(row),
        var other => [row.Problem($"row {index} is {Shown.Value(other)}", "A row is an array of numbers.")],
    };

    private static IEnumerable<Problem> CellProblems(Spot row)
    {
        var items = ((JsonTree.Array)row.Tree).Items;
        for (var i = 0; i < items.Length; i++)
            if (items[i] is not JsonTree.Number)
                yield return row.Item(i).Problem($"a number is needed here, not {Shown.Value(items[i])}", "");
    }

    public static string Count(int numbers) => numbers == 1 ? "1 number" : $"{numbers} numbers";

    private static double NumberOf(JsonTree tree) => ((JsonTree.Number)tree).Value;
}
