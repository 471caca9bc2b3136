using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).uniform(−a, a) with a = √(6 / inputs), row by row, layer by layer, from one stream; biases start at 0. Makes up
/// for the half that relu cuts off: a gain of √2, PyTorch's kaiming_uniform_ for relu. (He, Zhang, Ren, Sun 2015.)
/// </summary>
public sealed class HeUniform(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("he-uniform", s => new HeUniform(s.Seed()), new(
        "w evenly from −a to a,  a = √(6 / inputs)",
        "Keeps signals the same size through layers of relu; biases 0.",
        "He, Zhang, Ren, Sun 2015, arXiv:1502.01852"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("he-uniform", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Evenly(seed, layout, parameters, tensor => Math.Sqrt(6.0 / tensor.Inputs));
}
