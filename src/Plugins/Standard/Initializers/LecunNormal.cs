using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).normal(0, σ) with σ = √(1 / inputs), row by row, layer by layer, from one stream; biases start at 0. Inputs of
/// variance 1 give pre-activations of variance 1. (LeCun, Bottou, Orr, Müller 1998; Klambauer et al. 2017 for selu.)
/// </summary>
public sealed class LecunNormal(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("lecun-normal", s => new LecunNormal(s.Seed()), new(
        "w normal with σ = √(1 / inputs)",
        "Keeps the variance of what a layer passes on at 1, with a bell instead of a box; what selu asks for. Biases 0.",
        "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("lecun-normal", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Normally(seed, layout, parameters, tensor => Math.Sqrt(1.0 / tensor.Inputs));
}
