using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).uniform(−a, a) with a = √(3 / inputs), row by row, layer by layer, from one stream; biases start at 0. Inputs of
/// variance 1 give pre-activations of variance 1. (LeCun, Bottou, Orr, Müller 1998.)
/// </summary>
public sealed class LecunUniform(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("lecun-uniform", s => new LecunUniform(s.Seed()), new(
        "w evenly from −a to a,  a = √(3 / inputs)",
        "Keeps the variance of what a layer passes on at 1; what selu asks for. Biases 0.",
        "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("lecun-uniform", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Evenly(seed, layout, parameters, tensor => Math.Sqrt(3.0 / tensor.Inputs));
}
