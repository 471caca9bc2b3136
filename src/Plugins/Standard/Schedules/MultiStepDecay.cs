using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// multi-step: learningRate · gamma^(milestones reached), PyTorch's MultiStepLR counted in training steps. The step of a milestone
/// has decayed already. No milestones: a constant rate.
/// </summary>
public sealed class MultiStepDecay(ImmutableArray<long> milestones, double gamma = 0.1) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("multi-step", s => new MultiStepDecay(
        s.Rising("milestones", [], "the steps at which the rate decays", min: 0),
        s.Number("gamma", 0.1, "what the rate is multiplied by at each milestone", min: 0)), new(
        "learningRate · gamma^(milestones reached)", "Drops the learning rate by a factor at the steps you name."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("multi-step", ("milestones", milestones.Select(m => (double)m)), ("gamma", gamma));

    /// <inheritdoc/>
    public double At(long step, double learningRate) => Annealing.Decayed(learningRate, gamma, Reached(step));

    private int Reached(long step)
    {
        var at = milestones.BinarySearch(step);
        return at < 0 ? ~at : at + 1;
    }
}
