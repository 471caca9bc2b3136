using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>An array that holds inputs or targets.</summary>
/// <param name="Where">The file, and its name in the file, for sentences.</param>
/// <param name="Name">What its columns are called by: <c>x</c> gives <c>x[0]</c>, <c>x[1]</c>, …</param>
/// <param name="Numbers">A row for each value of the first index; what is behind it is flattened.</param>
internal sealed record ArrayColumn(string Where, string Name, NumberArray Numbers)
{
    public int Rows => Numbers.Shape.IsEmpty ? 0 : Numbers.Shape[0];

    /// <summary>Numbers a row.</summary>
    public int Width => Rows == 0 ? 0 : Numbers.Length / Rows;
}

/// <summary>Rows out of two arrays. They stay as compact as the file has them; a row at a time becomes doubles.</summary>
internal static class ArrayRows
{
    /// <summary>More columns than any table of rows has; each gets a name.</summary>
    private const int MaxColumns = 1_000_000;

    /// <summary>The rows, or everything that is wrong with the arrays.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="targets">The targets, as many rows.</param>
    /// <param name="classes">Whether the targets say classes: whole numbers, 0 or more, one a row.</param>
    /// <param name="known">The classes in the order of their indices, where other rows have said them already; default: those that occur, in ascending order.</param>
    public static Validation<Problem, RawData> Of(ArrayColumn inputs, ArrayColumn targets, bool classes, ImmutableArray<string> known = default) =>
        (Sound(inputs), Sound(targets)).Apply((_, _) => unit).Bind(_ => inputs.Rows == targets.Rows
            ? classes ? Classes(targets, known).Map(labels => Of(inputs, targets, labels)) : Success<Problem, RawData>(Of(inputs, targets, null))
            : InFile.Refuse<RawData>(targets.Where, $"there are {targets.Rows} rows of targets and {inputs.Rows} rows of inputs", "Give a row of targets for each row of inputs."));

    private static RawData Of(ArrayColumn inputs, ArrayColumn targets, Labels? labels) =>
        new(inputs.Rows, Names(inputs), Names(targets), visit =>
        {
            var (input, target) = (new double[inputs.Width], new double[targets.Width]);
            for (var row = 0; row < inputs.Rows; row++)
            {
                inputs.Numbers.Read(row * input.Length, input);
                targets.Numbers.Read(row * target.Length, target);
                if (labels is not null)
                    target[0] = labels.Index[target[0]];
                visit(row, input, target);
            }

            return Success<Problem, Unit>(unit);
        })
        {
            Classes = labels?.Names ?? [],
            Notes = [Note(inputs), Note(targets)],
        };

    /// <summary><c>pixel is uint8 [60000 × 28 × 28]: each row is flattened to 784 numbers</c>.</summary>
    private static string Note(ArrayColumn column) =>
        $"{column.Name} is {column.Numbers.Type} {NumberArray.ShapeText(column.Numbers.Shape)}"
        + (column.Numbers.Shape.Length > 2 ? $": each row is flattened to {column.Width} numbers" : "");

    private static Validation<Problem, Unit> Sound(ArrayColumn column) =>
        column.Rows == 0 || column.Width == 0 ? InFile.Refuse<Unit>(column.Where, $"an array of the shape {NumberArray.ShapeText(column.Numbers.Shape)} has no rows of numbers", "The first index counts the rows: give at least one, with a number in it.")
        : column.Width > MaxColumns ? InFile.Refuse<Unit>(column.Where, $"a row has {column.Width} numbers", $"At most {MaxColumns} are read.")
        : column.Numbers.FirstNonFinite() is >= 0 and var bad ? InFile.Refuse<Unit>(
            column.Where, $"{Shown.Number(column.Numbers.At(bad))} at {column.Numbers.IndexText(bad)} is not a finite number", "Training needs finite numbers.")
        : Success<Problem, Unit>(unit);

    private static Validation<Problem, Labels> Classes(ArrayColumn targets, ImmutableArray<string> known)
    {
        if (targets.Width != 1)
            return InFile.Refuse<Labels>(targets.Where, $"a row of targets has {targets.Width} numbers", "A class is one whole number a row; for rows of numbers write \"classes\": false.");
        var found = new SortedDictionary<double, int>();
        for (var row = 0; row < targets.Rows; row++)
            found.TryAdd(targets.Numbers.At(row) + 0.0, row); // −0 is 0 here
        var names = known.IsDefault ? [.. found.Keys.Select(RealText.Of)] : known;
        var places = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i, StringComparer.Ordinal);
        return Gathered.Unless(
            from label in found
            let isClass = label.Key >= 0 && Math.Floor(label.Key) == label.Key
            where !isClass || !places.ContainsKey(RealText.Of(label.Key))
            orderby label.Value
            select InFile.Problem(
                targets.Where, $"row {label.Value} has the class {Shown.Number(label.Key)}{(isClass ? ", which no row to learn from has" : "")}",
                isClass ? $"Known: {string.Join(", ", names.Take(20))}." : "Classes are whole numbers, 0 or more."))
            .Map(_ => new Labels(names, found.Keys.ToDictionary(label => label, label => places[RealText.Of(label)])));
    }

    /// <summary>The name alone for a column alone, else the name with its indices: <c>x[0]</c>, <c>pixel[27,27]</c>.</summary>
    private static ImmutableArray<string> Names(ArrayColumn column)
    {
        var sizes = column.Numbers.Shape[1..];
        if (sizes.IsEmpty)
            return [column.Name];
        var names = ImmutableArray.CreateBuilder<string>(column.Width);
        var at = new int[sizes.Length];
        for (var i = 0; i < column.Width; i++)
        {
            names.Add($"{column.Name}[{string.Join(',', at)}]");
            for (var d = at.Length - 1; d >= 0 && ++at[d] == sizes[d]; d--)
                at[d] = 0;
        }

        return names.MoveToImmutable();
    }

    /// <summary>What classes are called, and the index of the name of each number that says one.</summary>
    private sealed record Labels(ImmutableArray<string> Names, Dictionary<double, int> Index);
}
