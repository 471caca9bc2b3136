namespace Functional.Core;

/// <summary>How steep a layer's units are at a batch.</summary>
internal static class Slopes
{
    /// <summary>
    /// The largest |∂a/∂z| of each unit over the rows, <c>[units]</c>, at z and a <c>[rows × units]</c>. In a function of whole rows (softmax) every output of a row depends
    /// on z of the unit, and the largest of those slopes counts. NaN where a row's slope is NaN: neither dead nor saturated.
    /// </summary>
    public static double[] Largest(Layer layer, Reals preActivations, Reals activations)
    {
        var largest = new double[layer.Units];
        if (!layer.Activation.ActsOnRows)
            Include(Activating.Slope(layer, preActivations, activations).AsSpan(), largest);
        else
            for (var first = 0; first < preActivations.Length; first += layer.Units)
                OfRow(layer.Activation, preActivations.AsSpan(first, layer.Units), activations.AsSpan(first, layer.Units), largest);
        return largest;
    }

    /// <summary>The slopes of each output of one row: the backward pass of one output at a time.</summary>
    private static void OfRow(IActivation activation, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, double[] largest)
    {
        double[] one = new double[largest.Length], slopes = new double[largest.Length];
        for (var j = 0; j < one.Length; j++)
        {
            one[j] = 1;
            activation.Backward(preActivations, activations, one, slopes);
            one[j] = 0;
            Include(slopes, largest);
        }
    }

    private static void Include(ReadOnlySpan<double> slopes, double[] largest)
    {
        for (var i = 0; i < slopes.Length; i++)
            largest[i % largest.Length] = Math.Max(largest[i % largest.Length], Math.Abs(slopes[i]));
    }
}
