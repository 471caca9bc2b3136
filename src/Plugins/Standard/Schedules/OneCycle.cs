using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// one-cycle: up from maxLearningRate / divFactor to maxLearningRate in the first pctStart of totalSteps, then down to 1 / finalDivFactor
/// of where it began; with threePhase back down in as many steps as it took to rise, and the rest for the final descent. After
/// totalSteps, where PyTorch's OneCycleLR raises, it stays at its last rate. As there, phases end one step early (at pctStart ·
/// totalSteps − 1, which need not be whole), so that the last step has the lowest rate. (Smith, Topin 2018, arXiv:1708.07120.)
/// </summary>
/// <param name="maxLearningRate">The top. 0 takes the run's learning rate; any other number overrides it, as in PyTorch.</param>
/// <param name="totalSteps">Steps of the whole cycle.</param>
/// <param name="pctStart">Share of them spent rising; with three phases at most ½.</param>
/// <param name="linear">Straight lines instead of half cosines.</param>
/// <param name="divFactor">The top divided by the start.</param>
/// <param name="finalDivFactor">The start divided by the end.</param>
/// <param name="threePhase">Whether it comes back to its start before the final descent.</param>
public sealed class OneCycle(
    double maxLearningRate, long totalSteps, double pctStart = 0.3, bool linear = false,
    double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("one-cycle", Build, new(
        "max / divFactor → max → max / divFactor / finalDivFactor, along half cosines",
        "One rise and one long fall: the large rates in the middle cross the landscape, the small ones at the end settle.",
        "Smith, Topin 2018, Super-Convergence, arXiv:1708.07120"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "one-cycle", ("maxLearningRate", maxLearningRate), ("totalSteps", totalSteps), ("pctStart", pctStart), ("annealStrategy", linear ? "linear" : "cos"),
        ("divFactor", divFactor), ("finalDivFactor", finalDivFactor), ("threePhase", threePhase));

    /// <inheritdoc/>
    public double At(long step, double learningRate)
    {
        var top = maxLearningRate == 0 ? learningRate : maxLearningRate;
        var (bottom, last, at) = (top / divFactor, (double)(totalSteps - 1), (double)Math.Min(step, totalSteps - 1));
        var (risen, returned) = (pctStart * totalSteps - 1, 2 * pctStart * totalSteps - 2);
        if (at <= risen)
            return Between(bottom, top, at, 0, risen);
        if (!threePhase)
            return Between(top, bottom / finalDivFactor, at, risen, last);
        return at <= returned
            ? Between(top, bottom, at, risen, returned)
            : Between(bottom, bottom / finalDivFactor, at, returned, last);
    }

    /// <summary>The rate on the way from one to another; a way of no length has been gone.</summary>
    private double Between(double start, double end, double at, double from, double to)
    {
        var remaining = from < to ? (to - at) / (to - from) : 0;
        return linear ? Annealing.Linear(start, end, remaining) : Annealing.Cosine(start, end, remaining);
    }

    private static OneCycle Build(Settings s)
    {
        s.Alias("maxLr", "maxLearningRate");
        var top = s.Number("maxLearningRate", 0, "the highest rate; 0 takes the optimizer's learningRate, which is else not used", min: 0);
        var totalSteps = s.Integer("totalSteps", 1000, "steps of the whole cycle; after it the rate stays at the lowest", min: 1);
        var pctStart = s.Number("pctStart", 0.3, "share of the steps in which the rate rises", min: 0, max: 1);
        var strategy = s.Choice("annealStrategy", "cos", "the shape of rise and fall", "cos", "linear");
        var divFactor = s.Number("divFactor", 25, "the highest rate divided by the first", min: 1);
        var finalDivFactor = s.Number("finalDivFactor", 1e4, "the first rate divided by the last", min: 1);
        var threePhase = s.Flag("threePhase", false, "come back to the first rate before falling to the last");
        s.Require(!threePhase || pctStart <= 0.5, "pctStart", "is above 0.5, which leaves three phases no room to come back", "Give 0.5 or less.");
        return new(top, totalSteps, pctStart, strategy == "linear", divFactor, finalDivFactor, threePhase);
    }
}
