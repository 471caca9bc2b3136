using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>identity(z) = z, slope 1: the last layer of a regression, and of every loss that takes logits.</summary>
public readonly struct Identity : IFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("identity", _ => new Elementwise<Identity>("identity"), new(
        "a = z",
        "Passes everything through; the last layer of a regression, and before cross-entropy.",
        Worked: new("{z}", "1"))
    { Derivative = "1" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(NeverFalls: true);

    /// <inheritdoc/>
    public double Value(double z) => z;

    /// <inheritdoc/>
    public double Derivative(double z, double a) => double.IsNaN(z) ? z : 1;
}
