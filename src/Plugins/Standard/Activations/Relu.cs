namespace Functional.Plugins.Standard;

/// <summary>
/// relu(z) = max(0, z). At the kink z = 0 the slope is 0 by convention (PyTorch's too). relu(−0.0) = 0.0; NaN stays NaN in value
/// and slope. (Nair and Hinton 2010.)
/// </summary>
public readonly struct Relu : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => z <= 0 ? 0 : z;

    /// <inheritdoc/>
    public double Derivative(double z, double a) => z > 0 ? 1 : z <= 0 ? 0 : z;
}
