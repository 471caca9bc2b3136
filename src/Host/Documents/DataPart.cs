using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"data"</c>: a built-in set, or rows written out. What the rows are can depend on the loss and the width of the network: under
/// cross-entropy a flat array of targets holds classes.
/// </summary>
/// <param name="Canonical">Everything spelled out.</param>
/// <param name="Rows">The rows for a loss of this name and a last layer of so many units, as far as these are known.</param>
internal sealed record DataPart(JsonTree Canonical, Func<Validation<Problem, string>, Validation<Problem, int>, Validation<Problem, Dataset>> Rows)
{
    private const string Hint = "Write {\"source\": \"article\"} or {\"inputs\": [[…]], \"targets\": [[…]]}.";

    private const string TargetsHint = "Give a row of targets for each row of inputs.";

    public static Validation<Problem, DataPart> Read(Fields document, Option<Dataset> recorded) =>
        document.Required("data", Hint).Bind(spot => recorded.Match(
            Some: rows => Success<Problem, DataPart>(new DataPart(spot.Tree, (_, _) => Success<Problem, Dataset>(rows))),
            None: () => Fields.Of(spot, Hint).Bind(Read)));

    /// <summary>Rows as a document writes them out.</summary>
    public static JsonTree Written(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Json.Object(("inputs", Rows(data.Inputs, data.InputWidth)), ("targets", Rows(data.Targets, data.TargetWidth)));

        JsonTree Rows(Reals values, int width) => Json.Array(values.ToArray().Chunk(width).Select(row => Json.Array(row.Select(Json.Number))));
    }

    private static Validation<Problem, DataPart> Read(Fields data) =>
        data.Find("csv") is { } csv ? csv.Refuse<DataPart>("this version does not know 'csv' yet", Hint)
        : data.Has("source") ? BuiltIn(data.Spot)
        : data.Has("inputs") || data.Has("targets") ? Inline(data)
        : data.Spot.Refuse<DataPart>("the data has neither a source nor inputs and targets", Hint).If(data.Only("source", "inputs", "targets"));

    private static Validation<Problem, DataPart> BuiltIn(Spot spot) =>
        StrategyPart.Read(spot, "source", BuiltInData.Shelf)
            .Map(part => new DataPart(part.Canonical, (_, units) => Coded(part.Value.Strategy, units.IfFail(1))));

    /// <summary>Classes one-hot for as many units, or as one column of their indices for a single unit; numbers as they are.</summary>
    private static Validation<Problem, Dataset> Coded(RawData source, int units)
    {
        var width = source.Classes.Length > 0 && units > 1 ? Math.Max(units, source.Classes.Length) : source.TargetNames.Length;
        var (inputs, targets) = (new List<double>(), new double[source.Rows * width]);
        return source.Visit((row, x, y) =>
            {
                inputs.AddRange(x);
                if (width == y.Length)
                    y.CopyTo(targets.AsSpan(row * width));
                else
                    targets[(row * width) + (int)y[0]] = 1;
            })
            .Bind(_ => Dataset.Create(source.Rows, Reals.Of([.. inputs]), Reals.Of(targets)));
    }

    private static Validation<Problem, DataPart> Inline(Fields data)
    {
        var inputs = data.Required("inputs", "Give the rows of inputs: [[0, 1], [1, 1]].").Bind(spot => Matrix.Read(spot, "A row is an array of numbers."));
        var targets = data.Required("targets", TargetsHint).Bind(spot =>
            (IsFlat(spot) ? Matrix.ReadColumn(spot, TargetsHint) : Matrix.Read(spot, TargetsHint)).Map(matrix => (Spot: spot, Matrix: matrix)));
        return (inputs, targets, data.Only("inputs", "targets"))
            .Apply((i, t, _) => i.Rows == t.Matrix.Rows
                ? Success<Problem, DataPart>(new DataPart(
                    Json.Object(("inputs", data.Find("inputs")!.Value.Tree), ("targets", t.Spot.Tree)),
                    (loss, units) => Tabled(i, t.Matrix, t.Spot, loss, units)))
                : t.Spot.Refuse<DataPart>($"there are {t.Matrix.Rows} rows of targets and {i.Rows} rows of inputs", TargetsHint))
            .Flat();
    }

    private static bool IsFlat(Spot spot) => spot.Tree is JsonTree.Array { Items: [not JsonTree.Array, ..] };

    private static Validation<Problem, Dataset> Tabled(
        Matrix inputs, Matrix targets, Spot spot, Validation<Problem, string> loss, Validation<Problem, int> units) =>
        (IsFlat(spot)
            ? loss.Bind(name => name == Pairings.CrossEntropy ? units.Bind(u => Classes(targets, spot, u)) : Success<Problem, Reals>(targets.Values))
            : Success<Problem, Reals>(targets.Values))
        .Bind(values => Dataset.Create(inputs.Rows, inputs.Values, values));

    private static Validation<Problem, Reals> Classes(Matrix targets, Spot spot, int units) =>
        (long)targets.Rows * units <= Network.MaxParameters
            ? Gathered.Unless(ClassProblems(targets, spot, units)).Map(_ => OneHot(targets, units))
            : spot.Refuse<Reals>($"{targets.Rows} rows of {units} classes do not fit in memory", "Give the last layer a unit for each class and no more.");

    private static IEnumerable<Problem> ClassProblems(Matrix targets, Spot spot, int units) =>
        from row in Enumerable.Range(0, targets.Rows)
        let index = targets.Values[row]
        where index < 0 || index >= units || Math.Floor(index) != index
        select spot.Item(row).Problem(
            $"row {row} has the class {Shown.Number(index)}",
            units == 1
                ? "The last layer has 1 unit, so the only class is 0: give it a unit for each class."
                : $"The last layer has {units} units, so classes are whole numbers from 0 to {units - 1}.");

    private static Reals OneHot(Matrix targets, int units) => Reals.Build(targets.Rows * units, values =>
    {
        for (var row = 0; row < targets.Rows; row++)
            values[row * units + (int)targets.Values[row]] = 1;
    });
}
