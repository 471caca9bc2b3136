using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>Every parameter 0. Hidden units that start alike stay alike: good for a single layer, a lesson for deeper ones.</summary>
public sealed class Zeros : IInitializer
{
    /// <inheritdoc/>
    public string Id => "zeros";

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters) => parameters.Clear();
}
