using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// half-sse = ½ Σ (target − output)², a <b>sum</b> over rows and outputs. Its gradient is output − target exactly, which is why the
/// article's code never mentions a loss: it <i>is</i> the error, with the sign turned.
/// </summary>
public sealed class HalfSse : ITellingLoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("half-sse", _ => new HalfSse(), new(
        "L = ½ Σ (target − output)²",
        "Half the sum of squared errors over rows and outputs; the article's, whose gradient is the error itself.",
        "Trask 2015, A Neural Network in 11 lines of Python")
    { Derivative = "output − target" });

    /// <inheritdoc/>
    public string Id => "half-sse";

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = outputs[i] - targets[i];
            outputGradients[i] = difference;
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return 0.5 * sum;
    }

    /// <inheritdoc/>
    public ToldLoss Tell(ToldBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var squares = Reduction.Tell(batch, 1, Reduction.AddSquare, (output, target) => output - target);
        return squares with { Loss = 0.5 * squares.Sums[^1] };
    }
}
