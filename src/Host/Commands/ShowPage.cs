using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>A state and its step, for a person or a machine. At the end of a run there is a state and its error, but no step.</summary>
internal sealed record ShowPage(string Run, Experiment Experiment, Catalogue Catalogue, Trace Trace, bool IsLast, Option<int> Row, Option<Examination> Examination = default) : IPage
{
    /// <summary>Rows worked by hand when nobody asked for one.</summary>
    private const int RowsShown = 4;

    /// <summary>Whether this is the counter-example of a law, whose step leads to nothing that could be recorded: it is shown to its end.</summary>
    public bool IsBroken { get; init; }

    /// <summary>How well this state does on rows it never learns from, where there are some.</summary>
    public Option<Scores> Test { get; init; }

    /// <summary>How rows say their class, where the data have classes.</summary>
    public Option<Classes> Classes { get; init; }

    private TrainingState State => Trace.State;

    /// <summary>Whether the sums themselves are added, as in the article: then there is no more to say of the optimizer.</summary>
    private bool IsPlain => Trace.Updates.AsSpan().SequenceEqual([.. Trace.Gradients.ToArray().Select(g => -g)]);

    public void Write(TextWriter text)
    {
        var network = WorkedNetwork.Of(Experiment, Catalogue, State.Parameters);
        text.WriteLine($"{Run}@{State.Step}   {(IsLast ? "the last state" : $"iteration #{State.Step}: from S{State.Step} to S{State.Step + 1}{(Trace.Batch.IsLeftOut ? ", left out" : "")}")}   fingerprint {State.Fingerprint.Short}");
        text.WriteLine(Headline());
        text.WriteLine();
        Parameters(text);
        foreach (var row in Row.Match(r => [r], () => Enumerable.Range(0, Math.Min(Trace.Batch.Rows, RowsShown))))
            WorkedRow(text, network, row);
        if (Row.IsNone && Trace.Batch.Rows > RowsShown)
            text.WriteLine($"… and {Trace.Batch.Rows - RowsShown} more rows (--row R shows any of them)\n");
        text.WriteLine($"loss {NumberText.Exact(Trace.Loss)}   sum |error| {NumberText.Exact(Trace.SumAbsoluteError)}");
        Test.IfSome(test => text.WriteLine(ScoresText.Line("test", test)));
        if (IsLast)
        {
            WriteHealth(text);
            text.WriteLine();
            Ending(text);
            text.WriteLine($"Next: functional show {Run}@{Math.Max(0, State.Step - 1)}   functional predict {Run} --input {string.Join(",", (Trace.Batch.Rows > 0 ? Trace.Batch.Inputs : Experiment.Data.Inputs).AsSpan(0, Experiment.Data.InputWidth).ToArray().Select(NumberText.Exact))}");
            return;
        }

        text.WriteLine();
        if (Trace.Batch.IsLeftOut)
            LeftOut(text);
        else
            Updates(text, network);
        text.WriteLine();
        if (IsBroken)
        {
            NonFinite.In(Experiment.Pipeline.Layout, Trace.Next).IfSome(n =>
                text.WriteLine($"Here the recording ends: {n.Tensor}{DivergenceText.Index(n.Index)} of S{n.Step} would be {NumberText.Exact(n.Value)}. This run is the counter-example of a law."));
            return;
        }

        WriteHealth(text);
        text.WriteLine();
        text.WriteLine($"Next: functional show {Run}@{State.Step + 1}" + (State.Step > 0 ? $"   back: functional show {Run}@{State.Step - 1}" : ""));
    }

    private void Updates(TextWriter text, WorkedNetwork network)
    {
        text.WriteLine($"Updates: each row's input times its delta, summed{(IsPlain ? "" : $", then {Experiment.Pipeline.Optimizer.Id} with learning rate {NumberText.Exact(Trace.LearningRate)}")}");
        foreach (var line in WorkedStep.Updates(network, Trace))
            text.WriteLine(line);
    }

    /// <summary>Why there is no update, and what that means.</summary>
    private void LeftOut(TextWriter text)
    {
        text.WriteLine(Trace.Batch.Rows == 0
            ? "This update was left out: every row of its batch was dropped."
            : $"This update was left out: the run skips {Experiment.Batches.LeftOut.Ranges.First(r => r.First <= State.Step && State.Step <= r.Last)}. The numbers above are what it would have learned from.");
        text.WriteLine($"S{State.Step + 1} has the parameters{(State.Slots.Length > 0 ? ", and the memory of the optimizer," : "")} of S{State.Step}, bit for bit; the rows and learning rates of the steps after it are what they would have been.");
    }

    public void Write(Utf8JsonWriter json)
    {
        var layout = Experiment.Pipeline.Layout;
        var outputs = Experiment.Pipeline.Network.Outputs;
        json.WriteString("run", Run);
        json.WriteNumber("step", State.Step);
        json.WriteString("fingerprint", State.Fingerprint.ToString());
        json.Real("learningRate", Trace.LearningRate);
        json.Real("loss", Trace.Loss);
        json.Real("sumAbsoluteError", Trace.SumAbsoluteError);
        Test.IfSome(test =>
        {
            json.WriteStartObject("test");
            ScoresText.Write(json, test);
            json.WriteEndObject();
        });
        json.WriteBoolean("leftOut", Trace.Batch.IsLeftOut);
        json.Indices("rows", Trace.Batch.RowNumbers);
        json.Matrix("inputs", Trace.Batch.Inputs.AsSpan(), Experiment.Data.InputWidth);
        json.Matrix("targets", Trace.Batch.Targets.AsSpan(), outputs);
        json.Tensors("parameters", layout.Parameters, State.Parameters);
        json.Tensors("slots", layout.Slots, State.Slots);
        json.WriteStartArray("layers");
        foreach (var layer in Trace.Layers)
            Layer(json, layer);
        json.WriteEndArray();
        HealthText.Write(json, Health.Of(Experiment.Pipeline, Trace), !IsLast);
        json.Matrix("error", Trace.Error.AsSpan(), outputs);
        Examination.IfSome(e => ExaminationText.Write(json, e));
        if (IsLast)
        {
            foreach (var name in (string[])["gradients", "updates", "next"])
                json.WriteNull(name);
            return;
        }

        json.Tensors("gradients", layout.Parameters, Trace.Gradients);
        json.Tensors("updates", layout.Parameters, Trace.Updates);
        json.Tensors("next", layout.Parameters, Trace.Next.Parameters);
    }

    private void Layer(Utf8JsonWriter json, LayerTrace layer)
    {
        var units = layer.Layer.Units;
        json.WriteStartObject();
        json.WriteString("activation", layer.Layer.Activation.Id);
        json.Matrix("preActivations", layer.PreActivations.AsSpan(), units);
        json.Matrix("activations", layer.Activations.AsSpan(), units);
        if (IsLast)
        {
            json.WriteNull("slope");
            json.WriteNull("delta");
        }
        else
        {
            json.Matrix("slope", layer.Slope.AsSpan(), units);
            json.Matrix("delta", layer.Delta.AsSpan(), units);
        }

        json.WriteEndObject();
    }

    private void WriteHealth(TextWriter text)
    {
        foreach (var line in HealthText.Lines(Health.Of(Experiment.Pipeline, Trace), Trace.Batch.Rows, !IsLast))
            text.WriteLine(line);
    }

    private void Ending(TextWriter text)
    {
        if (Examination.IsNone)
            text.WriteLine("Here the recording ends: the error is known, the update was never made.");
        foreach (var line in Examination.AsEnumerable().SelectMany(e => ExaminationText.Lines(e, State.Step)))
            text.WriteLine(line);
    }

    private string Headline()
    {
        var pipeline = Experiment.Pipeline;
        var layers = string.Join(" → ", pipeline.Network.Layers.Select(l => $"{l.Units} {l.Activation.Id}"));
        return $"{pipeline.Network.Inputs} inputs → {layers}   loss {pipeline.Loss.Id}   {Experiment.Stamps.First(s => s.Kind == "optimizer").Name}, learning rate {NumberText.Exact(Trace.LearningRate)}   {Trace.Batch.Rows} rows";
    }

    private void Parameters(TextWriter text)
    {
        foreach (var tensor in Experiment.Pipeline.Layout.Parameters)
        {
            text.WriteLine($"{tensor.Name}  [{(tensor.IsVector ? "" : $"{tensor.Rows} × ")}{tensor.Columns}]");
            var values = tensor.In(State.Parameters);
            for (var r = 0; r < Math.Min(tensor.Rows, WorkedStep.ParametersShown); r++)
            {
                var row = values.Slice(r * tensor.Columns, tensor.Columns).ToArray();
                text.WriteLine("  " + string.Join(" ", row.Take(WorkedStep.UnitsShown).Select(v => NumberText.Long(v).PadLeft(13))) + (row.Length > WorkedStep.UnitsShown ? $" … {row.Length} in all" : ""));
            }

            if (tensor.Rows > WorkedStep.ParametersShown)
                text.WriteLine($"  … {tensor.Rows} rows in all");
        }

        text.WriteLine();
    }

    private void WorkedRow(TextWriter text, WorkedNetwork network, int row)
    {
        var (inputs, outputs) = (Experiment.Data.InputWidth, network.Network.Outputs);
        text.WriteLine(
            $"row {Trace.Batch.RowNumbers[row]}   inputs {Values(Trace.Batch.Inputs.AsSpan(row * inputs, inputs))}   target {Values(Trace.Batch.Targets.AsSpan(row * outputs, outputs))}{Label(Trace.Batch.Targets.AsSpan(row * outputs, outputs))}");
        var pass = new ForwardPass([.. Trace.Layers.Select(l => (l.PreActivations, l.Activations))]);
        foreach (var line in WorkedStep.Forward(network, Trace.Batch.Inputs, pass, row))
            text.WriteLine(line);
        if (IsLast)
            text.WriteLine($"  {"",-8} {"error",-9} {Values(Trace.Error.AsSpan(row * outputs, outputs))}");
        else
            foreach (var line in WorkedStep.Backward(network, Trace, row))
                text.WriteLine(line);
        text.WriteLine();
    }

    private static string Values(ReadOnlySpan<double> values) =>
        string.Join(" ", values.ToArray().Take(WorkedStep.ParametersShown).Select(NumberText.Plain)) + (values.Length > WorkedStep.ParametersShown ? $" … ({values.Length})" : "");

    /// <summary>The name of the class a row has, where its data have classes.</summary>
    private string Label(ReadOnlySpan<double> targets) =>
        Classes.Case is Classes classes ? $" ({Shown.Text(classes.Labels[classes.Of(targets)])})" : "";
}
