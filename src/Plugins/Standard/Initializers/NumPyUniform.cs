using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// 2 · RandomState(seed).random_sample − 1 for every weight, row by row, layer by layer, from one stream: bit for bit what
/// <c>np.random.seed(123); 2*np.random.random((3,1)) - 1</c> gives. Biases start at 0 and draw nothing.
/// </summary>
public sealed class NumPyUniform(uint seed) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("numpy-uniform", s => new NumPyUniform(s.Seed()), new(
        "w = 2 · RandomState(seed).random_sample − 1", "Evenly from −1 to 1, the article's numbers to the last bit; biases 0."));

    /// <inheritdoc/>
    public string Id => PluginId.Of("numpy-uniform", ("seed", seed));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) =>
        Drawing.Each(seed, layout, parameters, (random, _) => 2 * random.NextDouble() - 1);
}
