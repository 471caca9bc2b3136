using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>Two arms wound around each other, as TensorFlow Playground's <c>classifySpiralData</c> draws them.</summary>
internal static class Spiral
{
    private const double Radius = 5;

    /// <summary>How often an arm goes around.</summary>
    private const double Turns = 1.75;

    public static Recipe<RawData> Recipe { get; } = new("spiral", Build, new(
        "x = r·(sin t, cos t), r = 5·i/n, t = 2π·1.75·i/n; orange half a turn behind blue",
        "Two arms wound around each other: the hardest of the plane sets. Without noise both begin in the same point.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: classifySpiralData"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, 500);
        var noise = PlaneRows.Noise(settings, "how far a row may be off its arm in each direction, 100 being 1");
        return PlaneRows.Classified(rows, settings.Seed(), PlaneRows.Colours, (row, draws) => Row(row, rows, noise, draws)) with { Origin = "spiral" };
    }

    private static PlaneRow Row(int row, int rows, double noise, RowDraws draws)
    {
        var colour = row % 2;
        var along = (double)(row / 2) / ((rows + 1 - colour) / 2);
        var (r, t) = (Radius * along, (Turns * along * 2 * Math.PI) + (colour == PlaneRows.Blue ? 0 : Math.PI));
        var x1 = (r * Elementary.Sin(t)) + (draws.Uniform(-1, 1) * noise);
        return new(x1, (r * Elementary.Cos(t)) + (draws.Uniform(-1, 1) * noise), colour);
    }
}
