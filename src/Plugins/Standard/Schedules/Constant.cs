using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// The same learning rate for ever; with <paramref name="totalIters"/>, learningRate · factor for that many steps first, PyTorch's
/// ConstantLR (whose defaults are a factor of 1/3 and 5 steps).
/// </summary>
public sealed class Constant(double factor = 1, long totalIters = 0) : ISchedule
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ISchedule> Recipe { get; } = Recipes.Schedule("constant", s => new Constant(
        s.Number("factor", 1, "what the rate is multiplied by in the first totalIters steps", min: 0, max: 1),
        s.Integer("totalIters", 0, "how many steps the factor lasts", min: 0)), new(
        "learningRate, after learningRate · factor for totalIters steps", "The same learning rate at every step, once a start at another one is over."));

    /// <inheritdoc/>
    public string Id => (factor, totalIters) is (1, 0) ? "constant" : PluginId.Of("constant", ("factor", factor), ("totalIters", totalIters));

    /// <inheritdoc/>
    public double At(long step, double learningRate) => step < totalIters ? learningRate * factor : learningRate;
}
