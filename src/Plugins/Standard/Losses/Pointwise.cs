using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>A loss of one output and its target, and its derivative; a struct, so that the loop over it is compiled for it alone.</summary>
internal interface IPointwise
{
    /// <summary>The loss of one element. NaN in gives NaN out.</summary>
    double Value(double output, double target);

    /// <summary>Its derivative with respect to the output. NaN in gives NaN out.</summary>
    double Slope(double output, double target);
}

/// <summary>The sum of a formula over all elements <c>[rows × outputs]</c>, row by row, or their mean.</summary>
internal sealed class Pointwise<TFormula>(string id, TFormula formula, bool sum) : ILoss
    where TFormula : struct, IPointwise
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var (total, divisor) = (0.0, sum ? 1.0 : outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputGradients[i] = formula.Slope(outputs[i], targets[i]) / divisor;
            total += formula.Value(outputs[i], targets[i]);
        }

        return total / divisor;
    }
}
