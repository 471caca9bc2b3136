using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>softsign(z) = z / (1 + |z|), between −1 and 1 like tanh but slower to get there. NaN at ±∞. (Turian, Bergstra and Bengio 2009.)</summary>
public readonly struct Softsign : IFormula
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("softsign", _ => new Elementwise<Softsign>("softsign"), new(
        "a = z / (1 + |z|)",
        "Squeezes any number into −1 … 1, more slowly than tanh, so that large ones still learn.",
        "Turian, Bergstra, Bengio 2009, Quadratic Features and Deep Architectures for Chunking",
        new("{z} / (1 + |{z}|)", "1 / (1 + |{z}|)²"))
    { Derivative = "1 / (1 + |z|)²" });

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: -1, Max: 1, NeverFalls: true);

    /// <inheritdoc/>
    public double Value(double z) => z / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public double Derivative(double z, double a)
    {
        var root = 1 / (1 + Math.Abs(z));
        return root * root;
    }
}
