using Functional.Core;

namespace Functional.Host;

/// <summary>
/// The random numbers of one row of a made set, one after the other: a function of the set's seed and the number of the row alone. So a row
/// is what it is however many rows there are and in whatever order they are made. Made for one row, drawn from, dropped.
/// </summary>
internal sealed class RowDraws(uint seed, int row)
{
    /// <summary>Apart from the streams that shuffle epochs, which count up from 0: <c>SETS</c> in ASCII, as the upper word.</summary>
    private const ulong FirstStream = 0x5345_5453_0000_0000;

    private ulong _next;

    /// <summary>A number in [<paramref name="lo"/>, <paramref name="hi"/>): lo + (hi − lo)·u.</summary>
    public double Uniform(double lo, double hi) => lo + ((hi - lo) * Rng.Uniform(seed, FirstStream + (uint)row, _next++));

    /// <summary>Mean 0, deviation 1, by Marsaglia's polar method (1964), as the initializers draw; of the pair only the first is used.</summary>
    public double Normal()
    {
        while (true)
        {
            var v1 = Uniform(-1, 1);
            var v2 = Uniform(-1, 1);
            var square = (v1 * v1) + (v2 * v2);
            if (square is > 0 and < 1)
                return Math.Sqrt(-2 * Elementary.Log(square) / square) * v1;
        }
    }
}
