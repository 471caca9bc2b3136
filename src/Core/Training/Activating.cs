namespace Functional.Core;

/// <summary>Calls a layer's activation as it asks to be called: once for the whole layer, or once a row.</summary>
internal static class Activating
{
    public static void Forward(Layer layer, ReadOnlySpan<double> z, Span<double> a)
    {
        var width = WidthOfCall(layer, z.Length);
        for (var i = 0; i < z.Length; i += width)
            layer.Activation.Forward(z.Slice(i, width), a.Slice(i, width));
    }

    public static void Backward(
        Layer layer, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> activationGradients, Span<double> dz)
    {
        var width = WidthOfCall(layer, z.Length);
        for (var i = 0; i < z.Length; i += width)
            layer.Activation.Backward(z.Slice(i, width), a.Slice(i, width), activationGradients.Slice(i, width), dz.Slice(i, width));
    }

    /// <summary>f′(z): the backward pass of ones.</summary>
    public static Reals Slope(Layer layer, Reals z, Reals a)
    {
        var ones = new double[z.Length];
        Array.Fill(ones, 1);
        return Reals.Build(z.Length, slope => Backward(layer, z.AsSpan(), a.AsSpan(), ones, slope));
    }

    private static int WidthOfCall(Layer layer, int length) => layer.Activation.ActsOnRows ? layer.Units : length;
}
