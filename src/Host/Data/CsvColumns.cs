using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Columns of a file as a document names them: by name, or by number counted from 1.</summary>
internal static class CsvColumns
{
    /// <summary>So many names a sentence bears.</summary>
    private const int Few = 12;

    private const string Hint = "Write the name of a column, or its number, counted from 1.";

    /// <summary>The columns at <paramref name="spot"/>: one, or an array of them, each once.</summary>
    public static Validation<Problem, ImmutableArray<int>> Read(Spot spot, ImmutableArray<string> names) =>
        (spot.Tree is JsonTree.Array ? spot.Items(Hint) : Success<Problem, ImmutableArray<Spot>>([spot]))
        .Bind(items => Gathered.All(items.Select(item => One(item, names)))
            .Bind(columns => Gathered.Unless(Twice(items, columns, names)).Map(_ => columns)));

    /// <summary>What is said to somebody who named a column that is not there.</summary>
    public static string Known(string name, ImmutableArray<string> names) => names.Length <= Few
        ? Nearest.Hint(name, names)
        : Nearest.Of(name, names.Take(1000)) is { } near
            ? $"Did you mean '{near}'?"
            : FormattableString.Invariant($"There are {names.Length:N0} columns: {string.Join(", ", names.Take(Few).Select(Shown.Text))}, …");

    private static Validation<Problem, int> One(Spot spot, ImmutableArray<string> names) => spot.Tree switch
    {
        JsonTree.Text text => names.IndexOf(text.Value.Trim()) is var index and >= 0 && text.Value.Trim().Length > 0
            ? Success<Problem, int>(index)
            : spot.Refuse<int>($"the file has no column '{Shown.Text(text.Value)}'", Known(Shown.Text(text.Value), [.. names.Where(n => n.Length > 0).Select(Shown.Text)])),
        JsonTree.Number { Value: var number } when Math.Floor(number) == number && number >= 1 && number <= names.Length => Success<Problem, int>((int)number - 1),
        JsonTree.Number { Value: var number } => spot.Refuse<int>(
            $"the file has no column {Shown.Number(number)}", FormattableString.Invariant($"Columns are counted from 1 to {names.Length}.")),
        _ => spot.Needs<int>("a column", Hint),
    };

    private static IEnumerable<Problem> Twice(ImmutableArray<Spot> items, ImmutableArray<int> columns, ImmutableArray<string> names)
    {
        var seen = new System.Collections.Generic.HashSet<int>();
        for (var i = 0; i < columns.Length; i++)
            if (!seen.Add(columns[i]))
                yield return items[i].Problem($"the column '{Shown.Text(names[columns[i]])}' stands here a second time", "Name each column once.");
    }
}
