namespace Functional.Plugins.Standard;

/// <summary>
/// A number m · 2^k with as many bits as a double and an exponent that is one itself: e^1000 is an ordinary number here, so that
/// e^1000 / (1 + e^1000) is 1 and not ∞/∞. Slow, and asked only where <see cref="Plain"/> has met an infinity.
/// <para>
/// |m| is in [1, 2), or m is 0 with k = −∞, or ±∞ with k = ∞, or NaN. What is larger than even 2^(1.8e308), e^(e^1000), is
/// <em>beyond</em>: k = ∞ with an ordinary m. Its reciprocal is smaller than everything, a difference or quotient of two such is unknown: NaN.
/// </para>
/// </summary>
internal readonly partial struct Wide
{
    /// <summary>2⁵⁴: a subnormal times this is normal.</summary>
    private const double IntoNormal = 18014398509481984.0;

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
            if (_k >= 1024)
                return Math.CopySign(double.PositiveInfinity, _m);
            if (_k < -1080)
                return Math.CopySign(0, _m);
            var half = (int)_k / 2;
            return _m * PowerOfTwo(half) * PowerOfTwo((int)_k - half);
        }
    }

    public static Wide Of(double x)
    {
        if (x == 0 || !double.IsFinite(x))
            return Normal(x, 0);
        return Math.Abs(x) < 2.2250738585072014E-308 ? Normal(x * IntoNormal, -54) : Normal(x, 0);
    }

    public static Wide operator +(Wide a, Wide b)
    {
        var (large, small) = a._k >= b._k ? (a, b) : (b, a);
        if (IsNaN(a) || IsNaN(b) || double.IsInfinity(a._m) || double.IsInfinity(b._m))
            return Normal(a._m + b._m, 0);
        if (large._k == small._k)
            return double.IsPositiveInfinity(large._k) && large._m > 0 != small._m > 0 ? NaN : Normal(large._m + small._m, large._k);
        var apart = large._k - small._k;
        return apart > 64 ? large : Normal(large._m + small._m * PowerOfTwo(-(int)apart), large._k);
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

    /// <summary>m · 2^k for an m that is 0, not finite, or has a normal number's bits.</summary>
    private static Wide Normal(double m, double k)
    {
        if (m == 0)
            return new(m, double.NegativeInfinity);
        if (double.IsNaN(m) || double.IsInfinity(m))
            return new(m, double.IsNaN(m) ? 0 : double.PositiveInfinity);
        if (double.IsNaN(k))
            return NaN;
        var exponent = (int)((BitConverter.DoubleToInt64Bits(m) >> 52) & 0x7FF) - 1023;
        // Two steps: 2^-exponent of the largest numbers is none that a double holds as a normal one.
        return new(m * PowerOfTwo(-exponent / 2) * PowerOfTwo(-exponent - -exponent / 2), k + exponent);
    }

    /// <summary>2^k for −1022 ≤ k ≤ 1023.</summary>
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((k + 1023L) << 52);
}
