using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>One row, worked by hand: as it was given, and as the network sees it.</summary>
internal sealed record PredictedRow(string Run, long Step, Reals Raw, Reals Inputs, ForwardPass Pass, WorkedNetwork Network, Option<Classes> Classes) : IPage
{
    public void Write(TextWriter text)
    {
        text.WriteLine($"{Run}@{Step}   inputs {Line(Raw)}{(Raw.Equals(Inputs) ? "" : $"   prepared as in training {Line(Inputs)}")}");
        foreach (var line in WorkedStep.Forward(Network, Inputs, Pass, 0))
            text.WriteLine(line);
        text.WriteLine($"output {string.Join(" ", Pass.Outputs.ToArray().Select(NumberText.Exact))}{Classes.Match(c => $"   that is {Shown.Text(c.Labels[c.Of(Pass.Outputs.AsSpan())])}", () => "")}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteNumber("step", Step);
        json.Reals("inputs", Inputs.AsSpan());
        if (!Raw.Equals(Inputs))
            json.Reals("given", Raw.AsSpan());
        json.WriteStartArray("layers");
        for (var l = 0; l < Pass.Layers.Length; l++)
        {
            json.WriteStartObject();
            json.WriteString("activation", Network.Layers[l].Activation.Id);
            json.Reals("preActivations", Pass.Layers[l].PreActivations.AsSpan());
            json.Reals("activations", Pass.Layers[l].Activations.AsSpan());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Reals("outputs", Pass.Outputs.AsSpan());
        Classes.IfSome(c => json.WriteString("class", c.Labels[c.Of(Pass.Outputs.AsSpan())]));
    }

    private static string Line(Reals numbers) => string.Join(" ", numbers.ToArray().Select(NumberText.Plain));
}

/// <summary>What a network says about many rows: outputs <c>[rows × outputs]</c>.</summary>
internal sealed record PredictedRows(string Run, long Step, ImmutableArray<string> Notes, DataCard Card, Reals Outputs, Option<Classes> Classes) : IPage
{
    private int Width => Card.TargetNames.Length;

    private int Rows => Outputs.Length / Width;

    public void Write(TextWriter text)
    {
        foreach (var note in Notes)
            text.WriteLine($"data: {note}.");
        text.WriteLine($"{Run}@{Step} on {NumberText.Count(Rows)} {(Rows == 1 ? "row" : "rows")}");
        text.WriteLine($"{"row",8}{string.Concat(Card.TargetNames.Select(name => Shown.Text(name).PadLeft(24)))}{(Classes.IsSome ? "   that is" : "")}");
        for (var row = 0; row < Rows; row++)
        {
            var outputs = Outputs.AsSpan(row * Width, Width).ToArray();
            text.WriteLine($"{row,8}{string.Concat(outputs.Select(x => NumberText.Exact(x).PadLeft(24)))}{Classes.Match(c => $"   {Shown.Text(c.Labels[c.Of(outputs)])}", () => "")}");
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteNumber("step", Step);
        json.WriteNumber("rows", Rows);
        json.WriteStartArray("columns");
        foreach (var name in Card.TargetNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.Matrix("outputs", Outputs.AsSpan(), Width);
        Classes.IfSome(c =>
        {
            json.WriteStartArray("classes");
            for (var row = 0; row < Rows; row++)
                json.WriteStringValue(c.Labels[c.Of(Outputs.AsSpan(row * Width, Width))]);
            json.WriteEndArray();
        });
    }
}
