using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>mse = Σ (output − target)² / (rows · outputs), a <b>mean</b> over rows and outputs, as PyTorch's MSELoss.</summary>
public sealed class MeanSquaredError : ILoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("mse", _ => new MeanSquaredError(), new(
        "L = Σ (output − target)² / (rows · outputs)", "The mean squared error over rows and outputs; for regression."));

    /// <inheritdoc/>
    public string Id => "mse";

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = outputs[i] - targets[i];
            outputGradients[i] = 2 * difference / outputs.Length;
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum / outputs.Length;
    }
}
