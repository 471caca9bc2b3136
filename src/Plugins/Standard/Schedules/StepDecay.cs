using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// step: learningRate · gamma^⌊step / stepSize⌋, PyTorch's StepLR counted in training steps. In closed form, so that any step can be
/// asked for on its own.
/// </summary>
public sealed class StepDecay(long stepSize, double gamma = 0.1) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("step", s => new StepDecay(
        s.Integer("stepSize", 30, "steps between two decays", min: 1),
        s.Number("gamma", 0.1, "what the rate is multiplied by at each decay", min: 0)), new(
        "learningRate · gamma^⌊step / stepSize⌋", "Drops the learning rate by a factor every so many steps."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("step", ("stepSize", stepSize), ("gamma", gamma));

    /// <inheritdoc/>
    public double At(long step, double learningRate) => Annealing.Decayed(learningRate, gamma, step / stepSize);
}
