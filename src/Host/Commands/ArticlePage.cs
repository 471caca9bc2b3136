using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The article for a person in a hurry; with <c>Full</c>, every number of it.</summary>
internal sealed record ArticlePage(
    Recording Recording, Experiment Experiment, Catalogue Catalogue, Shell Shell, bool Full,
    int[] Horizons, Chart[] Charts, ImmutableArray<string> Files, double[] Errors, Trace First, Trace Second, TrainingState Last) : IPage
{
    private const string Checkout = "dotnet run --project src/Host -c Release --";

    private const int ChartHeight = 12;

    private const int FullChartHeight = 16;

    private Dataset Data => Experiment.Data;

    private Network Network => Experiment.Pipeline.Network;

    public void Write(TextWriter text)
    {
        Opening(text);
        Iteration(text, First);
        Iteration(text, Second);
        Curves(text);
        Ending(text);
        Next(text);
    }

    public void Write(Utf8JsonWriter json)
    {
        new RecordingPage(Recording, Last, None, Recording.Path).Write(json);
        json.WriteStartArray("horizons");
        for (var i = 0; i < Horizons.Length; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("steps", Horizons[i]);
            json.WriteNumber("elbow", ElbowOf(i));
            json.Real("lastSumAbsoluteError", Errors[Horizons[i] - 1]);
            json.WriteString("picture", Files[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Reals("predictions", Predictions().Outputs.AsSpan());
    }

    private int ElbowOf(int horizon) => Elbow.Of(Errors.AsSpan(0, Horizons[horizon]));

    private ForwardPass Predictions() => Training.Predict(Network, Last.Parameters, Data.Rows, Data.Inputs);

    private void Opening(TextWriter text)
    {
        text.WriteLine("HOLDING YOUR HAND THROUGH A NEURAL NETWORK: four rows, three inputs, one sigmoid");
        text.WriteLine($"trained {NumberText.Count(Recording.Steps)} iterations and recorded every state in {NumberText.Seconds(Recording.Elapsed)} s: {Relative(Recording.Path)} ({NumberText.Bytes(new FileInfo(Recording.Path).Length)})");
        text.WriteLine();
        text.WriteLine("DATA    inputs    target        INITIAL WEIGHTS   2 × random − 1, seed 123");
        for (var row = 0; row < Data.Rows; row++)
        {
            var inputs = string.Join("  ", Data.Inputs.AsSpan(row * Data.InputWidth, Data.InputWidth).ToArray().Select(NumberText.Plain));
            var weight = row < First.State.Parameters.Length ? $"w{row}  {NumberText.Long(First.State.Parameters[row]),12}" : "";
            text.WriteLine($"row {row}   {inputs}     {NumberText.Plain(Data.Targets[row])}             {weight}".TrimEnd());
        }

        text.WriteLine();
    }

    /// <summary>One pass: a line a row, a line a weight; in full, every line of the arithmetic.</summary>
    private void Iteration(TextWriter text, Trace trace)
    {
        if (Full)
        {
            new ShowPage(Experiment.Name, Experiment, Catalogue, trace, IsLast: false, None).Write(text);
            text.WriteLine();
            return;
        }

        var (layer, slope) = (trace.Layers[0], trace.Layers[0].Slope);
        text.WriteLine($"ITERATION #{trace.State.Step}{"dot product = Σ input × weight",33}{"sigmoid",28}    error    slope    delta");
        for (var row = 0; row < trace.Batch.Rows; row++)
            text.WriteLine(
                $"row {row}  {DotOf(trace.State, row) + " = " + NumberText.Short(layer.PreActivations[row]),-55}"
                + $"{NumberText.Short(layer.Activations[row]),9}{NumberText.Short(trace.Error[row]),9}{NumberText.Short(slope[row]),9}{NumberText.Short(layer.Delta[row]),9}");
        for (var k = 0; k < trace.Updates.Length; k++)
            text.WriteLine(
                $"w{k}     {Arithmetic.Dot(Arithmetic.TermsOfWeight(layer, Data.InputWidth, k, 0)) + " = " + NumberText.Short(trace.Updates[k]),-66}"
                + $"{NumberText.Short(trace.State.Parameters[k])} + {NumberText.Short(trace.Updates[k])} = {NumberText.Short(trace.Next.Parameters[k])}");
        text.WriteLine($"new weights  {string.Join("  ", trace.Next.Parameters.ToArray().Select(NumberText.Long))}     sum |error| {NumberText.Short(trace.SumAbsoluteError)}");
        text.WriteLine();
    }

    private void Curves(TextWriter text)
    {
        var half = (Shell.Width - 4) / 2;
        text.WriteLine("THE ERROR, at four zooms (● marks the elbow)");
        for (var i = 0; i < Charts.Length; i += Full ? 1 : 2)
        {
            var left = Render(Charts[i], Full ? Math.Min(Shell.Width, 110) : half);
            var right = Full ? [] : Render(Charts[i + 1], half);
            for (var line = 0; line < left.Count; line++)
                text.WriteLine((left[line].PadRight(half + 3) + (line < right.Count ? right[line] : "")).TrimEnd());
            text.WriteLine();
        }

        text.WriteLine($"elbow       {string.Join("   ", Horizons.Select((h, i) => $"{NumberText.Count(ElbowOf(i))} of {NumberText.Count(h)}"))}");
        text.WriteLine($"sum |error| {string.Join("   ", Horizons.Select(h => $"{Errors[h - 1].ToString("F5", System.Globalization.CultureInfo.InvariantCulture)} after {NumberText.Count(h)}"))}");
        text.WriteLine("The elbow (the point farthest from the chord) moves with the zoom: the error falls as a power of the");
        text.WriteLine($"iteration (by {(Errors[Horizons[^2] - 1] / Errors[Horizons[^1] - 1]).ToString("F1", System.Globalization.CultureInfo.InvariantCulture)} for the last ten times as many), and such a curve looks alike at every scale.");
        text.WriteLine($"pictures    {Relative(Files[0])}, {string.Join(", ", Horizons.Skip(1).Select(h => $"-{h}.svg"))}");
        text.WriteLine();
    }

    private void Ending(TextWriter text)
    {
        var pass = Predictions();
        text.WriteLine($"AFTER {NumberText.Count(Recording.Steps)} ITERATIONS");
        var weights = Last.Parameters.ToArray();
        text.WriteLine($"weights     {string.Join("   ", weights.Select(w => w.ToString("F5", System.Globalization.CultureInfo.InvariantCulture)))}   (cut off: {string.Join(", ", weights.Select(w => NumberText.Truncated(w, 4)))})");
        for (var row = 0; row < Data.Rows; row++)
        {
            var (z, a) = (pass.Layers[0].PreActivations[row], pass.Outputs[row]);
            text.WriteLine(
                $"row {row}  {DotOf(Last, row) + " = " + z.ToString("F1", System.Globalization.CultureInfo.InvariantCulture),-53}"
                + $"1 / (1 + e^{(-z).ToString("F1", System.Globalization.CultureInfo.InvariantCulture)}) = {a.ToString("F4", System.Globalization.CultureInfo.InvariantCulture)}   cut off {NumberText.Truncated(a, 3)}");
        }

        text.WriteLine();
    }

    private void Next(TextWriter text)
    {
        var command = Environment.ProcessPath is { } path && path.Contains(Path.Combine("src", "Host", "bin"), StringComparison.Ordinal) ? Checkout : "functional";
        text.WriteLine("TRY NEXT" + (Full ? "" : $"   (the whole story, every line of arithmetic: {command} --full)"));
        text.WriteLine($"  {command} show article@1            any state, worked by hand");
        text.WriteLine($"  {command} fork article@500 --set 'network.layers[0].activation=tanh'");
        text.WriteLine($"  {command} replay article            prove that all of it can be computed again, bit for bit");
    }

    private string DotOf(TrainingState state, int row) => Arithmetic.Dot(Arithmetic.TermsOfUnit(
        Data.Inputs.AsSpan(row * Data.InputWidth, Data.InputWidth), state.Parameters.AsSpan(), units: 1, unit: 0));

    /// <summary>The picture for a terminal: the headline and the mark say less, since the page around them says it.</summary>
    private IReadOnlyList<string> Render(Chart chart, int width) => TerminalChart.Render(
        chart with
        {
            Subtitle = "",
            Title = chart.Title.Replace("The error over the first ", "first ", StringComparison.Ordinal),
            Marks = [.. chart.Marks.Select(mark => mark with { Label = "elbow" })],
        },
        width,
        Full ? FullChartHeight : ChartHeight,
        unicode: true);

    private string Relative(string path) => Path.GetRelativePath(Shell.Folder, path);
}
