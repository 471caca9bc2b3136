using System.Collections.Immutable;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>Hills and hollows in turn, to be learned as numbers, as TensorFlow Playground's <c>regressGaussian</c> draws them.</summary>
internal static class MultiGauss
{
    private static readonly ImmutableArray<(double X1, double X2, double Sign)> Peaks =
        [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)];

    public static Recipe<RawData> Recipe { get; } = new("multi-gauss", Build, new(
        "y = ±max(0, 1 − d/2), d to the nearest of six peaks at (−4, 0, 4) × (±2.5); x₁, x₂ uniform in ±6",
        "Three hills and three hollows in turn, cones in truth, on a floor of 0.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: regressGaussian"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, Plane.DefaultRows);
        var noise = PlaneRows.Noise(settings, Plane.NoiseHelp);
        return PlaneRows.Valued(rows, settings.Seed(), (_, draws) => Plane.Row(noise, draws, Height)) with { Origin = "multi-gauss" };
    }

    /// <summary>Of the peaks that reach a place, the one that is highest or deepest there; of two alike the first.</summary>
    private static double Height(double x1, double x2)
    {
        var height = 0.0;
        foreach (var peak in Peaks)
        {
            var (d1, d2) = (x1 - peak.X1, x2 - peak.X2);
            var here = peak.Sign * Math.Max(0, 1 - (Math.Sqrt((d1 * d1) + (d2 * d2)) / 2));
            if (Math.Abs(here) > Math.Abs(height))
                height = here;
        }

        return height;
    }
}
