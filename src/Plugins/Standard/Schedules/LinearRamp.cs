using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// linear: learningRate times a factor that goes straight from startFactor to endFactor in totalIters steps and stays there. PyTorch's
/// LinearLR; with its defaults a short warm-up.
/// </summary>
public sealed class LinearRamp(double startFactor = 1.0 / 3, double endFactor = 1, long totalIters = 5) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("linear", Build, new(
        "learningRate · (startFactor + (endFactor − startFactor) · min(step / totalIters, 1))",
        "Changes the learning rate in a straight line and then leaves it: up as a warm-up, or down."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("linear", ("startFactor", startFactor), ("endFactor", endFactor), ("totalIters", totalIters));

    /// <inheritdoc/>
    public double At(long step, double learningRate) =>
        learningRate * Annealing.Linear(startFactor, endFactor, (totalIters - Math.Min(step, totalIters)) / (double)totalIters);

    private static LinearRamp Build(Settings s)
    {
        s.Alias("totalSteps", "totalIters");
        return new(
            s.Number("startFactor", 1.0 / 3, "share of the rate at step 0", min: 0, max: 1),
            s.Number("endFactor", 1, "share of the rate from step totalIters on", min: 0, max: 1),
            s.Integer("totalIters", 5, "steps from the one to the other", min: 1));
    }
}
