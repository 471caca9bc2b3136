using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), between −1 and 1 and centred on 0; slope 1 − a², in one rounding.</summary>
public readonly struct Tanh : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => Elementary.Tanh(z);

    /// <inheritdoc/>
    public double Derivative(double z, double a) => Math.FusedMultiplyAdd(-a, a, 1);
}
