using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins;

/// <summary>
/// A function of one number and its derivative, written once for every vector width: a struct, so that the loops over it are compiled for
/// it alone. Its fields are its settings.
/// <para>
/// Everything a lane can do is exact or rounded once (see <see cref="ILanes{T}"/>), so the bits are those of the same formula over plain
/// doubles, on every machine. A choice is a <c>T.Select</c>, because neighbours may choose differently. Mark both methods
/// <see cref="MethodImplOptions.AggressiveInlining"/>: a call between two vectors costs more than most formulas.
/// </para>
/// </summary>
public interface ILaneFormula
{
    /// <summary>f(z) in every lane. NaN in gives NaN out.</summary>
    T Value<T>(T z)
        where T : struct, ILanes<T>;

    /// <summary>f′(z) in every lane, given z and a = f(z); use whichever is cheaper and exact.</summary>
    T Derivative<T>(T z, T a)
        where T : struct, ILanes<T>;

    /// <summary>Where f′ jumps, for these settings. What <see cref="Derivative"/> says there is documented by the formula.</summary>
    double[] Kinks => [];

    /// <summary>What it promises of its values (see <see cref="ActivationClaims"/>).</summary>
    ActivationClaims Claims => ActivationClaims.None;
}

/// <summary>The activation of a formula at full speed: f and f′, as many numbers at a time as the machine has lanes.</summary>
public sealed class Lanewise<TFormula> : IActivation, IExpandable
    where TFormula : struct, ILaneFormula
{
    private readonly TFormula _formula;
    private readonly double[] _kinks;

    /// <summary>An activation called <paramref name="id"/>.</summary>
    /// <param name="id">Canonical name with settings (see <see cref="PluginId"/>).</param>
    /// <param name="formula">The formula with its settings.</param>
    /// <param name="kinks">Where f′ jumps, where the formula does not say so itself.</param>
    public Lanewise(string id, TFormula formula = default, params double[] kinks) =>
        (Id, _formula, _kinks, Claims) = (id, formula, [.. formula.Kinks, .. kinks ?? []], formula.Claims);

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Kinks => _kinks;

    /// <inheritdoc/>
    public ActivationClaims Claims { get; }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations) =>
        Lanes.Map(new Values(_formula), preActivations, activations);

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients) =>
        Lanes.Map(new Gradients(_formula), preActivations, activations, activationGradients, preActivationGradients);

    /// <inheritdoc/>
    public Symbol? Expand(Symbol z) => _formula.Value(z);

    private readonly struct Values(TFormula formula) : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(T x) where T : struct, ILanes<T> => formula.Value(x);
    }

    private readonly struct Gradients(TFormula formula) : ILaneFunction3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(T x, T y, T z) where T : struct, ILanes<T> => z * formula.Derivative(x, y);
    }
}
