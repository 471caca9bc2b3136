using Functional.Plugins;

namespace Functional.Host;

/// <summary>Four quadrants, opposite ones alike, as TensorFlow Playground's <c>classifyXORData</c> draws them.</summary>
internal static class Quadrants
{
    private const double Side = 5;

    /// <summary>Every row is moved away from both axes by so much.</summary>
    private const double Padding = 0.3;

    public static Recipe<RawData> Recipe { get; } = new("quadrants", Build, new(
        "blue where x₁·x₂ ≥ 0, orange elsewhere; x₁, x₂ uniform in ±(0.3 … 5.3)",
        "Exclusive or, drawn out over the plane: opposite quadrants are alike.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: classifyXORData"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, 500);
        var noise = PlaneRows.Noise(settings, "how far, as a share of 5, a row may be from the place that decides its class");
        return PlaneRows.Classified(rows, settings.Seed(), PlaneRows.Colours, (_, draws) => Row(noise, draws)) with { Origin = "quadrants" };
    }

    private static PlaneRow Row(double noise, RowDraws draws)
    {
        var x1 = Padded(draws.Uniform(-Side, Side));
        var x2 = Padded(draws.Uniform(-Side, Side));
        var (n1, n2) = (x1 + (draws.Uniform(-Side, Side) * noise), x2 + (draws.Uniform(-Side, Side) * noise));
        return new(x1, x2, n1 * n2 >= 0 ? PlaneRows.Blue : PlaneRows.Orange);
    }

    private static double Padded(double x) => x > 0 ? x + Padding : x - Padding;
}
