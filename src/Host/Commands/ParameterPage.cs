using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// One parameter at one step with every digit: its value, what each row says of it, what the optimizer makes of that, and its next value. At the
/// end of a run there is its value and no step.
/// </summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Experiment">What trained.</param>
/// <param name="Trace">The step.</param>
/// <param name="At">The parameter's place in the flat run.</param>
/// <param name="IsLast">Whether no step follows.</param>
internal sealed record ParameterPage(string Run, Experiment Experiment, Trace Trace, int At, bool IsLast) : IPage
{
    /// <summary>More rows than this are counted, not shown; the JSON has them all.</summary>
    private const int RowsShown = 12;

    private const int NameWidth = 16;

    /// <summary>The page of the parameter called <paramref name="name"/>, which was typed behind <paramref name="option"/>, or why there is none; of <c>loss</c> that of the loss.</summary>
    public static Either<Failure, IPage> Of(OpenedRun run, long step, string option, string name) =>
        name == LossPage.Name ? run.Explain(step).Map(trace => (IPage)new LossPage(run.File.Header.Name, run.Experiment, trace, step == run.File.Last)) :
        from at in ParameterName.Read(option, run.Layout, name)
        from trace in run.Explain(step)
        select (IPage)new ParameterPage(run.File.Header.Name, run.Experiment, trace, at, step == run.File.Last && run.File.Header.Status != Staging.Status) { IsBroken = step == run.File.Last };

    /// <summary>Whether this is the counter-example of a law, whose last step leads to nothing that could be recorded, or the last state itself.</summary>
    public bool IsBroken { get; init; }

    private Pipeline Pipeline => Experiment.Pipeline;

    private string Name => Pipeline.Layout.NameOf(At);

    private double Value => Trace.State.Parameters[At];

    /// <summary>What each row of the batch brings: the number that the weight is multiplied by, 1 for a bias, and how far the unit's dot product should go.</summary>
    private IReadOnlyList<(double Input, double Delta)> Rows
    {
        get
        {
            var tensor = Pipeline.Network.Layout.Tensors.Last(t => t.Offset <= At);
            var i = At - tensor.Offset;
            return Arithmetic.TermsOfWeight(Trace.Layers[tensor.Layer], tensor.Inputs, tensor.IsBias ? -1 : i / tensor.Units, i % tensor.Units);
        }
    }

    public void Write(TextWriter text)
    {
        var step = Trace.State.Step;
        text.WriteLine($"{Run}@{step}   {Name}   {(IsLast ? "the last state" : $"iteration #{step}: from S{step} to S{step + 1}{(Trace.Batch.IsLeftOut ? ", left out" : "")}")}   fingerprint {Trace.State.Fingerprint.Short}");
        text.WriteLine();
        Line(text, "value", NumberText.Exact(Value));
        if (IsLast)
        {
            text.WriteLine("Here the recording ends: there is no step after this state.");
            return;
        }

        Gradient(text);
        if (Trace.Batch.IsLeftOut)
        {
            text.WriteLine($"This update was left out: S{step + 1} has the same value.");
            return;
        }

        foreach (var part in ToldPart.Of(Pipeline, Trace, At))
            Part(text, part);
        text.WriteLine();
        Line(text, "next value", $"{NumberText.Exact(Value)} + {NumberText.Exact(Trace.Updates[At])} = {NumberText.Exact(Trace.Next.Parameters[At])}");
        text.WriteLine();
        text.WriteLine($"Every number has all its digits; a product and the sum behind it are rounded once.{(IsBroken ? "" : $" Next: functional show {Run}@{step + 1} --parameter {Name}")}");
    }

    /// <summary>The rows' terms and their sum.</summary>
    private void Gradient(TextWriter text)
    {
        var rows = Rows;
        text.WriteLine();
        text.WriteLine("gradient: each row's input times minus its delta, summed");
        foreach (var (input, delta, row) in rows.Take(RowsShown).Select((r, i) => (r.Input, r.Delta, Trace.Batch.RowNumbers[i])))
            Line(text, $"  row {row}", $"{NumberText.Exact(input)} × {NumberText.Exact(-delta)} = {NumberText.Exact(input * -delta)}");
        if (rows.Count > RowsShown)
            text.WriteLine($"  … and {rows.Count - RowsShown} more rows (all of them with --json)");
        Line(text, "  sum", NumberText.Exact(Trace.Gradients[At]));
    }

    private static void Part(TextWriter text, ToldPart part)
    {
        text.WriteLine();
        text.WriteLine(part.Id);
        if (part.Lines.IsEmpty)
            text.WriteLine($"  makes {NumberText.Exact(part.Leaves)} of {NumberText.Exact(part.Arrives)}; how, it does not say");
        foreach (var line in part.Lines)
            Line(text, $"  {line.Name}", line.Text);
    }

    private static void Line(TextWriter text, string name, string arithmetic) => text.WriteLine($"{name.PadRight(NameWidth)}  {arithmetic}");

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteNumber("step", Trace.State.Step);
        json.WriteString("parameter", Name);
        json.Real("learningRate", Trace.LearningRate);
        json.WriteBoolean("leftOut", Trace.Batch.IsLeftOut);
        json.Real("value", Value);
        if (IsLast)
        {
            foreach (var name in (string[])["rows", "gradient", "parts", "update", "next"])
                json.WriteNull(name);
            return;
        }

        json.WriteStartArray("rows");
        foreach (var ((input, delta), row) in Rows.Zip(Trace.Batch.RowNumbers))
        {
            json.WriteStartObject();
            json.WriteNumber("row", row);
            json.Real("input", input);
            json.Real("delta", delta);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Real("gradient", Trace.Gradients[At]);
        json.WriteStartArray("parts");
        foreach (var part in ToldPart.Of(Pipeline, Trace, At))
            Write(json, part);
        json.WriteEndArray();
        json.Real("update", Trace.Updates[At]);
        json.Real("next", Trace.Next.Parameters[At]);
    }

    private static void Write(Utf8JsonWriter json, ToldPart part)
    {
        json.WriteStartObject();
        json.WriteString("id", part.Id);
        json.Real("arrives", part.Arrives);
        json.Real("leaves", part.Leaves);
        json.WritePropertyName("lines");
        json.ToldLines(part.Lines);
        json.WriteEndObject();
    }
}
