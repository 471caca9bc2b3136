namespace Functional.Plugins.Standard;

/// <summary>
/// A number m · 2^(64k) with as many bits as a double and an exponent that is one itself: e^1000 is an ordinary number here, so that
/// e^1000 / (1 + e^1000) is 1 and not ∞/∞, and so is e^x for the largest x. Slow, and asked only where <see cref="Plain"/> has met an infinity.
/// <para>
/// |m| is in [1, 2⁶⁴), or m is 0 with k = −∞, or ±∞ with k = ∞, or NaN. What has no such k, e^(e^1000), is <em>beyond</em>: k = ∞ with an
/// ordinary m. Its reciprocal is smaller than everything, a difference or quotient of two such is unknown: NaN. Of an exponent above 2⁵¹ only
/// the size is known: at x = 1e80 e^x / e^x is 1, but e^(1.5x) / (e^x)^1.5 may come out as 0 or ∞.
/// </para>
/// </summary>
internal readonly partial struct Wide
{
    /// <summary>How many powers of two one of k is: k then reaches e^(1.8e308) forty times over.</summary>
    private const int Step = 64;

    private readonly double _m;
    private readonly double _k;

    private Wide(double m, double k) => (_m, _k) = (m, k);

    private static Wide NaN => new(double.NaN, 0);

    /// <summary>Rounded once, into a subnormal too: the first of the two steps stays normal and is exact.</summary>
    public double Rounded
    {
        get
        {
            if (_m == 0 || !double.IsFinite(_m))
                return _m;
            if (_k > 15)
                return Math.CopySign(double.PositiveInfinity, _m);
            if (_k < -18)
                return Math.CopySign(0, _m);
            var first = (int)Math.Max(_k, -15);
            return _m * PowerOfTwo(Step * first) * PowerOfTwo(Step * ((int)_k - first));
        }
    }

    public static Wide Of(double x)
    {
        // 2^128 makes the smallest numbers normal, and their exponent one that has a reciprocal.
        if (x != 0 && Math.Abs(x) < PowerOfTwo(-15 * Step))
            return Normal(x * PowerOfTwo(2 * Step), -2);
        return Normal(x, 0);
    }

    public static Wide operator +(Wide a, Wide b)
    {
        var (large, small) = a._k >= b._k ? (a, b) : (b, a);
        if (IsNaN(a) || IsNaN(b) || double.IsInfinity(a._m) || double.IsInfinity(b._m))
            return Normal(a._m + b._m, 0);
        if (large._k == small._k)
            return double.IsPositiveInfinity(large._k) && large._m > 0 != small._m > 0 ? NaN : Normal(large._m + small._m, large._k);
        var apart = large._k - small._k;
        return apart > 3 ? large : Normal(large._m + small._m * PowerOfTwo(-Step * (int)apart), large._k);
    }

    public static Wide operator -(Wide a, Wide b) => a + -b;

    public static Wide operator -(Wide a) => new(-a._m, a._k);

    public static Wide operator *(Wide a, Wide b) => Normal(a._m * b._m, a._k + b._k);

    public static Wide operator /(Wide a, Wide b) => Normal(a._m / b._m, a._k - b._k);

    public static Wide Fma(Wide a, Wide b, Wide c) => a * b + c;

    public static bool IsNaN(Wide a) => double.IsNaN(a._m);

    public static bool IsZero(Wide a) => a._m == 0;

    public static bool Less(Wide a, Wide b)
    {
        if (IsNaN(a) || IsNaN(b))
            return false;
        var (signA, signB) = (Math.Sign(a._m), Math.Sign(b._m));
        if (signA != signB)
            return signA < signB;
        return a._k != b._k ? signA > 0 == a._k < b._k : a._m < b._m;
    }

    public static Wide Abs(Wide a) => new(Math.Abs(a._m), a._k);

    /// <summary>m · 2^exponent for an m of ordinary size and any whole exponent.</summary>
    private static Wide Scaled(double m, double exponent)
    {
        var k = Math.Floor(exponent / Step);
        var rest = exponent - Step * k;
        return Normal(rest is >= 0 and < Step ? m * PowerOfTwo((int)rest) : m, k);
    }

    /// <summary>m · 2^(64k) for an m that is 0, not finite, or at least 2⁻⁹⁶⁰.</summary>
    private static Wide Normal(double m, double k)
    {
        if (m == 0)
            return new(m, double.NegativeInfinity);
        if (double.IsNaN(m) || double.IsInfinity(m))
            return new(m, double.IsNaN(m) ? 0 : double.PositiveInfinity);
        if (double.IsNaN(k))
            return NaN;
        var steps = Exponent(m) >> 6; // rounds down, for a negative exponent too
        return new(m * PowerOfTwo(-Step * steps), k + steps);
    }

    /// <summary>The e of m = ±(1…2) · 2^e, for a normal m.</summary>
    private static int Exponent(double m) => (int)((BitConverter.DoubleToInt64Bits(m) >> 52) & 0x7FF) - 1023;

    /// <summary>2^k for −1022 ≤ k ≤ 1023, by its exponent bits.</summary>
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((k + 1023L) << 52);
}
