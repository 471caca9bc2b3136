namespace Functional.Laws;

/// <summary>Numbers for cases, the plain before the odd: 0 comes before 1, 1 before ⅛, ⅛ before 0.7284…, and that before 1e300.</summary>
public static class DrawNumbers
{
    private const double Ulp = 1.0 / (1UL << 52);

    /// <summary>Where the elementary functions and the format itself have their edges.</summary>
    private static readonly double[] Edges =
    [
        -0.0, 1e-8, -1e-8, 1e-17, 20, -20, 37, -37, 1e8, -1e8, 700, -700, 710, -710, 745.2, -745.2, 1e16, -1e16,
        5e-324, -5e-324, 2.2250738585072014e-308, -2.2250738585072014e-308, 1e-300, -1e-300, 1e-160, 1e150, -1e150, 1e155, -1e155,
        1e300, -1e300, 8e307, -8e307, double.MaxValue, double.MinValue,
    ];

    /// <summary>A number from −5 to 5: a small whole one, one in eighths, or any.</summary>
    public static double Plain(this Draw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return draw.OfKind(draw.Below(3), []);
    }

    /// <summary>Any finite number: plain, at or beside one of <paramref name="kinks"/> or 0, larger, at an edge of the format, or of any size.</summary>
    public static double Finite(this Draw draw, params ReadOnlySpan<double> kinks)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return draw.OfKind(draw.Below(8), kinks);
    }

    /// <summary>A finite number, or now and then NaN or an infinity.</summary>
    public static double Any(this Draw draw, params ReadOnlySpan<double> kinks)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var kind = draw.Below(17);
        return kind < 16 ? draw.OfKind(kind / 2, kinks) : draw.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity);
    }

    /// <summary>Any number from −<paramref name="limit"/> to <paramref name="limit"/>, all 53 bits of it.</summary>
    public static double Within(this Draw draw, double limit)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var choice = draw.Choose(1UL << 53);
        return (choice & 1) == 0 ? (choice >> 1) * Ulp * limit : (choice >> 1) * -Ulp * limit;
    }

    private static double OfKind(this Draw draw, int kind, ReadOnlySpan<double> kinks) => kind switch
    {
        0 => draw.Signed(3),
        1 => draw.Signed(40) / 8,
        2 => draw.Within(5),
        3 => draw.Beside(kinks),
        4 => draw.Within(40),
        5 => draw.Within(800),
        6 => draw.OneOf<double>(Edges),
        _ => draw.AnySize(),
    };

    /// <summary>A kink or 0, the doubles next to it, or a power of ½ beside it.</summary>
    private static double Beside(this Draw draw, ReadOnlySpan<double> kinks)
    {
        var which = draw.Below(kinks.Length + 1);
        var at = which < kinks.Length ? kinks[which] : 0;
        return draw.Below(5) switch
        {
            0 => at,
            1 => Math.BitIncrement(at),
            2 => Math.BitDecrement(at),
            3 => at + Math.ScaleB(1, -draw.Below(50)),
            _ => at - Math.ScaleB(1, -draw.Below(50)),
        };
    }

    /// <summary>Every exponent alike.</summary>
    private static double AnySize(this Draw draw)
    {
        var exponent = (int)draw.Signed(1073);
        return Math.ScaleB(draw.Below(2) == 0 ? 1 + draw.Choose(1UL << 52) * Ulp : -1 - draw.Choose(1UL << 52) * Ulp, Math.Min(exponent, 1022));
    }

    /// <summary>0, 1, …, <paramref name="most"/>, −1, …, −<paramref name="most"/>.</summary>
    private static double Signed(this Draw draw, int most) => draw.Below(2 * most + 1) is var choice && choice <= most ? choice : most - choice;
}
