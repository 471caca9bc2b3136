using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// reduce-on-plateau: multiplies the rate by factor when the loss of the steps has not got better for more than patience steps, never
/// below minLr. PyTorch's ReduceLROnPlateau, stepped with every step's loss. Better means, with mode min, below
/// best · (1 − threshold), or below best − threshold where the threshold is absolute; a NaN is never better. During the cooldown
/// after a reduction nothing counts as bad. A reduction by no more than epsilon is not made, so a rate below minLr stays where it is.
/// <para>
/// What it remembers: the best loss, the bad steps in a row, what is left of the cooldown and the reductions asked for. All four are
/// functions of the losses alone, so a fork with another learning rate goes on with them.
/// </para>
/// </summary>
/// <param name="climb">Mode max: larger is better.</param>
/// <param name="factor">What a reduction multiplies the rate by, below 1.</param>
/// <param name="patience">Bad steps in a row that are put up with.</param>
/// <param name="threshold">How much better is better.</param>
/// <param name="absolute">Whether the threshold is a difference instead of a share of the best.</param>
/// <param name="cooldown">Steps after a reduction that count no bad steps.</param>
/// <param name="minLr">Where reductions end.</param>
/// <param name="epsilon">Reductions by no more than this are not made.</param>
public sealed class ReduceOnPlateau(
    bool climb = false, double factor = 0.1, long patience = 10, double threshold = 1e-4, bool absolute = false,
    long cooldown = 0, double minLr = 0, double epsilon = 1e-8) : ILossSchedule
{
    private const int Best = 0, BadSteps = 1, Cooldown = 2, Reductions = 3;

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("reduce-on-plateau", Build, new(
        "learningRate · factor^(times the loss stopped getting better)",
        "Listens to the loss and lowers the learning rate when nothing has improved for a while."));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "reduce-on-plateau", ("mode", climb ? "max" : "min"), ("factor", factor), ("patience", patience), ("threshold", threshold),
        ("thresholdMode", absolute ? "abs" : "rel"), ("cooldown", cooldown), ("minLr", minLr), ("epsilon", epsilon));

    /// <summary>The best loss (<c>lowest</c> or <c>highest</c>, so that a change of mode starts afresh), and three counts.</summary>
    public ImmutableArray<string> MemoryNames { get; } = [climb ? "highest" : "lowest", "badSteps", "cooldown", "reductions"];

    /// <summary>The best so far is the worst number there is: a state holds no infinities.</summary>
    public void Init(Span<double> memory) => memory[Best] = climb ? double.MinValue : double.MaxValue;

    /// <inheritdoc/>
    public void Observe(double loss, Span<double> memory)
    {
        var better = IsBetter(loss, memory[Best]);
        if (better)
            memory[Best] = Math.Clamp(loss, double.MinValue, double.MaxValue);
        memory[BadSteps] = better ? 0 : memory[BadSteps] + 1;
        if (memory[Cooldown] > 0)
        {
            memory[Cooldown]--;
            memory[BadSteps] = 0;
        }

        if (memory[BadSteps] <= patience)
            return;
        memory[Reductions]++;
        memory[Cooldown] = cooldown;
        memory[BadSteps] = 0;
    }

    /// <summary>
    /// Reduction after reduction, as PyTorch does it. Each is smaller than the one before, so the first that is too small to be made
    /// ends it: a handful of turns, whatever the step.
    /// </summary>
    public double At(long step, double learningRate, ReadOnlySpan<double> memory)
    {
        var rate = learningRate;
        for (var i = 0; i < memory[Reductions]; i++)
        {
            var reduced = Math.Max(rate * factor, minLr);
            if (!(rate - reduced > epsilon))
                break;
            rate = reduced;
        }

        return rate;
    }

    private bool IsBetter(double loss, double best) => (climb, absolute) switch
    {
        (false, false) => loss < best * (1 - threshold),
        (false, true) => loss < best - threshold,
        (true, false) => loss > best * (1 + threshold),
        (true, true) => loss > best + threshold,
    };

    private static ReduceOnPlateau Build(Settings s)
    {
        s.Alias("minLearningRate", "minLr");
        return new(
            s.Choice("mode", "min", "whether smaller losses are better, or larger ones", "min", "max") == "max",
            s.Number("factor", 0.1, "what the rate is multiplied by", min: 0, below: 1),
            s.Integer("patience", 10, "steps without an improvement that are put up with", min: 0),
            s.Number("threshold", 1e-4, "how much better a loss must be to count", min: 0),
            s.Choice("thresholdMode", "rel", "whether the threshold is a share of the best loss or a difference from it", "rel", "abs") == "abs",
            s.Integer("cooldown", 0, "steps after a reduction that count no bad steps", min: 0),
            s.Number("minLr", 0, "the lowest rate", min: 0),
            s.Number("epsilon", 1e-8, "a reduction by no more than this is not made", min: 0));
    }
}
