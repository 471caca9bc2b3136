namespace Functional.Core;

/// <summary>What an activation says of itself beyond its numbers. A claim is shown to people and held to by the laws; saying nothing claims nothing.</summary>
/// <param name="Min">No finite input gives less.</param>
/// <param name="Max">No finite input gives more.</param>
/// <param name="NeverFalls">x ≤ y gives f(x) ≤ f(y), up to rounding.</param>
public sealed record ActivationClaims(
    double Min = double.NegativeInfinity, double Max = double.PositiveInfinity, bool NeverFalls = false)
{
    /// <summary>Nothing is claimed.</summary>
    public static ActivationClaims None { get; } = new();
}
