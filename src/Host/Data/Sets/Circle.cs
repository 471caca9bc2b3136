using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>A disc in a ring, as TensorFlow Playground's <c>classifyCircleData</c> draws them.</summary>
internal static class Circle
{
    private const double Radius = 5;

    public static Recipe<RawData> Recipe { get; } = new("circle", Build, new(
        "blue: radius 0 … 2.5; orange: radius 3.5 … 5",
        "A disc in a ring: no straight line parts them, x₁² + x₂² does.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: classifyCircleData"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, 500);
        var noise = PlaneRows.Noise(settings, "how far, as a share of the radius 5, a row may be from the place that decides its class");
        return PlaneRows.Classified(rows, settings.Seed(), PlaneRows.Colours, (row, draws) => Row(row % 2 == PlaneRows.Blue, noise, draws)) with { Origin = "circle" };
    }

    /// <summary>Radius and angle are uniform, so rows lie closer together towards the middle. Noise moves what decides the class, not the row.</summary>
    private static PlaneRow Row(bool inside, double noise, RowDraws draws)
    {
        var r = inside ? draws.Uniform(0, Radius * 0.5) : draws.Uniform(Radius * 0.7, Radius);
        var angle = draws.Uniform(0, 2 * Math.PI);
        var (x1, x2) = (r * Elementary.Sin(angle), r * Elementary.Cos(angle));
        var (n1, n2) = (x1 + (draws.Uniform(-Radius, Radius) * noise), x2 + (draws.Uniform(-Radius, Radius) * noise));
        return new(x1, x2, Math.Sqrt((n1 * n1) + (n2 * n2)) < Radius * 0.5 ? PlaneRows.Blue : PlaneRows.Orange);
    }
}
