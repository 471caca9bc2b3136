using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>The same learning rate for ever.</summary>
public sealed class Constant : ISchedule
{
    /// <inheritdoc/>
    public string Id => "constant";

    /// <inheritdoc/>
    public double At(long step, double learningRate) => learningRate;
}
