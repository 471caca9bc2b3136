using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).normal(mean, std) for every weight, row by row, layer by layer, from one stream; biases start at 0. The same
/// spread in every layer, however wide: PyTorch's normal_.
/// </summary>
public sealed class Normal(uint seed, double mean = 0, double std = 1) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("normal", s => new Normal(
        s.Seed(), s.Number("mean", 0, "the middle of the bell", min: -1e300, max: 1e300), s.Number("std", 1, "its standard deviation", min: 0, max: 1e300)), new(
        "w normal with the given mean and σ = std", "A bell of your choice; biases 0."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("normal", ("seed", seed), ("mean", mean), ("std", std));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Each(seed, layout, parameters, (random, _) => random.Normal(mean, std));
}
