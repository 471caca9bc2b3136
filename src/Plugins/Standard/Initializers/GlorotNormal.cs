using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).normal(0, σ) with σ = √(2 / (inputs + units)), row by row, layer by layer, from one stream; biases start at 0.
/// The spread of glorot-uniform, without its limits. (Glorot, Bengio 2010.)
/// </summary>
public sealed class GlorotNormal(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("glorot-normal", s => new GlorotNormal(s.Seed()), new(
        "w normal with σ = √(2 / (inputs + units))",
        "Keeps signals the same size from layer to layer, as glorot-uniform does, with a bell instead of a box; biases 0.",
        "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("glorot-normal", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Normally(seed, layout, parameters, tensor => Math.Sqrt(2.0 / (tensor.Inputs + tensor.Units)));
}
