using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).normal(0, σ) with σ = √(2 / inputs), row by row, layer by layer, from one stream; biases start at 0. PyTorch's
/// kaiming_normal_ for relu. (He, Zhang, Ren, Sun 2015.)
/// </summary>
public sealed class HeNormal(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("he-normal", s => new HeNormal(s.Seed()), new(
        "w normal with σ = √(2 / inputs)",
        "Keeps signals the same size through layers of relu, with a bell instead of a box; biases 0.",
        "He, Zhang, Ren, Sun 2015, arXiv:1502.01852"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("he-normal", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Normally(seed, layout, parameters, tensor => Math.Sqrt(2.0 / tensor.Inputs));
}
