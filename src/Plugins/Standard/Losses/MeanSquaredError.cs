using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// mse = Σ (output − target)² / (rows · outputs), a <b>mean</b> over rows and outputs (or their sum), as PyTorch's MSELoss. Gradient:
/// 2 · (output − target), divided likewise.
/// </summary>
/// <param name="sum">Sum instead of mean.</param>
public sealed class MeanSquaredError(bool sum = false) : ITellingLoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("mse", s => new MeanSquaredError(s.IsSum("rows · outputs")), new(
        "L = Σ (output − target)² / (rows · outputs)",
        "The mean squared error over rows and outputs (or the sum); for regression.",
        "Legendre 1805; Gauss 1809")
    { Derivative = "2 · (output − target), / (rows · outputs) for the mean" });

    /// <inheritdoc/>
    public string Id => Reduction.Id("mse", sum);

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var (total, divisor) = (0.0, sum ? 1.0 : outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = outputs[i] - targets[i];
            outputGradients[i] = 2 * difference / divisor;
            total = Math.FusedMultiplyAdd(difference, difference, total);
        }

        return total / divisor;
    }

    /// <inheritdoc/>
    public ToldLoss Tell(ToldBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Reduction.Tell(batch, sum ? 1 : batch.Outputs.Length, Reduction.AddSquare, (output, target) => 2 * (output - target));
    }
}
