namespace Functional.Core;

/// <summary>Distances between doubles in <i>units in the last place</i>: how many doubles lie between, plus one.</summary>
public static class Ulps
{
    /// <summary>
    /// The number of steps from <paramref name="a"/> to <paramref name="b"/> along the doubles in order. 0 only for the same bits
    /// or two zeros of either sign; <see cref="ulong.MaxValue"/> where exactly one is NaN or the NaNs differ.
    /// </summary>
    public static ulong Between(double a, double b)
    {
        if (BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b))
            return 0;
        if (double.IsNaN(a) || double.IsNaN(b))
            return ulong.MaxValue;
        var (low, high) = (Ordinal(a), Ordinal(b));
        return low <= high ? unchecked((ulong)(high - low)) : unchecked((ulong)(low - high));
    }

    /// <summary>The rank of a double among all doubles: 0 for both zeros, one more for each next double.</summary>
    private static long Ordinal(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
