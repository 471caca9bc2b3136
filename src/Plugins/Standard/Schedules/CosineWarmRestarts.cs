using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// cosine-warm-restarts: down from learningRate to etaMin along half a cosine, then at once up again; the first way takes restartSteps
/// steps and each later one restartFactor times as many. PyTorch's CosineAnnealingWarmRestarts, T_0 and T_mult.
/// (SGDR: Loshchilov, Hutter 2017, arXiv:1608.03983.)
/// </summary>
public sealed class CosineWarmRestarts(long restartSteps, long restartFactor = 1, double etaMin = 0) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("cosine-warm-restarts", Build, new(
        "etaMin + (learningRate − etaMin) · (1 + cos(π · step since restart / steps between restarts)) / 2",
        "Falls along half a cosine and jumps back up, each time taking longer to fall.",
        "Loshchilov, Hutter 2017, arXiv:1608.03983"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("cosine-warm-restarts", ("restartSteps", restartSteps), ("restartFactor", restartFactor), ("etaMin", etaMin));

    /// <inheritdoc/>
    public double At(long step, double learningRate)
    {
        var (length, since) = Way(step);
        return Annealing.Cosine(learningRate, etaMin, (length - since) / (double)length);
    }

    /// <summary>The way that <paramref name="step"/> is on: its length, and the steps since it began. Ways at least double, so a few turns find it.</summary>
    private (long Length, long Since) Way(long step)
    {
        var (length, since) = (restartSteps, step);
        if (restartFactor == 1)
            return (length, since % length);
        while (since >= length)
        {
            since -= length;
            length = length > long.MaxValue / restartFactor ? long.MaxValue : length * restartFactor;
        }

        return (length, since);
    }

    private static CosineWarmRestarts Build(Settings s)
    {
        s.Alias("t0", "restartSteps");
        s.Alias("tMult", "restartFactor");
        return new(
            s.Integer("restartSteps", 1000, "steps from the start to the first restart", min: 1),
            s.Integer("restartFactor", 1, "how many times longer each way is than the one before it", min: 1),
            s.Number("etaMin", 0, "the lowest rate", min: 0));
    }
}
