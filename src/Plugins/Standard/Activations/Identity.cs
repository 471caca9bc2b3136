namespace Functional.Plugins.Standard;

/// <summary>identity(z) = z, slope 1: the last layer of a regression, and of every loss that takes logits.</summary>
public readonly struct Identity : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => z;

    /// <inheritdoc/>
    public double Derivative(double z, double a) => double.IsNaN(z) ? z : 1;
}
