using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>The health of the layers on a page and in JSON: one line that is always there, and a line for each thing worth saying.</summary>
internal static class HealthText
{
    /// <summary>More layers or units than this are counted, not listed.</summary>
    private const int Shown = 6;

    /// <summary>The lines of a page.</summary>
    /// <param name="layers">The health of each layer.</param>
    /// <param name="rows">How many rows the step saw.</param>
    /// <param name="hasStep">Whether there are gradients and updates to speak of: not at the end of a run.</param>
    public static IEnumerable<string> Lines(ImmutableArray<LayerHealth> layers, int rows, bool hasStep)
    {
        var units = $"{layers.Sum(l => l.Dead.Length)} of {NumberText.Count(layers.Sum(l => (long)l.Units))} units dead, {layers.Sum(l => l.Saturated.Length)} saturated";
        yield return hasStep
            ? $"Health: |gradient| {Listed(layers, l => NumberText.Compact(l.GradientNorm))}   |update| / |parameters| {Listed(layers, l => l.UpdateRatio.Match(Rough, () => "-"))}   {units}"
            : $"Health: {units}";
        foreach (var line in layers.SelectMany(l => Marks(l, rows, hasStep)))
            yield return $"  {line}";
    }

    /// <summary>The member <c>health</c>: an object a layer; norms are null where there is no step.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<LayerHealth> layers, bool hasStep)
    {
        json.WriteStartArray("health");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            json.WriteNumber("layer", layer.Layer);
            json.WriteNumber("units", layer.Units);
            json.Indices("dead", [.. layer.Dead.Select(u => u.Unit)]);
            json.WriteStartArray("saturated");
            foreach (var unit in layer.Saturated)
            {
                json.WriteStartObject();
                json.WriteNumber("unit", unit.Unit);
                json.Real("largestSlope", unit.Slope);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.Real("referenceSlope", layer.ReferenceSlope);
            json.Real("parameterNorm", layer.ParameterNorm);
            Maybe("gradientNorm", layer.GradientNorm);
            Maybe("updateNorm", layer.UpdateNorm);
            Maybe("gradientAgainstNext", layer.AgainstNext);
            Maybe("updateAgainstParameters", layer.UpdateRatio);
            json.WriteStartArray("marks");
            foreach (var mark in Keys(layer, hasStep))
                json.WriteStringValue(mark);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void Maybe(string name, LanguageExt.Option<double> value) =>
            (hasStep ? value : default).Match(x => json.Real(name, x), () => json.WriteNull(name));
    }

    private static IEnumerable<string> Keys(LayerHealth layer, bool hasStep) =>
        new[]
        {
            (!layer.Dead.IsEmpty, "dead"), (!layer.Saturated.IsEmpty, "saturated"),
            (hasStep && layer.IsVanishing, "vanishing"), (hasStep && layer.IsExploding, "exploding"), (hasStep && layer.IsOvershooting, "overshooting"),
        }.Where(mark => mark.Item1).Select(mark => mark.Item2);

    private static IEnumerable<string> Marks(LayerHealth layer, int rows, bool hasStep)
    {
        var everyRow = rows == 1 ? "for the one row of this step" : $"for all {rows} rows of this step";
        if (!layer.Dead.IsEmpty)
            yield return $"layer{layer.Layer}: {Units(layer, layer.Dead)} dead: activation and slope are 0 {everyRow}, so no gradient reaches the weights ({Numbers(layer.Dead)})";
        if (!layer.Saturated.IsEmpty)
            yield return $"layer{layer.Layer}: {Units(layer, layer.Saturated)} saturated: the slope is at most {NumberText.Compact(layer.Saturated.Max(u => u.Slope))} {everyRow}, less than {Rough(LayerHealth.SaturatedBelow)} of an open unit's, {NumberText.Compact(layer.ReferenceSlope)} ({Numbers(layer.Saturated)})";
        if (!hasStep)
            yield break;
        if (layer.IsVanishing)
            yield return $"layer{layer.Layer}: the gradient vanishes: {NumberText.Compact(layer.GradientNorm)} is {Ratio(layer)} of the next layer's (below {Rough(LayerHealth.VanishingBelow)})";
        if (layer.IsExploding)
            yield return $"layer{layer.Layer}: the gradient explodes: {NumberText.Compact(layer.GradientNorm)} is {Ratio(layer)} times the next layer's (above {Rough(LayerHealth.ExplodingAbove)})";
        if (layer.IsOvershooting)
            yield return $"layer{layer.Layer}: the update is longer than the parameters: {NumberText.Compact(layer.UpdateNorm)} against {NumberText.Compact(layer.ParameterNorm)}, {layer.UpdateRatio.Match(Rough, () => "")} times; a smaller learning rate keeps more of them";
    }

    private static string Ratio(LayerHealth layer) => layer.AgainstNext.Match(Rough, () => "");

    private static string Units(LayerHealth layer, ImmutableArray<UnitSlope> units) => $"{units.Length} of {layer.Units} {(layer.Units == 1 ? "unit" : "units")}";

    private static string Numbers(ImmutableArray<UnitSlope> units) =>
        $"unit {string.Join(", ", units.Take(Shown).Select(u => u.Unit))}{(units.Length > Shown ? ", …" : "")}";

    private static string Listed(ImmutableArray<LayerHealth> layers, Func<LayerHealth, string> number) =>
        layers.Length <= Shown
            ? string.Join(" · ", layers.Select(number))
            : string.Join(" · ", layers.Take(Shown / 2).Select(number).Append("…").Concat(layers.TakeLast(Shown / 2).Select(number)));

    /// <summary>Two digits are enough of a ratio.</summary>
    private static string Rough(double x) => x.ToString("G2", System.Globalization.CultureInfo.InvariantCulture);
}
