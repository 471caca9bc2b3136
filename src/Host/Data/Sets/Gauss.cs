using Functional.Plugins;

namespace Functional.Host;

/// <summary>Two clouds, as TensorFlow Playground's <c>classifyTwoGaussData</c> draws them.</summary>
internal static class Gauss
{
    public static Recipe<RawData> Recipe { get; } = new("gauss", Build, new(
        "blue: normal around (2, 2); orange: around (−2, −2); variance 0.5 + 7·noise",
        "Two round clouds: one straight line parts them, until noise makes them overlap.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: classifyTwoGaussData"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, 500);
        var deviation = Math.Sqrt(0.5 + (7 * PlaneRows.Noise(settings, "how wide the clouds are, variance 0.5 at 0 and 4 at 50")));
        return PlaneRows.Classified(rows, settings.Seed(), PlaneRows.Colours, (row, draws) => Row(row % 2, deviation, draws)) with { Origin = "gauss" };
    }

    private static PlaneRow Row(int colour, double deviation, RowDraws draws)
    {
        var centre = colour == PlaneRows.Blue ? 2 : -2;
        var x1 = centre + (deviation * draws.Normal());
        return new(x1, centre + (deviation * draws.Normal()), colour);
    }
}
