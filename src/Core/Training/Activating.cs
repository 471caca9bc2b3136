namespace Functional.Core;

/// <summary>Calls a layer's activation as it asks to be called: once for the whole layer, or once a row.</summary>
internal static class Activating
{
    public static double[] Forward(Layer layer, ReadOnlySpan<double> z)
    {
        var a = new double[z.Length];
        var width = WidthOfCall(layer, z.Length);
        for (var i = 0; i < z.Length; i += width)
            layer.Activation.Forward(z.Slice(i, width), a.AsSpan(i, width));
        return a;
    }

    public static double[] Backward(Layer layer, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> activationGradients)
    {
        var dz = new double[z.Length];
        var width = WidthOfCall(layer, z.Length);
        for (var i = 0; i < z.Length; i += width)
            layer.Activation.Backward(z.Slice(i, width), a.Slice(i, width), activationGradients.Slice(i, width), dz.AsSpan(i, width));
        return dz;
    }

    /// <summary>f′(z): the backward pass of ones.</summary>
    public static Reals Slope(Layer layer, Reals z, Reals a)
    {
        var ones = new double[z.Length];
        Array.Fill(ones, 1);
        return Reals.Own(Backward(layer, z.AsSpan(), a.AsSpan(), ones));
    }

    private static int WidthOfCall(Layer layer, int length) => layer.Activation.ActsOnRows ? layer.Units : length;
}
