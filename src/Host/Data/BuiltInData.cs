using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>
/// The data sets that come with the program, as recipes: a set that has settings (noise, a seed) declares them like any strategy,
/// so they are checked, hinted at and spelled out in the recorded document.
/// </summary>
internal static class BuiltInData
{
    /// <summary>All of them, by name.</summary>
    public static Shelf<RawData> Shelf { get; } = new(
        "data set",
        new[]
        {
            FourRows.Article,
            FourRows.ArticleThreeLayer,
            FourRows.Xor,
            Circle.Recipe,
            Gauss.Recipe,
            Quadrants.Recipe,
            Spiral.Recipe,
            Moons.Recipe,
            Plane.Recipe,
            MultiGauss.Recipe,
            MeasuredSet.Iris,
            MeasuredSet.Wine,
            MeasuredSet.Digits,
            MeasuredSet.BreastCancer,
        }.ToImmutableSortedDictionary(r => r.Name, r => r, StringComparer.Ordinal));
}
