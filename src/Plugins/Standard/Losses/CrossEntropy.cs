using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// cross-entropy = −Σ target · log softmax(logits), a <b>mean</b> over rows, as PyTorch's CrossEntropyLoss. It takes logits: the last
/// layer is <c>identity</c> and the softmax is in here, where log and exp cancel before they can overflow. Gradient of a row:
/// (softmax · Σ targets − targets) / rows. With label smoothing s and K classes each target becomes (1 − s) · target + s / K.
/// </summary>
/// <param name="labelSmoothing">s, from 0 to below 1 (Szegedy et al. 2016).</param>
public sealed class CrossEntropy(double labelSmoothing = 0) : ILoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("cross-entropy", s => new CrossEntropy(
        s.Number("labelSmoothing", 0, "how much of each target is spread evenly over the classes", min: 0, below: 1)), new(
        "L = −Σ target · log softmax(logits) / rows",
        "For classes: the mean over rows of the surprise at the right class. Takes logits, so the last layer is identity.",
        "Bridle 1990; label smoothing: Szegedy et al. 2016, arXiv:1512.00567"));

    /// <inheritdoc/>
    public string Id => labelSmoothing == 0 ? "cross-entropy" : PluginId.Of("cross-entropy", ("labelSmoothing", labelSmoothing));

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var (sum, classes) = (0.0, outputs.Length / rows);
        for (var row = 0; row < rows; row++)
        {
            var (start, end) = (row * classes, (row + 1) * classes);
            sum += Row(rows, outputs[start..end], targets[start..end], outputGradients[start..end]);
        }

        return sum / rows;
    }

    /// <summary>
    /// One row. With m the largest logit, softmax = e^(z − m) / (1 + rest), where <c>rest</c> is the sum without the largest term:
    /// keeping the 1 apart keeps log(1 + rest) and the gradient exact when the network is almost sure.
    /// </summary>
    private double Row(int rows, ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var largest = Largest.IndexIn(logits);
        var (rest, mass) = (0.0, 0.0);
        for (var j = 0; j < logits.Length; j++)
        {
            gradients[j] = j == largest ? 1 : Elementary.Exp(logits[j] - logits[largest]);
            rest += j == largest ? 0 : gradients[j];
            mass += Smoothed(targets[j], logits.Length);
        }

        var (loss, logSum) = (0.0, Elementary.Log1p(rest));
        for (var j = 0; j < logits.Length; j++)
        {
            var target = Smoothed(targets[j], logits.Length);
            if (target != 0)
                loss = Math.FusedMultiplyAdd(target, logits[largest] - logits[j] + logSum, loss);
            var numerator = Math.FusedMultiplyAdd(gradients[j], mass, -target);
            gradients[j] = Math.FusedMultiplyAdd(-target, rest, numerator) / (1 + rest) / rows;
        }

        return loss;
    }

    private double Smoothed(double target, int classes) =>
        labelSmoothing == 0 ? target : Math.FusedMultiplyAdd(1 - labelSmoothing, target, labelSmoothing / classes);
}
