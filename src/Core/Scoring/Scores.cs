using LanguageExt;

namespace Functional.Core;

/// <summary>How well a network does on some rows.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Loss">The loss of all of them together.</param>
/// <param name="SumAbsoluteError">Σ |target − output| over rows and outputs.</param>
/// <param name="RootMeanSquaredError">√(Σ (target − output)² / (rows · outputs)).</param>
/// <param name="RSquared">
/// 1 − Σ (target − output)² / Σ (target − their mean)², for each output, and the mean of these: 1 is perfect, 0 no better than always saying
/// the mean. None where the targets of an output are all the same.
/// </param>
/// <param name="Confusion">Which classes were taken for which, where outputs say classes.</param>
public sealed record Scores(
    int Rows, double Loss, double SumAbsoluteError, double RootMeanSquaredError, Option<double> RSquared, Option<Confusion> Confusion)
{
    /// <summary>What <paramref name="outputs"/> <c>[rows × width]</c> are worth beside the targets of the rows, given their loss.</summary>
    internal static Scores Of(Dataset rows, ReadOnlySpan<double> outputs, double loss, Classes? classes)
    {
        var targets = rows.Targets.AsSpan();
        var squares = 0.0;
        for (var i = 0; i < targets.Length; i++)
            squares = Math.FusedMultiplyAdd(targets[i] - outputs[i], targets[i] - outputs[i], squares);
        return new(
            rows.Rows, loss, Evaluation.SumAbsoluteOf(targets, outputs), Math.Sqrt(squares / targets.Length), Explained(rows, outputs),
            classes is null ? Option<Confusion>.None : Confused(rows, outputs, classes));
    }

    private static Option<double> Explained(Dataset rows, ReadOnlySpan<double> outputs)
    {
        var total = 0.0;
        for (var column = 0; column < rows.TargetWidth; column++)
        {
            var (mean, left, spread) = (0.0, 0.0, 0.0);
            for (var at = column; at < outputs.Length; at += rows.TargetWidth)
                mean += rows.Targets[at];
            mean /= rows.Rows;
            for (var at = column; at < outputs.Length; at += rows.TargetWidth)
            {
                left = Math.FusedMultiplyAdd(rows.Targets[at] - outputs[at], rows.Targets[at] - outputs[at], left);
                spread = Math.FusedMultiplyAdd(rows.Targets[at] - mean, rows.Targets[at] - mean, spread);
            }

            if (spread == 0)
                return Option<double>.None;
            total += 1 - left / spread;
        }

        return total / rows.TargetWidth;
    }

    private static Confusion Confused(Dataset rows, ReadOnlySpan<double> outputs, Classes classes)
    {
        var counts = new int[classes.Count * classes.Count];
        var width = rows.TargetWidth;
        for (var row = 0; row < rows.Rows; row++)
            counts[classes.Of(rows.Targets.AsSpan(row * width, width)) * classes.Count + classes.Of(outputs.Slice(row * width, width))]++;
        return new(classes, [.. counts]);
    }
}
