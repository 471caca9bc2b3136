using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>The same learning rate for ever.</summary>
public sealed class Constant : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("constant", _ => new Constant(), new("learningRate", "The same learning rate at every step."));

    /// <inheritdoc/>
    public string Id => "constant";

    /// <inheritdoc/>
    public double At(long step, double learningRate) => learningRate;
}
