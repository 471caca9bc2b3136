namespace Functional.Benchmarks;

/// <summary>One line of the table, as text but for whether the bar holds.</summary>
/// <param name="Job">What was done.</param>
/// <param name="Against">Whom or what it is compared with.</param>
/// <param name="Ours">Our number.</param>
/// <param name="Theirs">The other number.</param>
/// <param name="Ratio">How they compare.</param>
/// <param name="Bar">What it must reach; empty where nothing is asked.</param>
/// <param name="Holds">Whether it does; unknown where nothing is asked or nobody came.</param>
internal sealed record Line(string Job, string Against, string Ours, string Theirs, string Ratio, string Bar, bool? Holds)
{
    /// <summary>We are at least <paramref name="atLeast"/> times as fast.</summary>
    public static Line Faster(string job, string against, Comparison c, double? atLeast) => new(
        job, against, Quantity.Time(c.Ours), Quantity.Time(c.Theirs), Quantity.Times(c.Ratio),
        atLeast is { } bar ? $"≥ {Quantity.Times(bar)}" : "", atLeast is { } limit ? c.Ratio >= limit : null);

    /// <summary>A peer that is not here.</summary>
    public static Line Missing(string job, PeerCard peer, double? atLeast) => new(
        job, peer.ToString(), "", "", "", atLeast is { } bar ? $"≥ {Quantity.Times(bar)}" : "", null);

    /// <summary>Ours with something more to do costs less than <paramref name="below"/> times ours without. The comparison is of the bare way with the other.</summary>
    public static Line Costs(string job, string against, Comparison c, double? below) => new(
        job, against, Quantity.Time(c.Theirs), Quantity.Time(c.Ours), Quantity.Times(c.Ratio),
        below is { } bar ? $"< {Quantity.Times(bar)}" : "", below is { } limit ? c.Ratio < limit : null);

    /// <summary>A time that must not be longer than <paramref name="atMost"/> seconds.</summary>
    public static Line Within(string job, string what, double seconds, double? atMost) => new(
        job, what, Quantity.Time(seconds), "", "",
        atMost is { } bar ? $"≤ {Quantity.Time(bar)}" : "", atMost is { } limit ? seconds <= limit : null);

    /// <summary>A rate as a share of the fastest this machine can do.</summary>
    public static Line Share(string job, string what, double flops, double peak, double? atLeast) => new(
        job, what, Quantity.Flops(flops), Quantity.Flops(peak), Quantity.Percent(flops / peak),
        atLeast is { } bar ? $"≥ {Quantity.Percent(bar)}" : "", atLeast is { } limit ? flops / peak >= limit : null);
}
