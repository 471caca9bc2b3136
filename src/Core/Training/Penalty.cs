using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Adds to the gradients of <b>weights</b>, never of biases, what keeps them small: l1 · sign(w) + l2 · w, the gradient of
/// l1 · Σ|w| + ½ · l2 · Σw². At w = 0, where |w| has a kink, the sign is 0. The penalty acts on gradients alone: the loss that is reported
/// stays the loss of the data, so runs with and without it can be compared. What leaves are still gradients, for the next part of
/// a chain. (Hoerl, Kennard 1970; Tibshirani 1996.)
/// </summary>
/// <param name="l1">How strongly weights are pulled towards 0 whatever their size, 0 or more.</param>
/// <param name="l2">How strongly they are pulled in proportion to their size, 0 or more.</param>
public sealed class Penalty(double l1, double l2) : ITellingOptimizer
{
    private readonly double _l1 = l1 >= 0 ? l1 : throw new ArgumentOutOfRangeException(nameof(l1));
    private readonly double _l2 = l2 >= 0 ? l2 : throw new ArgumentOutOfRangeException(nameof(l2));

    /// <inheritdoc/>
    public string Id => $"penalty(l1={RealText.Of(_l1)}, l2={RealText.Of(_l2)})";

    /// <summary>None.</summary>
    public ImmutableArray<string> SlotNames => [];

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        ArgumentNullException.ThrowIfNull(layout);
        foreach (var tensor in layout.Tensors)
            if (!tensor.IsBias)
                Add(tensor.In(parameters), tensor.In(updates));
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return ToldUpdate.Of(given.IsBias ? given.Gradient : Added(given.Parameter, given.Gradient));
    }

    private void Add(ReadOnlySpan<double> weights, Span<double> gradients)
    {
        for (var i = 0; i < weights.Length; i++)
            gradients[i] = Added<Lanes64>(weights[i], gradients[i]);
    }

    private T Added<T>(T weight, T gradient) where T : struct, ILanes<T> =>
        T.FusedMultiplyAdd(_l2, weight, T.FusedMultiplyAdd(_l1, Elementary.Sign(weight), gradient));
}
