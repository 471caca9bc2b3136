using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>Two half circles that reach into each other, as scikit-learn's <c>make_moons</c> places them.</summary>
internal static class Moons
{
    private const int Upper = 0;

    private static readonly ImmutableArray<string> Classes = ["upper", "lower"];

    public static Recipe<RawData> Recipe { get; } = new("moons", Build, new(
        "upper: (cos t, sin t); lower: (1 − cos t, ½ − sin t); t evenly from 0 to π; both plus noise·normal",
        "Two half circles that reach into each other.",
        "scikit-learn, sklearn.datasets.make_moons (class 0 is the upper one there too)"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, 500);
        var noise = settings.Number("noise", 0, "the standard deviation of what is added to each input", min: 0, max: 10);
        return PlaneRows.Classified(rows, settings.Seed(), Classes, (row, draws) => Row(row, rows, noise, draws)) with { Origin = "moons" };
    }

    private static PlaneRow Row(int row, int rows, double noise, RowDraws draws)
    {
        var moon = row % 2;
        var inMoon = (rows + 1 - moon) / 2;
        var t = Math.PI * (row / 2) / Math.Max(1, inMoon - 1);
        var (x1, x2) = (Elementary.Cos(t), Elementary.Sin(t));
        if (moon != Upper)
            (x1, x2) = (1 - x1, 0.5 - x2);
        x1 += noise * draws.Normal();
        return new(x1, x2 + (noise * draws.Normal()), moon);
    }
}
