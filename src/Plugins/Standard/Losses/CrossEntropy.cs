using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// cross-entropy = −Σ target · log softmax(logits), a <b>mean</b> over rows (or their sum), as PyTorch's CrossEntropyLoss. It takes
/// logits: the last layer is <c>identity</c> and the softmax is in here, where log and exp cancel before they can overflow. Gradient of a
/// row: softmax · Σ targets − targets, divided likewise. With label smoothing s and K classes each target becomes (1 − s) · target + s / K.
/// </summary>
/// <param name="labelSmoothing">s, from 0 to below 1 (Szegedy et al. 2016).</param>
/// <param name="sum">Sum over rows instead of mean.</param>
public sealed class CrossEntropy(double labelSmoothing = 0, bool sum = false) : ILoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("cross-entropy", s => new CrossEntropy(
        s.Number("labelSmoothing", 0, "how much of each target is spread evenly over the classes", min: 0, below: 1),
        s.IsSum("rows")), new(
        "L = −Σ target · log softmax(logits) / rows",
        "For classes: the mean over rows (or the sum) of the surprise at the right class. Takes logits, so the last layer is identity.",
        "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs; label smoothing: Szegedy et al. 2016, arXiv:1512.00567")
        { Derivative = "softmax · Σ targets − targets, / rows for the mean" });

    /// <inheritdoc/>
    public string Id => labelSmoothing == 0 ? Reduction.Id("cross-entropy", sum) : Reduction.Id("cross-entropy", sum, ("labelSmoothing", labelSmoothing));

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var (total, divisor, classes) = (0.0, sum ? 1.0 : rows, outputs.Length / rows);
        for (var row = 0; row < rows; row++)
        {
            var (start, end) = (row * classes, (row + 1) * classes);
            total += Row(divisor, outputs[start..end], targets[start..end], outputGradients[start..end]);
        }

        return total / divisor;
    }

    /// <summary>
    /// One row. With m the largest logit, softmax = e^(z − m) / (1 + rest), where <c>rest</c> is the sum without the largest term:
    /// keeping the 1 apart keeps log(1 + rest) and the gradient exact when the network is almost sure.
    /// </summary>
    private double Row(double divisor, ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var largest = Largest.IndexIn(logits);
        var (rest, mass) = (0.0, 0.0);
        for (var j = 0; j < logits.Length; j++)
        {
            var below = logits[j] - logits[largest];
            gradients[j] = j == largest ? 1 + below : Elementary.Exp(below); // e⁰ without asking, and NaN for NaN
            rest += j == largest ? 0 : gradients[j];
            mass += Smoothed(targets[j], logits.Length);
        }

        var (loss, logSum) = (0.0, Elementary.Log1p(rest));
        for (var j = 0; j < logits.Length; j++)
        {
            var target = Smoothed(targets[j], logits.Length);
            if (target != 0)
                loss = Surprise(target, logits[largest], logits[j], logSum, loss);
            var numerator = Math.FusedMultiplyAdd(gradients[j], mass, -target);
            gradients[j] = Math.FusedMultiplyAdd(-target, rest, numerator) / (1 + rest) / divisor;
        }

        return loss;
    }

    /// <summary>loss + target · (largest − logit + logSum); in halves where the difference alone is larger than any double.</summary>
    private static double Surprise(double target, double largest, double logit, double logSum, double loss)
    {
        var apart = largest - logit;
        return double.IsInfinity(apart) && double.IsFinite(largest) && double.IsFinite(logit)
            ? loss + 2 * (target * (0.5 * largest - 0.5 * logit))
            : Math.FusedMultiplyAdd(target, apart + logSum, loss);
    }

    private double Smoothed(double target, int classes) =>
        labelSmoothing == 0 ? target : Math.FusedMultiplyAdd(1 - labelSmoothing, target, labelSmoothing / classes);
}
