namespace Functional.Host;

/// <summary>
/// One row of inputs, and the weights of a layer without bias whose pre-activations are given numbers, to the bit. Data and weights are finite.
/// A pre-activation that is not comes about as in any training, by products that overflow: an infinity is 10²⁰⁰ · 10²⁰⁰ beside the
/// number; NaN takes a layer before, for a multiplication and an addition in one give none from finite numbers.
/// </summary>
/// <param name="Inputs"><c>[inputs]</c>.</param>
/// <param name="Before">Weights of an identity before the layer, <c>[inputs][hidden]</c>, where there has to be one.</param>
/// <param name="Weights"><c>[inputs or hidden][units]</c>.</param>
internal sealed record Reaching(double[] Inputs, double[][]? Before, double[][] Weights)
{
    private const double Huge = 1e200;

    /// <summary>
    /// The input is 1 and the weights are the numbers. NaN is ∞ + (−∞), which every unit behind the same two infinities is: a row of some
    /// NaNs and some numbers comes out as nothing but NaN.
    /// </summary>
    public static Reaching Row(double[] z)
    {
        if (z.Any(double.IsNaN))
            return new([Huge], [[Huge, -Huge]], [Ones(z), Ones(z)]);
        var finite = Array.ConvertAll(z, x => double.IsFinite(x) ? x : 0);
        return z.All(double.IsFinite)
            ? new([1], null, [finite])
            : new([1, Huge], null, [finite, Array.ConvertAll(z, x => double.IsFinite(x) ? 0 : double.CopySign(Huge, x))]);
    }

    private static double[] Ones(double[] z) => Array.ConvertAll(z, _ => 1.0);
}
