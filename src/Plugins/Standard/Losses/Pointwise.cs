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
