using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// sigmoid(z) = 1 / (1 + e⁻ᶻ), between 0 and 1; slope a·(1 − a), largest (¼) at z = 0. The article's activation: its slope is
/// computed from the output, as the article does it.
/// </summary>
public readonly struct Sigmoid : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => Elementary.Sigmoid(z);

    /// <inheritdoc/>
    public double Derivative(double z, double a) => a * (1 - a);
}
