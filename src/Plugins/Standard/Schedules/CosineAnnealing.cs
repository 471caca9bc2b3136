using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// cosine: from learningRate down to etaMin along half a cosine of maxSteps steps, and on along the same cosine: up again, and down.
/// PyTorch's CosineAnnealingLR, T_max = maxSteps. With warmupSteps a straight way from startFactor · learningRate up to learningRate
/// comes first and the cosine counts from its end: SequentialLR([LinearLR, CosineAnnealingLR]). (Loshchilov, Hutter 2017,
/// arXiv:1608.03983.)
/// </summary>
public sealed class CosineAnnealing(long maxSteps, double etaMin = 0, long warmupSteps = 0, double startFactor = 0.1) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("cosine", Build, new(
        "etaMin + (learningRate − etaMin) · (1 + cos(π · step / maxSteps)) / 2",
        "Starts slowly, falls fast and arrives gently; after maxSteps it rises again. May warm up first.",
        "Loshchilov, Hutter 2017, arXiv:1608.03983"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("cosine", ("maxSteps", maxSteps), ("etaMin", etaMin), ("warmupSteps", warmupSteps), ("startFactor", startFactor));

    /// <inheritdoc/>
    public double At(long step, double learningRate)
    {
        if (step < warmupSteps)
            return learningRate * Annealing.Linear(startFactor, 1, (warmupSteps - step) / (double)warmupSteps);
        var sinceCrest = (step - warmupSteps) % (2 * maxSteps);
        return Annealing.Cosine(learningRate, etaMin, Math.Abs(maxSteps - sinceCrest) / (double)maxSteps);
    }

    private static CosineAnnealing Build(Settings s)
    {
        s.Alias("tMax", "maxSteps");
        return new(
            s.Integer("maxSteps", 1000, "steps from the highest rate to the lowest", min: 1),
            s.Number("etaMin", 0, "the lowest rate", min: 0),
            s.Integer("warmupSteps", 0, "steps in which the rate first rises in a straight line", min: 0),
            s.Number("startFactor", 0.1, "share of the rate the warm-up starts from", min: 0, max: 1));
    }
}
