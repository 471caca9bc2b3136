using Functional.Plugins;

namespace Functional.Host;

/// <summary>A slope to be learned as numbers, as TensorFlow Playground's <c>regressPlane</c> draws it.</summary>
internal static class Plane
{
    public const double Side = 6;

    /// <summary>Playground draws more rows where numbers are to be learned.</summary>
    public const int DefaultRows = 1200;

    public static Recipe<RawData> Recipe { get; } = new("plane", Build, new(
        "y = (x₁ + x₂)/10; x₁, x₂ uniform in ±6",
        "A plane: what a single unit without an activation can learn.",
        "D. Smilkov, S. Carter et al., TensorFlow Playground (2016), dataset.ts: regressPlane"));

    private static RawData Build(Settings settings)
    {
        var rows = PlaneRows.Count(settings, DefaultRows);
        var noise = PlaneRows.Noise(settings, NoiseHelp);
        return PlaneRows.Valued(rows, settings.Seed(), (_, draws) => Row(noise, draws, (x1, x2) => (x1 + x2) / 10)) with { Origin = "plane" };
    }

    public const string NoiseHelp = "how far, as a share of 6, a row may be from the place whose value it has";

    /// <summary>A row anywhere in the square, with the value of a place near it.</summary>
    public static PlaneRow Row(double noise, RowDraws draws, Func<double, double, double> value)
    {
        var x1 = draws.Uniform(-Side, Side);
        var x2 = draws.Uniform(-Side, Side);
        var n1 = draws.Uniform(-Side, Side) * noise;
        var n2 = draws.Uniform(-Side, Side) * noise;
        return new(x1, x2, value(x1 + n1, x2 + n2));
    }
}
