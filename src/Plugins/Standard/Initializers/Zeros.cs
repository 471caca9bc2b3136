using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>Every parameter 0. Hidden units that start alike stay alike: good for a single layer, a lesson for deeper ones.</summary>
public sealed class Zeros : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("zeros", _ => new Zeros(), new(
        "w = 0", "Everything 0: fine for one layer; deeper ones need different starts to learn different things."));

    /// <inheritdoc/>
    public string Id => "zeros";

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) => parameters.Clear();
}
