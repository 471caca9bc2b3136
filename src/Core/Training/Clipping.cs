using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Gradients together no longer than <paramref name="norm"/>, as PyTorch's <c>clip_grad_norm_</c> does it: with the length ‖g‖ = √Σ g² over
/// all parameters, summed in ascending order, and c = norm / (‖g‖ + 10⁻⁶), every gradient is multiplied by c where c &lt; 1 and keeps
/// its bits otherwise. Squares neither overflow nor vanish: they are taken of gradients scaled by a power of two, which changes no bit
/// of an ordinary c. A NaN makes all of them NaN; an infinity becomes NaN and the others 0: neither is hidden. What leaves are still
/// gradients, for the next part of a chain. (Pascanu, Mikolov, Bengio 2013, arXiv:1211.5063.)
/// </summary>
/// <param name="norm">The greatest length, above 0.</param>
public sealed class ClipByNorm(double norm) : ITellingOptimizer
{
    /// <summary>PyTorch's: keeps c finite where all gradients are 0.</summary>
    private const double Epsilon = 1e-6;

    private readonly double _norm = norm > 0 ? norm : throw new ArgumentOutOfRangeException(nameof(norm));

    /// <inheritdoc/>
    public string Id => $"clip(norm={RealText.Of(_norm)})";

    /// <summary>None.</summary>
    public ImmutableArray<string> SlotNames => [];

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        var scale = ScaleOf(updates);
        var factor = (double)Factor<Lanes64>(SumOfSquares(updates, scale), scale);
        if (factor >= 1 / scale)
            return;
        for (var i = 0; i < updates.Length; i++)
            updates[i] = updates[i] * scale * factor;
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var scale = ScaleOf(given.Gradients.AsSpan());
        var factor = Told.Called(Factor(Told.Given(SumOfSquares(given.Gradients.AsSpan(), scale), ""), scale), "factor");
        return factor.Value >= 1 / scale ? ToldUpdate.Of(given.Gradient, factor) : ToldUpdate.Of(given.Gradient * scale * factor, factor);
    }

    /// <summary>c / scale: the same bits as c but for the exponent.</summary>
    private T Factor<T>(T sum, double scale) where T : struct, ILanes<T> => _norm / (Told.Called(T.Sqrt(sum), "scaled length") + Epsilon * scale);

    private static double SumOfSquares(ReadOnlySpan<double> gradients, double scale)
    {
        var sum = 0.0;
        foreach (var g in gradients)
            sum = Math.FusedMultiplyAdd(g * scale, g * scale, sum);
        return sum;
    }

    /// <summary>
    /// The power of two that brings the largest gradient near 1. At most 2^±1000, so that it, its inverse and its products with small
    /// numbers are normal; what is left of the largest then is within 2^±74, and its square far from either end.
    /// </summary>
    private static double ScaleOf(ReadOnlySpan<double> gradients)
    {
        var largest = 0.0;
        foreach (var g in gradients)
            largest = Math.Max(largest, Math.Abs(g));
        return Math.ScaleB(1, -Math.Clamp(Math.ILogB(largest), -1000, 1000));
    }
}

/// <summary>
/// Every gradient between −<paramref name="value"/> and <paramref name="value"/>, as PyTorch's <c>clip_grad_value_</c> does it. NaN stays NaN.
/// What leaves are still gradients, for the next part of a chain.
/// </summary>
/// <param name="value">The greatest magnitude, above 0.</param>
public sealed class ClipByValue(double value) : ITellingOptimizer
{
    private readonly double _value = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));

    /// <inheritdoc/>
    public string Id => $"clip(value={RealText.Of(_value)})";

    /// <summary>None.</summary>
    public ImmutableArray<string> SlotNames => [];

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        foreach (ref var update in updates)
            update = Between<Lanes64>(update);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return ToldUpdate.Of(Between(given.Gradient));
    }

    private T Between<T>(T gradient) where T : struct, ILanes<T> => T.Min(T.Max(gradient, -_value), _value);
}
