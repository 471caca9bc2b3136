namespace Functional.Laws;

/// <summary>
/// A slope by differences and how far it may be wrong. Richardson's (4·D(h) − D(2h)) / 3 errs by O(h⁴); how far, its
/// disagreement with the same at 2h tells, and rounding adds its share ÷ h. Of many widths the one in least doubt is taken, and the
/// next best has to agree: so a steep function is seen at narrow widths, a large one at wide ones, and where neither
/// will do (beside a kink, far out in a tail) the doubt is large and nothing is said.
/// </summary>
/// <param name="Value">The slope.</param>
/// <param name="Doubt">How far it may be wrong; infinite where nothing is known.</param>
internal readonly record struct Slope(double Value, double Doubt)
{
    /// <summary>2⁻⁴ … 2⁻²²: a function that wiggles within 2⁻²² is taken for noise, and below it rounding hides the slope anyway.</summary>
    private static readonly double[] Widths = [.. Enumerable.Range(0, 7).Select(i => Math.ScaleB(1, -4 - 3 * i))];

    /// <summary>The share of a claimed slope that is overlooked besides the doubt: what an honest formula loses in a few roundings, a thousandfold.</summary>
    private const double Share = 1e-8;

    /// <summary>φ′(0).</summary>
    /// <param name="phi">φ; may give NaN where it is not defined.</param>
    /// <param name="size">How large the numbers are from which φ is computed: their rounding is φ's.</param>
    /// <param name="room">No kink is nearer than this to 0, so no difference reaches that far.</param>
    /// <param name="smooth">Whether φ has no kink at 0 itself; where it may, the jump of its slope is doubt.</param>
    public static Slope Of(Func<double, double> phi, double size, double room = double.PositiveInfinity, bool smooth = false)
    {
        var (best, second) = (new Slope(double.NaN, double.PositiveInfinity), new Slope(double.NaN, double.PositiveInfinity));
        var center = phi(0);
        foreach (var h in Widths)
        {
            if (4 * h >= room)
                continue;
            var at = With(phi, center, h, size, smooth);
            if (at.Doubt < best.Doubt)
                (best, second) = (at, best);
            else if (at.Doubt < second.Doubt)
                second = at;
        }

        return double.IsFinite(second.Doubt) ? best with { Doubt = best.Doubt + Math.Abs(best.Value - second.Value) } : best with { Doubt = double.PositiveInfinity };
    }

    /// <summary>Whether this is known well enough to judge a slope of the given size.</summary>
    public bool Judges(double claimed) => double.IsFinite(Doubt) && Doubt <= 1e-3 * (Math.Abs(claimed) > 1 ? Math.Abs(claimed) : 1);

    /// <summary>Whether <paramref name="claimed"/> cannot be the slope.</summary>
    public bool Refutes(double claimed) => !(Math.Abs(claimed - Value) <= 4 * Doubt + Share * Math.Max(Math.Abs(claimed), Math.Abs(Value)));

    /// <inheritdoc/>
    public override string ToString() => $"{Say.Number(Value)} (± {Doubt.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)})";

    private static Slope With(Func<double, double> phi, double center, double h, double size, bool smooth)
    {
        var (l4, l2, l1, r1, r2, r4) = (phi(-4 * h), phi(-2 * h), phi(-h), phi(h), phi(2 * h), phi(4 * h));
        var (narrow, wide, widest) = ((r1 - l1) / (2 * h), (r2 - l2) / (4 * h), (r4 - l4) / (8 * h));
        var (near, far) = ((4 * narrow - wide) / 3, (4 * wide - widest) / 3);
        var largest = Say.Largest([center, l4, l2, l1, r1, r2, r4]);
        var rounding = 16 * Math.ScaleB(1, -53) * (largest + (1 + size) * Math.Max(1, Math.Abs(near))) / h;
        // The second difference over h halves with h where φ is smooth, and stays where the slope jumps.
        var jump = smooth ? 0 : Math.Abs(2 * (r1 + l1 - 2 * center) - (r2 + l2 - 2 * center) / 2) / h;
        var doubt = Math.Abs(near - far) + rounding + jump;
        return new(near, double.IsNaN(doubt) ? double.PositiveInfinity : doubt);
    }
}
