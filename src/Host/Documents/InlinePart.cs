using System.Globalization;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>{"inputs": [[…]], "targets": [[…]]}</c>: rows written out. What targets in a flat array are depends on the loss: under cross-entropy they
/// are classes, and the network has an output for each.
/// </summary>
internal static class InlinePart
{
    private const string TargetsHint = "Give a row of targets for each row of inputs.";

    public static Validation<Problem, SourcePart> Read(Fields data)
    {
        var inputs = data.Required("inputs", "Give the rows of inputs: [[0, 1], [1, 1]].").Bind(spot => Matrix.Read(spot, "A row is an array of numbers."));
        var targets = data.Required("targets", TargetsHint).Bind(spot =>
            (IsFlat(spot) ? Matrix.ReadColumn(spot, TargetsHint) : Matrix.Read(spot, TargetsHint)).Map(matrix => (Spot: spot, Matrix: matrix)));
        return (inputs, targets, data.Only(["inputs", "targets", .. SourcePart.Common]))
            .Apply((i, t, _) => i.Rows == t.Matrix.Rows
                ? Success<Problem, SourcePart>(new SourcePart(
                    [("inputs", data.Find("inputs")!.Value.Tree), ("targets", t.Spot.Tree)],
                    (loss, units) => Rows(i, t.Matrix, t.Spot, loss, units)))
                : t.Spot.Refuse<SourcePart>($"there are {t.Matrix.Rows} rows of targets and {i.Rows} rows of inputs", TargetsHint))
            .Flat();
    }

    private static bool IsFlat(Spot spot) => spot.Tree is JsonTree.Array { Items: [not JsonTree.Array, ..] };

    private static Validation<Problem, RawData> Rows(
        Matrix inputs, Matrix targets, Spot spot, Validation<Problem, string> loss, Validation<Problem, int> units)
    {
        var plain = RawData.Of(DataCard.Numbered("x", inputs.Columns), inputs.Values, DataCard.Numbered("y", targets.Columns), targets.Values);
        return IsFlat(spot)
            ? loss.Bind(name => name == Pairings.CrossEntropy ? units.Bind(u => Classes(plain, targets, spot, u)) : Success<Problem, RawData>(plain))
            : Success<Problem, RawData>(plain);
    }

    private static Validation<Problem, RawData> Classes(RawData plain, Matrix targets, Spot spot, int units) =>
        (long)targets.Rows * units <= Network.MaxParameters
            ? Gathered.Unless(Problems(targets, spot, units)).Map(_ => plain with { Classes = [.. Enumerable.Range(0, units).Select(u => u.ToString(CultureInfo.InvariantCulture))] })
            : spot.Refuse<RawData>($"{targets.Rows} rows of {units} classes do not fit in memory", "Give the last layer a unit for each class and no more.");

    private static IEnumerable<Problem> Problems(Matrix targets, Spot spot, int units) =>
        from row in Enumerable.Range(0, targets.Rows)
        let index = targets.Values[row]
        where index < 0 || index >= units || Math.Floor(index) != index
        select spot.Item(row).Problem(
            $"row {row} has the class {Shown.Number(index)}",
            units == 1
                ? "The last layer has 1 unit, so the only class is 0: give it a unit for each class."
                : $"The last layer has {units} units, so classes are whole numbers from 0 to {units - 1}.");
}
