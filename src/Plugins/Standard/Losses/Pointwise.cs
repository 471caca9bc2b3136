using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>A loss of one output and its target, and its derivative, over lanes; a struct, so that the loops over it are compiled for it alone.</summary>
internal interface IPointwise
{
    /// <summary>The loss of one element. NaN in gives NaN out.</summary>
    T Value<T>(T output, T target)
        where T : struct, ILanes<T>;

    /// <summary>Its derivative with respect to the output. NaN in gives NaN out.</summary>
    T Slope<T>(T output, T target)
        where T : struct, ILanes<T>;
}

/// <summary>The one way to a loss of a formula.</summary>
internal static class Pointwise
{
    /// <summary>The loss called <paramref name="name"/>, its reduction read from the settings <paramref name="s"/>.</summary>
    /// <param name="name">The key in documents.</param>
    /// <param name="s">What was given; the formula's own settings have been read from it.</param>
    /// <param name="formula">The formula with its settings.</param>
    /// <param name="settings">Those settings again, for the canonical name.</param>
    public static Pointwise<TFormula> Of<TFormula>(string name, Settings s, TFormula formula, params ReadOnlySpan<(string Name, object Value)> settings)
        where TFormula : struct, IPointwise
    {
        var sum = s.IsSum("rows · outputs");
        return new(Reduction.Id(name, sum, settings), formula, sum);
    }
}

/// <summary>
/// The sum of a formula over all elements <c>[rows × outputs]</c>, or their mean: the terms in lanes, the sum one ascending chain, row by row.
/// </summary>
internal sealed class Pointwise<TFormula>(string id, TFormula formula, bool sum) : ITellingLoss
    where TFormula : struct, IPointwise
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var divisor = sum ? 1.0 : outputs.Length;
        targets = targets[..outputs.Length];
        outputGradients = outputGradients[..outputs.Length];
        var total = Lanes.Fill8(outputs.Length) ? Terms<Lanes512>(outputs, targets, outputGradients, divisor)
            : Lanes.Fill4(outputs.Length) ? Terms<Lanes256>(outputs, targets, outputGradients, divisor)
            : outputs.Length > 1 ? Terms<Lanes128>(outputs, targets, outputGradients, divisor)
            : Terms<Lanes64>(outputs, targets, outputGradients, divisor);
        return total / divisor;
    }

    /// <inheritdoc/>
    public ToldLoss Tell(ToldBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Reduction.Tell(batch, sum ? 1 : batch.Outputs.Length, (total, output, target) => total + formula.Value(output, target), formula.Slope);
    }

    /// <summary>
    /// The terms, one after the other; the next vector is computed while the last one is being added up. A last vector that would not be
    /// full begins earlier, and the terms that it has computed again are not added again.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private double Terms<T>(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients, double divisor)
        where T : struct, ILanes<T>
    {
        Span<double> terms = stackalloc double[T.Count];
        var total = 0.0;
        for (var i = 0; i < outputs.Length; i += T.Count)
        {
            var at = Math.Min(i, outputs.Length - T.Count);
            var (output, target) = (T.Load(in outputs[at]), T.Load(in targets[at]));
            T.Store(formula.Slope(output, target) / divisor, ref gradients[at]);
            T.Store(formula.Value(output, target), ref terms[0]);
            for (var j = i - at; j < terms.Length; j++)
                total += terms[j];
        }

        return total;
    }
}
