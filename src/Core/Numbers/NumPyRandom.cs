using System.Numerics;

namespace Functional.Core;

/// <summary>
/// The numbers of <c>numpy.random.RandomState(seed)</c>, bit for bit: MT19937 with NumPy's legacy conversions, frozen by
/// its NEP 19. It is here because published runs (<c>np.random.seed(123)</c>) start from them; new code wants
/// <see cref="Rng"/>.
/// <para>The one mutable object of this project's public face. The rule that keeps its callers pure: a function creates
/// one, draws from it and drops it; nobody stores one, hands one on, or shares one between threads. So the caller stays
/// a function of its seed.</para>
/// <para>Words, <see cref="NextDouble"/>, <see cref="Uniform"/>, <see cref="Integer"/> and <see cref="Permutation"/> equal
/// NumPy's exactly. The normals go through a logarithm: NumPy takes its C library's, we take our own, so the last bit or
/// two (at most 2 ulp) may differ from NumPy, never from us on another machine.</para>
/// </summary>
public sealed class NumPyRandom
{
    private readonly MersenneTwister _words;
    private double? _keptNormal;

    /// <summary>Starts where <c>RandomState(seed)</c> starts, for a seed from 0 to 2³²−1.</summary>
    public NumPyRandom(uint seed) => _words = new MersenneTwister(seed);

    /// <summary>
    /// Starts where <c>RandomState([k0, k1, …])</c> starts. <c>[5]</c> is not the same as <c>5</c>. The key is read, not
    /// kept; an empty one is refused with an <see cref="ArgumentException"/>, as NumPy refuses it.
    /// </summary>
    public NumPyRandom(ReadOnlySpan<uint> key) => _words = new MersenneTwister(key);

    /// <summary>The next 32 random bits: <c>randint(0, 2**32, dtype=uint32)</c>.</summary>
    public uint NextWord() => _words.Next();

    /// <summary><c>random_sample()</c>: k·2⁻⁵³ in [0, 1), from two words.</summary>
    public double NextDouble()
    {
        // The order of the two draws is part of the definition, so they are two statements.
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>
    /// <c>uniform(lo, hi)</c>: lo + (hi − lo)·<see cref="NextDouble"/>, so lo may come out, and hi only by rounding. Bounds
    /// in the wrong order or not finite are not refused: the formula is applied as it stands.
    /// </summary>
    public double Uniform(double lo, double hi) => lo + ((hi - lo) * NextDouble());

    /// <summary>
    /// <c>standard_normal()</c>: mean 0, deviation 1, by Marsaglia's polar method (1964). The normals come in pairs; the
    /// second is kept for the next call, whatever else is drawn in between, as in NumPy.
    /// </summary>
    public double StandardNormal()
    {
        if (_keptNormal is { } kept)
        {
            _keptNormal = null;
            return kept;
        }
        while (true)
        {
            var x1 = (2.0 * NextDouble()) - 1.0;
            var x2 = (2.0 * NextDouble()) - 1.0;
            var r2 = (x1 * x1) + (x2 * x2);
            if (r2 is <= 0.0 or >= 1.0) continue;
            var factor = Math.Sqrt(-2.0 * Elementary.Log(r2) / r2);
            _keptNormal = factor * x1;
            return factor * x2;
        }
    }

    /// <summary><c>normal(mean, sigma)</c>: mean + sigma·<see cref="StandardNormal"/>.</summary>
    public double Normal(double mean, double sigma) => mean + (sigma * StandardNormal());

    /// <summary>
    /// <c>randint(lo, hi)</c>: an integer from <paramref name="lo"/> to <paramref name="hi"/> − 1, each equally likely. A
    /// range of one value draws no word. <paramref name="hi"/> ≤ <paramref name="lo"/> is an
    /// <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public int Integer(int lo, int hi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(hi, lo);
        return (int)(lo + (long)UpTo((uint)((long)hi - 1 - lo)));
    }

    /// <summary><c>permutation(n)</c>: 0 … n−1 in random order, a fresh array of length <paramref name="n"/> (0: empty).</summary>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var items = new int[n];
        for (var i = 0; i < n; i++) items[i] = i;
        Shuffle(items);
        return items;
    }

    /// <summary><c>shuffle(items)</c>: reorders the caller's items in place (Fisher and Yates, from the last to the second).</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)UpTo((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>An unbiased integer in [0, max]: a word cut to the bits of max, drawn again while it is above.</summary>
    private uint UpTo(uint max)
    {
        if (max == 0) return 0;
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
        while (true)
        {
            var word = NextWord() & mask;
            if (word <= max) return word;
        }
    }
}
