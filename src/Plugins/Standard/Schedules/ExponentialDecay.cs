using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// exponential: learningRate · gamma^step, PyTorch's ExponentialLR counted in training steps. A gamma above 1 lets the rate grow, as
/// in a search for the largest rate that still learns; it stays finite.
/// </summary>
public sealed class ExponentialDecay(double gamma = 0.999) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("exponential", s => new ExponentialDecay(
        s.Number("gamma", 0.999, "what the rate is multiplied by at every step", min: 0)), new(
        "learningRate · gamma^step", "Shrinks the learning rate by the same factor at every step."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("exponential", ("gamma", gamma));

    /// <inheritdoc/>
    public double At(long step, double learningRate) => Annealing.Decayed(learningRate, gamma, step);
}
