using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The losses that come with Functional: one file each, one line here.</summary>
public static class StandardLosses
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardLosses(this IServiceCollection services) => services
        .AddLoss("half-sse", _ => new HalfSse(), new("L = ½ Σ (target − output)²,  gradient output − target", "Half the sum of squared errors over rows and outputs; the article's, whose gradient is the error itself.", "Trask 2015"))
        .AddLoss("mse", _ => new MeanSquaredError(), new("L = Σ (output − target)² / (rows · outputs)", "The mean squared error over rows and outputs; for regression."))
        .AddLoss("cross-entropy", s => new CrossEntropy(s.Number("labelSmoothing", 0, "how much of each target is spread evenly over the classes", min: 0, below: 1)), new("L = −Σ target · log softmax(logits) / rows", "For classes: the mean over rows of the surprise at the right class. Takes logits, so the last layer is identity.", "Bridle 1990; label smoothing: Szegedy et al. 2016, arXiv:1512.00567"));
}
