using Functional.Core;

namespace Functional.Plugins.Standard;

// Where argument and result fit a double, Elementary is asked; beyond, each function is what is left of it in its tail.
internal readonly partial struct Wide : IReal<Wide>
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 and what its rounding left over.</summary>
    private const double Ln2 = 0.6931471805599453, Ln2Rest = 2.3190468138462996E-17;

    /// <summary>2/√π.</summary>
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>Smaller than every double (2⁻⁹⁶⁰ is enough): a function with slope s at its zero is s times its argument there.</summary>
    private bool IsTiny => _k < -15;

    /// <summary>A larger exponent has so few bits left behind the point that its fraction counts as 0: only the size is known.</summary>
    private const double NoFraction = 1L << 51;

    /// <summary>Whether a double is the same number, with all its bits.</summary>
    private bool IsDouble => Math.Abs(_k) <= 15 && double.IsFinite(Rounded);

    /// <summary>e^x = 2^n · e^r.</summary>
    public static Wide Exp(Wide a)
    {
        var x = a.Rounded;
        if (!(Math.Abs(x) > 700) || double.IsInfinity(a._m))
            return Of(Elementary.Exp(x));
        if (Math.Abs(x) > NoFraction)
            return new(1, double.IsInfinity(x) ? x : Math.Floor(x * (Log2E / Step)));
        var n = Math.Floor(x * Log2E + 0.5);
        return Scaled(Elementary.Exp(Math.FusedMultiplyAdd(-n, Ln2Rest, Math.FusedMultiplyAdd(-n, Ln2, x))), n);
    }

    public static Wide Expm1(Wide a) =>
        a.IsTiny ? a : a.Rounded <= 700 ? Of(Elementary.Expm1(a.Rounded)) : Exp(a) - Of(1);

    /// <summary>64k · ln 2 + ln m. The logarithm of what is beyond is not known.</summary>
    public static Wide Log(Wide a)
    {
        if (IsNaN(a) || a._m <= 0 || double.IsInfinity(a._m) || a.IsDouble)
            return Of(Elementary.Log(a.Rounded));
        return double.IsInfinity(a._k) ? NaN : Of(Math.FusedMultiplyAdd(a._k, Step * Ln2, Elementary.Log(a._m)));
    }

    public static Wide Log1p(Wide a) =>
        a.IsTiny ? a : a.IsDouble || !(a._m > 0) ? Of(Elementary.Log1p(a.Rounded)) : Log(a);

    public static Wide Sqrt(Wide a)
    {
        if (!(a._m > 0))
            return Normal(Math.Sqrt(a._m), 0);
        if (double.IsInfinity(a._k))
            return a;
        var half = Math.Floor(a._k / 2);
        return Normal(Math.Sqrt(a._k - 2 * half == 1 ? a._m * PowerOfTwo(Step) : a._m), half);
    }

    /// <summary>a^b = 2^(n·b) · m^b for a positive a = m · 2^n; a negative one has a power for whole b only.</summary>
    public static Wide Pow(Wide a, Wide b)
    {
        var (x, y) = (a.Rounded, b.Rounded);
        var plain = Elementary.Pow(x, y);
        var fits = a.IsDouble && double.IsFinite(plain) && plain != 0;
        if (fits || double.IsNaN(plain) || a._m == 0 || !double.IsFinite(a._m) || !double.IsFinite(y))
            return Of(plain);
        var sign = a._m < 0 ? Elementary.Pow(-1, y) : 1;
        var n = Exponent(a._m) + Step * a._k;
        var power = n * y;
        if (!(Math.Abs(y) <= 1000) || !double.IsFinite(power))
            return Of(sign) * Exp(Of(y) * Log(Abs(a)));
        var whole = Math.Floor(power);
        var rest = Math.Abs(power) < NoFraction ? Math.FusedMultiplyAdd(n, y, -whole) : 0;
        var m = Math.Abs(a._m) * PowerOfTwo(-Exponent(a._m));
        return Scaled(sign * Elementary.Pow(2, rest), whole) * Of(Elementary.Pow(m, y));
    }

    public static Wide Tanh(Wide a) => a.IsTiny ? a : Of(Elementary.Tanh(a.Rounded));

    public static Wide Sigmoid(Wide a) => a.Rounded < -700 ? Exp(a) : Of(Elementary.Sigmoid(a.Rounded));

    public static Wide Softplus(Wide a) => a.Rounded < -700 ? Exp(a) : a.Rounded > 700 ? a : Of(Elementary.Softplus(a.Rounded));

    public static Wide Erf(Wide a) => a.IsTiny ? Of(TwoOverRootPi) * a : Of(Elementary.Erf(a.Rounded));

    /// <summary>Of an argument too large for a double nobody knows the place on the wave: NaN.</summary>
    public static Wide Sin(Wide a) => a.IsTiny ? a : Of(Elementary.Sin(a.Rounded));

    public static Wide Cos(Wide a) => Of(Elementary.Cos(a.Rounded));
}
