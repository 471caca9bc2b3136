using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).uniform(−a, a) with a = √(6 / (inputs + units)), row by row, layer by layer, from one stream; biases start at
/// 0. Keeps the size of activations and gradients alike from layer to layer. (Glorot, Bengio 2010.)
/// </summary>
public sealed class GlorotUniform(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("glorot-uniform", s => new GlorotUniform(s.Seed()), new(
        "w evenly from −a to a,  a = √(6 / (inputs + units))",
        "Keeps signals the same size from layer to layer; biases 0.",
        "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("glorot-uniform", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Evenly(seed, layout, parameters, tensor => Math.Sqrt(6.0 / (tensor.Inputs + tensor.Units)));
}
