using Functional.Core;

namespace Functional.Plugins;

/// <summary>
/// A function of one number and its derivative, written as a struct so that the loops over it are compiled for it alone: the
/// shortest way to write an activation at full speed. Its fields are its settings.
/// </summary>
public interface IFormula
{
    /// <summary>f(z). NaN in gives NaN out.</summary>
    double Value(double z);

    /// <summary>f′(z), given z and a = f(z); use whichever is cheaper and exact.</summary>
    double Derivative(double z, double a);

    /// <summary>Where f′ jumps, for these settings. What <see cref="Derivative"/> says there is documented by the formula.</summary>
    double[] Kinks => [];

    /// <summary>What it promises of its values (see <see cref="ActivationClaims"/>).</summary>
    ActivationClaims Claims => ActivationClaims.None;
}

/// <summary>The activation of a formula: f and f′ number by number.</summary>
public sealed class Elementwise<TFormula> : IActivation, IExpandable
    where TFormula : struct, IFormula
{
    private readonly TFormula _formula;
    private readonly double[] _kinks;

    /// <summary>An activation called <paramref name="id"/>.</summary>
    /// <param name="id">Canonical name with settings (see <see cref="PluginId"/>).</param>
    /// <param name="formula">The formula with its settings.</param>
    /// <param name="kinks">Where f′ jumps, where the formula does not say so itself.</param>
    public Elementwise(string id, TFormula formula = default, params double[] kinks) =>
        (Id, _formula, _kinks, Claims) = (id, formula, [.. formula.Kinks, .. kinks ?? []], formula.Claims);

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Kinks => _kinks;

    /// <inheritdoc/>
    public ActivationClaims Claims { get; }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        for (var i = 0; i < preActivations.Length; i++)
            activations[i] = _formula.Value(preActivations[i]);
    }

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients)
    {
        for (var i = 0; i < preActivations.Length; i++)
            preActivationGradients[i] = activationGradients[i] * _formula.Derivative(preActivations[i], activations[i]);
    }

    /// <summary>What the formula says of itself, where it is <see cref="IExpandable"/>: two functions of plain numbers cannot be looked into.</summary>
    public Symbol? Expand(Symbol z) => (_formula as IExpandable)?.Expand(z);

    /// <inheritdoc/>
    public string Caveat => (_formula as IExpandable)?.Caveat ?? "";
}

/// <summary>The short way to an activation of two ordinary functions.</summary>
public static class Elementwise
{
    /// <summary>The activation of f and f′, called number by number: a little slower than a formula of its own type, and no less exact.</summary>
    /// <param name="id">Canonical name with settings (see <see cref="PluginId"/>).</param>
    /// <param name="value">f(z). NaN in gives NaN out.</param>
    /// <param name="derivative">f′(z).</param>
    /// <param name="kinks">Where f′ jumps.</param>
    public static IActivation Of(string id, Func<double, double> value, Func<double, double> derivative, params double[] kinks) =>
        new Elementwise<ScalarFormula>(id, new(value, derivative), kinks);
}

/// <summary>Two ordinary functions as a formula: the adapter for whoever has f and f′ and wants to be done.</summary>
public readonly struct ScalarFormula(Func<double, double> value, Func<double, double> derivative) : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => value(z);

    /// <inheritdoc/>
    public double Derivative(double z, double a) => derivative(z);
}
