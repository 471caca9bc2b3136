using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The loss of predictions, and its gradient.</summary>
internal static class EvalLoss
{
    private const string Hint = "Write {\"outputs\": [[…], …], \"targets\": [[…], …]}.";

    public static Either<Failure, IPage> Of(Made<ILoss> made, Spot file) =>
        from outputs in Failure.From(ExitCode.Data, InputFile.Member(file, "outputs", Hint).Bind(spot => InputFile.Rows(spot, Hint)))
        from spot in Failure.From(ExitCode.Data, InputFile.Member(file, "targets", Hint))
        from targets in Failure.From(ExitCode.Data, Targets(spot, outputs.Length, outputs[0].Length))
        select (IPage)Page(made, outputs, targets);

    private static EvalPage Page(Made<ILoss> made, ImmutableArray<double[]> outputs, double[] targets)
    {
        double[] flat = [.. outputs.SelectMany(r => r)];
        var gradient = new double[flat.Length];
        var value = made.Strategy.Evaluate(outputs.Length, flat, targets, gradient);
        var width = outputs[0].Length;
        IEnumerable<string> lines =
        [
            $"loss {NumberText.Exact(value)}",
            $"{"output",26}{"target",26}{"∂L/∂output",26}",
            .. flat.Select((output, i) => $"{NumberText.Exact(output),26}{NumberText.Exact(targets[i]),26}{NumberText.Exact(gradient[i]),26}"),
        ];
        return EvalPage.Of(made, lines, json =>
        {
            json.Real("value", value);
            json.Matrix("gradient", gradient, width);
        });
    }

    /// <summary>Rows like the outputs, or one class index a row.</summary>
    private static Validation<Problem, double[]> Targets(Spot spot, int rows, int width) =>
        width > 1 && spot.Tree is JsonTree.Array { Items: [JsonTree.Number, ..] items }
            ? Gathered.All(items.Select((_, i) => spot.Item(i).Whole(0, width - 1))).Bind(classes => classes.Length == rows
                ? Success<Problem, double[]>([.. classes.SelectMany(c => Enumerable.Range(0, width).Select(j => j == c ? 1.0 : 0))])
                : spot.Refuse<double[]>($"there are {classes.Length} classes for {rows} rows", "Give one for each row of outputs."))
            : InputFile.Rows(spot, Hint).Bind(targets => targets.Length == rows && targets[0].Length == width
                ? Success<Problem, double[]>([.. targets.SelectMany(r => r)])
                : spot.Refuse<double[]>($"targets are {targets.Length} × {targets[0].Length} and outputs {rows} × {width}", "Give one target for each output."));
}
