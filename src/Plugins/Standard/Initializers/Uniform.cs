using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// RandomState(seed).uniform(min, max) for every weight, row by row, layer by layer, from one stream; biases start at 0. The same spread
/// in every layer, however wide: PyTorch's uniform_.
/// </summary>
public sealed class Uniform(uint seed, double min = -1, double max = 1) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("uniform", Build, new(
        "w evenly from min to max", "Evenly between two numbers of your choice; biases 0."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("uniform", ("seed", seed), ("min", min), ("max", max));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Each(seed, layout, parameters, (random, _) => random.Uniform(min, max));

    private static Uniform Build(Settings s)
    {
        var (seed, min, max) = (s.Seed(), s.Number("min", -1, "the least weight"), s.Number("max", 1, "where weights end"));
        s.Require(min <= max, "min", "is larger than max", "Give the smaller number first.");
        s.Require(double.IsFinite(max - min), "max", "is too far from min", "Keep them less than 1e308 apart.");
        return new(seed, min, max);
    }
}
