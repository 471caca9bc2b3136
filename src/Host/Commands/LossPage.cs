using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>The loss of one step with every digit: what each row adds to it, and what it passes back to each output.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Experiment">What trained.</param>
/// <param name="Trace">The step.</param>
/// <param name="IsLast">Whether no step follows, so that nothing was passed back.</param>
internal sealed record LossPage(string Run, Experiment Experiment, Trace Trace, bool IsLast) : IPage
{
    /// <summary>What is shown behind <c>--parameter</c> is this, and no parameter is called so.</summary>
    public const string Name = "loss";

    /// <summary>More lines than this are counted, not shown; the JSON has them all.</summary>
    private const int LinesShown = 40;

    /// <summary>Of more outputs than this the JSON does not say what is passed back to each.</summary>
    private const int MostPassed = 400;

    private const int NameWidth = 20;

    public void Write(TextWriter text)
    {
        var (loss, lines) = (Experiment.Pipeline.Loss, Lines());
        text.WriteLine($"{Run}@{Trace.State.Step}   {Name}   {loss.Id} of {Trace.Batch.Rows} rows   fingerprint {Trace.State.Fingerprint.Short}");
        text.WriteLine();
        foreach (var line in lines.Take(lines.Length > LinesShown ? LinesShown - 2 : LinesShown))
            Line(text, line);
        if (lines.Length > LinesShown)
        {
            text.WriteLine($"… and {lines.Length - LinesShown + 1} more lines (all of them with --json)");
            Line(text, lines[^1]);
        }

        if (lines.IsEmpty)
            text.WriteLine(Trace.Batch.Rows == 0
                ? "The batch of this step has no rows: all of them were dropped."
                : $"loss {NumberText.Exact(Trace.Loss)}; how it comes about, {loss.Id} does not say.");
    }

    private ImmutableArray<ToldLine> Lines() => ToldLoss.Of(Experiment.Pipeline, Trace)?.Lines(Trace.Batch.RowNumbers) ?? [];

    private static void Line(TextWriter text, ToldLine line) => text.WriteLine($"{line.Name.PadRight(NameWidth)}  {line.Text}");

    public void Write(Utf8JsonWriter json)
    {
        var told = ToldLoss.Of(Experiment.Pipeline, Trace);
        json.WriteString("run", Run);
        json.WriteNumber("step", Trace.State.Step);
        json.WriteString("parameter", Name);
        json.Real("value", Trace.Loss);
        json.WriteStartArray("parts");
        json.WriteStartObject();
        json.WriteString("id", Experiment.Pipeline.Loss.Id);
        json.WritePropertyName("lines");
        json.ToldLines(told?.Lines(Trace.Batch.RowNumbers) ?? []);
        json.WriteEndObject();
        json.WriteEndArray();
        Passed(json, told);
    }

    /// <summary>For each row and output the lines that end in ∂L/∂output; null where nothing was passed back, or it is too much.</summary>
    private void Passed(Utf8JsonWriter json, ToldLoss? told)
    {
        if (told is null || IsLast || told.Gradients.Length > MostPassed)
        {
            json.WriteNull("passed");
            return;
        }

        var width = told.Gradients.Length / Trace.Batch.Rows;
        json.WriteStartArray("passed");
        for (var row = 0; row < Trace.Batch.Rows; row++)
        {
            json.WriteStartArray();
            for (var unit = 0; unit < width; unit++)
                json.ToldLines(told.Passed(row * width + unit));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
