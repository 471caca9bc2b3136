namespace Functional.Core.Tests.Numbers;

/// <summary>Eight numbers side by side, and what it means that widths agree.</summary>
internal static class LaneGens
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        double.MaxValue, double.MinValue, 2.2250738585072014E-308, -2.2250738585072009E-308, 0.25, -0.25, 0.75, 0.785, 1.125, 1.5, 6,
        22, -22, 40, -40, 50, -50, 700, -700, 709.782712893384, 711, -745.1332191019411, -750, 1073741824.0, 4503599627370496.0,
    ];

    /// <summary>A special number or its neighbour, one of a busy range, or any bit pattern.</summary>
    public static readonly Gen<double> Number = Gen.OneOf(
        Gen.OneOf(Special),
        Gen.OneOf(Special).Select(double.BitIncrement), Gen.OneOf(Special).Select(double.BitDecrement),
        Gen.Double[-1, 1], Gen.Double[-5, 5], Gen.Double[-60, 60], Gen.Double[-800, 800],
        Gen.Long.Select(BitConverter.Int64BitsToDouble));

    /// <summary>Eight of one kind, so that vectors go the main way together, or eight of any.</summary>
    public static readonly Gen<double[]> Eight = Gen.OneOf(
        Number.Array[8], Gen.Double[-0.3, 0.3].Array[8], Gen.Double[-3, 3].Array[8], Gen.Double[-50, 50].Array[8],
        Gen.Double[-700, 700].Array[8], Gen.Double[0, 1].Array[8], Gen.Double[0, 1E6].Array[8]);

    /// <summary>Equal bits; NaN counts as one value, because which NaN it is, the processor decides.</summary>
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    public static bool Same(double[] a, double[] b) => Enumerable.Range(0, a.Length).All(i => Same(a[i], b[i]));

    /// <summary>f of eight numbers, as many at a time as <typeparamref name="T"/> has lanes.</summary>
    public static double[] At<TFunction, T>(double[] x)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        var results = new double[x.Length];
        for (var i = 0; i < x.Length; i += T.Count)
            T.Store(default(TFunction).At(T.Load(in x[i])), ref results[i]);
        return results;
    }
}
