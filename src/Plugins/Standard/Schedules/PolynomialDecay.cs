using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// polynomial: learningRate · (1 − step / totalIters)^power, and 0 from totalIters on. PyTorch's PolynomialLR. With power 0 the rate
/// never changes (0⁰ = 1).
/// </summary>
public sealed class PolynomialDecay(long totalIters = 5, double power = 1) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("polynomial", Build, new(
        "learningRate · (1 − min(step / totalIters, 1))^power",
        "Brings the learning rate to 0 in totalIters steps: evenly with power 1, early with more."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("polynomial", ("totalIters", totalIters), ("power", power));

    /// <inheritdoc/>
    public double At(long step, double learningRate) =>
        learningRate * Elementary.Pow((totalIters - Math.Min(step, totalIters)) / (double)totalIters, power);

    private static PolynomialDecay Build(Settings s)
    {
        s.Alias("totalSteps", "totalIters");
        return new(
            s.Integer("totalIters", 5, "steps until the rate is 0", min: 1),
            s.Number("power", 1, "how early the rate falls", min: 0));
    }
}
