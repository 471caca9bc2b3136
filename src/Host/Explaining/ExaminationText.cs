using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>An examination on a page and in JSON.</summary>
internal static class ExaminationText
{
    /// <summary>What stopped, where it began, what fed it, and what to do: a line each.</summary>
    /// <param name="e">The examination.</param>
    /// <param name="last">The last good state.</param>
    public static IEnumerable<string> Lines(Examination e, long last)
    {
        var stopped = e.Symptom.Match(n => $"{n.Tensor}{DivergenceText.Index(n.Index)} of state {NumberText.Count(n.Step)} is {NumberText.Exact(n.Value)}", () => "a number was not finite");
        yield return $"Training stopped: {stopped}. State {NumberText.Count(last)} is the last good one and is kept.";
        foreach (var d in e.Cause)
            yield return $"  first    step {NumberText.Count(d.Step)}: {DiagnosisText.Place(d)} is {NumberText.Exact(d.Value)}{(d.Step < last ? $" (what follows hid it until step {NumberText.Count(last)})" : "")}";
        yield return $"  fed by   {e.Fed}";
        yield return $"  remedy   {e.Remedy}";
    }

    /// <summary>The member <c>nonFinite</c>: what the recorder stumbled over, where it began, the numbers it was computed from, and the remedy.</summary>
    public static void Write(Utf8JsonWriter json, Examination e)
    {
        json.WriteStartObject("nonFinite");
        e.Symptom.IfSome(n => Place(json, n.Step, n.Tensor, n.Index, n.Value));
        e.Cause.IfSome(d =>
        {
            json.WriteString("stage", DiagnosisText.Key(d.Stage));
            d.Layer.Match(l => json.WriteNumber("layer", l), () => json.WriteNull("layer"));
            json.WriteStartObject("first");
            Place(json, d.Step, d.Tensor, d.Index, d.Value);
            json.WriteEndObject();
        });
        json.WriteStartObject("fed");
        json.WriteString("sentence", e.Fed);
        e.Cause.IfSome(d => Fed(json, d.Fed));
        json.WriteEndObject();
        json.WriteString("remedy", e.Remedy);
        json.WriteEndObject();
    }

    private static void Fed(Utf8JsonWriter json, Feeding fed)
    {
        json.WriteString("by", fed switch
        {
            Feeding.Link => "sum of products",
            Feeding.Call call => call.Id,
            Feeding.Addition => "addition",
            _ => "nothing",
        });
        if (fed is Feeding.Link link)
        {
            json.WriteNumber("term", link.At);
            json.WriteNumber("terms", link.Terms);
            json.Real("before", link.Before);
        }

        json.WriteStartArray("numbers");
        foreach (var number in Numbers(fed))
        {
            json.WriteStartObject();
            json.WriteString("tensor", number.Tensor);
            json.Indices("index", number.Index);
            json.Real("value", number.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<AddressedNumber> Numbers(Feeding fed) => fed switch
    {
        Feeding.Link(_, _, _, var a, var b) => [a, b],
        Feeding.Call call => call.Numbers,
        Feeding.Addition(var a, var b) => [a, b],
        _ => [],
    };

    private static void Place(Utf8JsonWriter json, long step, string tensor, ImmutableArray<int> index, double value)
    {
        json.WriteNumber("step", step);
        json.WriteString("tensor", tensor);
        json.Indices("index", index);
        json.Real("value", value);
    }
}
