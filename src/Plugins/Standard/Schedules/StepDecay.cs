using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// step: learningRate · gamma^⌊step / stepSize⌋, PyTorch's StepLR counted in training steps. In closed form, so that any step can be
/// asked for on its own.
/// </summary>
public sealed class StepDecay(long stepSize, double gamma = 0.1) : ISchedule
{
    /// <inheritdoc/>
    public string Id => PluginId.Of("step", ("stepSize", stepSize), ("gamma", gamma));

    /// <inheritdoc/>
    public double At(long step, double learningRate) => learningRate * Elementary.Pow(gamma, step / stepSize);
}
