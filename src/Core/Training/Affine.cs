namespace Functional.Core;

/// <summary>
/// The four sums of a dense layer, and the numeric contract of the whole program: <b>each output element is one chain of
/// <see cref="Math.FusedMultiplyAdd"/>, in ascending order of the index summed over</b>. Loops run so that memory is read
/// in order; the chain of one element is the same either way, and the engine may tile, pack and vectorise across elements
/// without changing a bit.
/// </summary>
internal static class Affine
{
    /// <summary>z = x·W + b: <c>[rows × units]</c> from <c>[rows × inputs]</c>, <c>[inputs × units]</c> and <c>[units]</c> (or nothing).</summary>
    public static void PreActivations(
        int rows, int inputs, int units,
        ReadOnlySpan<double> x, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, Span<double> z)
    {
        for (var i = 0; i < rows; i++)
        {
            var zi = z.Slice(i * units, units);
            if (bias.IsEmpty)
                zi.Clear();
            else
                bias.CopyTo(zi);
            for (var k = 0; k < inputs; k++)
                AddScaled(x[i * inputs + k], weights.Slice(k * units, units), zi);
        }
    }

    /// <summary>∂L/∂W = xᵀ·∂L/∂z: <c>[inputs × units]</c>, summed over the rows in order.</summary>
    public static void WeightGradients(
        int rows, int inputs, int units,
        ReadOnlySpan<double> x, ReadOnlySpan<double> preActivationGradients, Span<double> gradients)
    {
        gradients.Clear();
        for (var i = 0; i < rows; i++)
            for (var k = 0; k < inputs; k++)
                AddScaled(x[i * inputs + k], preActivationGradients.Slice(i * units, units), gradients.Slice(k * units, units));
    }

    /// <summary>∂L/∂b = Σ over rows of ∂L/∂z: <c>[units]</c>, in order of the rows.</summary>
    public static void BiasGradients(int rows, int units, ReadOnlySpan<double> preActivationGradients, Span<double> gradients)
    {
        gradients.Clear();
        for (var i = 0; i < rows; i++)
            AddScaled(1, preActivationGradients.Slice(i * units, units), gradients);
    }

    /// <summary>∂L/∂x = ∂L/∂z·Wᵀ: <c>[rows × inputs]</c>, summed over the units in order.</summary>
    public static void InputGradients(
        int rows, int inputs, int units,
        ReadOnlySpan<double> preActivationGradients, ReadOnlySpan<double> weights, Span<double> inputGradients)
    {
        for (var i = 0; i < rows; i++)
            for (var k = 0; k < inputs; k++)
            {
                var sum = 0.0;
                for (var j = 0; j < units; j++)
                    sum = Math.FusedMultiplyAdd(preActivationGradients[i * units + j], weights[k * units + j], sum);
                inputGradients[i * inputs + k] = sum;
            }
    }

    /// <summary>y ← a·x + y, element by element, one rounding each.</summary>
    private static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var j = 0; j < y.Length; j++)
            y[j] = Math.FusedMultiplyAdd(a, x[j], y[j]);
    }
}
