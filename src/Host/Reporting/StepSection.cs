using Functional.Core;
using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>The first step worked by hand, and the second in brief.</summary>
internal static class StepSection
{
    /// <summary>Every row of a tiny network, two of another; then the update.</summary>
    public static Html First(Report r)
    {
        var trace = r.First;
        var network = WorkedNetwork.Of(r.Experiment, r.Catalogue, trace.State.Parameters);
        var hasStep = r.Steps > 0;
        return Html.Of($"""
            <section id="first" data-step="{trace.State.Step}"><h2>{(hasStep ? $"Iteration #{NumberText.Count(trace.State.Step)}" : "One look at the rows")}</h2>
            {Intro(r, network)}{Batch(r, trace)}{Worked(r, network, trace, hasStep)}{Summary(r, trace, hasStep)}{Loss(trace)}
            {(hasStep ? Update(r, network, trace) : Html.Of($"<p>No step was made: the error is known, the update is not.</p>"))}</section>

            """);
    }

    /// <summary>What the next step sees, without the arithmetic.</summary>
    public static Html Second(Report r) => r.Second.Match(
        trace => Html.Of($"""
            <section id="second" data-step="{trace.State.Step}"><h2>Iteration #{NumberText.Count(trace.State.Step)}</h2>
            <p>The same again, with the new weights{(r.IsFullBatch ? "" : " and the next rows")}. {Fall(r, trace)}</p>
            {Summary(r, trace, true)}{Loss(trace)}
            {Html.If(!trace.Batch.IsLeftOut, () => Tensors(r.Pipeline.Layout.Parameters, trace.Next.Parameters, "/next", $"after iteration #{NumberText.Count(trace.State.Step)}"))}
            <p class="hint">Every line of it: <code>functional show {Wording.Quoted(r.Name)}@{trace.State.Step}</code></p></section>

            """),
        () => Html.Empty);

    private static string Fall(Report r, Trace trace)
    {
        var (before, now) = r.IsFullBatch && !r.HasLogits ? (r.First.SumAbsoluteError, trace.SumAbsoluteError) : (r.First.Loss, trace.Loss);
        var what = r.IsFullBatch && !r.HasLogits ? "sum of the errors" : "loss";
        return $"The {what} was {NumberText.Short(before)} and is {NumberText.Short(now)}.".Replace('-', '−');
    }

    private static Html Intro(Report r, WorkedNetwork network) => Html.Of($"""
        <p>A step goes forward and back. <strong>Forward:</strong> each input is multiplied by its weight and the products are added up{(r.Network.Layers.Any(l => l.Bias) ? ", with the bias" : "")}; that is the <em>dot product</em>. {Wording.Capital(Html.Text(network.NameOf(r.Network.Layers.Length - 1)).Markup)} turns it into an answer{(r.Network.Layers.Length > 1 ? ", layer after layer" : "")}.
        <strong>Back:</strong> the <em>error</em> is the target minus the answer. The <em>slope</em> says how far the answer gives way where it stands: little where the unit is sure of itself, much where it is not. Error times slope is the <em>delta</em>, what this row asks for.{(r.Network.Layers.Length > 1 ? " A unit farther in hears the deltas behind it, each through the weight that leads there." : "")}</p>

        """);

    private static Html Batch(Report r, Trace trace) => Html.If(!r.IsFullBatch, () => Html.Of(
        $"<p>This step sees {Wording.Of(trace.Batch.Rows, "row")} of {NumberText.Count(r.Data.Rows)}{(trace.Batch.Rows == 0 ? "" : $": row{(trace.Batch.Rows == 1 ? "" : "s")} {string.Join(", ", trace.Batch.RowNumbers.Take(Limits.TableRows))}{(trace.Batch.Rows > Limits.TableRows ? ", …" : "")}")}.</p>\n"));

    private static Html Worked(Report r, WorkedNetwork network, Trace trace, bool hasStep)
    {
        var chosen = WorkedRow.Chosen(r, trace.Batch, r.IsTiny ? Limits.RowsOfFew : Limits.RowsOfMany);
        var rows = chosen.Select((row, i) =>
        {
            var work = new WorkedRow(network, trace, row, addressed: true).Of(hasStep);
            return r.IsTiny || i == 0
                ? Html.Of($"<div class=\"row\"><h3>{RowTitle(r, trace, row)}</h3>{work}</div>\n")
                : Html.Of($"<details class=\"row\"><summary>{RowTitle(r, trace, row)}</summary>{work}</details>\n");
        });
        return Html.Of($"""<div class="{(r.IsTiny ? "works" : "")}">{rows}</div>""");
    }

    private static Html RowTitle(Report r, Trace trace, int row)
    {
        var (inputs, targets) = (r.Data.InputWidth, r.Data.TargetWidth);
        return Html.Of($"Row {trace.Batch.RowNumbers[row]} <small>inputs {Wording.Values(trace.Batch.Inputs.AsSpan(row * inputs, inputs))} · target {Wording.Values(trace.Batch.Targets.AsSpan(row * targets, targets))}</small>");
    }

    /// <summary>All rows of the batch at a glance: of one output the whole way back, of several the answers.</summary>
    private static Html Summary(Report r, Trace trace, bool hasStep)
    {
        var (layer, last, outputs) = (trace.Layers[^1], trace.Layers.Length - 1, r.Network.Outputs);
        var shown = Math.Min(trace.Batch.Rows, Limits.TableRows);
        if (shown == 0)
            return Html.Empty;
        var name = r.Experiment.Stamps.FirstOrDefault(s => s.Kind == "activation" && s.Id == layer.Layer.Activation.Id)?.Name ?? layer.Layer.Activation.Id;
        var columns = Math.Min(outputs, Limits.TableColumns);
        Html[] head = outputs == 1
            ? [Head("row"), Head("target"), Head("dot"), Head(Shown.Text(name)), Head("error"), .. hasStep ? new[] { Head("slope"), Head("delta") } : []]
            : [Head("row"), Head("target"), .. Enumerable.Range(0, columns).Select(k => Head($"output {k}"))];
        var slope = layer.Slope;
        return Tables.Of(
            shown < trace.Batch.Rows ? $"The first {shown} of {NumberText.Count(trace.Batch.Rows)} rows of this step" : "All rows of this step",
            head,
            Enumerable.Range(0, shown).Select(row => Line($"{trace.Batch.RowNumbers[row]}",
            [
                Html.Of($"<td>{Target(trace.Batch.Targets.AsSpan(row * outputs, outputs))}</td>"),
                .. outputs > 1
                    ? Enumerable.Range(0, columns).Select(k => Cell(layer.Activations[row * outputs + k], $"/layers/{last}/activations/{row}/{k}"))
                    : new[]
                    {
                        Cell(layer.PreActivations[row], $"/layers/{last}/preActivations/{row}/0"), Cell(layer.Activations[row], $"/layers/{last}/activations/{row}/0"), Cell(trace.Error[row], $"/error/{row}/0"),
                    },
                .. outputs == 1 && hasStep ? new[] { Cell(slope[row], $"/layers/{last}/slope/{row}/0"), Cell(layer.Delta[row], $"/layers/{last}/delta/{row}/0") } : [],
            ])),
            "numbers");
    }

    private static string Target(ReadOnlySpan<double> targets) => targets.Length > 3 && Classed(targets) ? $"class {targets.IndexOf(1)}" : Wording.Values(targets);

    private static bool Classed(ReadOnlySpan<double> targets) => targets.ToArray().All(t => t is 0 or 1) && targets.ToArray().Sum() == 1;

    private static Html Loss(Trace trace) => Html.Of(
        $"""<p class="loss">loss {Typeset.Number(trace.Loss, "/loss", NumberText.Compact)} <span>sum |error| {Typeset.Number(trace.SumAbsoluteError, "/sumAbsoluteError", NumberText.Compact)}</span></p>""");

    private static Html Update(Report r, WorkedNetwork network, Trace trace)
    {
        if (trace.Batch.IsLeftOut)
            return Html.Of($"<h3>The update</h3><p>This update was left out: {(trace.Batch.Rows == 0 ? "every row of its batch was dropped" : "the run skips this step")}. The next state has the same numbers, bit for bit.</p>");
        var table = new UpdateTable(r, network, trace);
        return Html.Of($"<h3>The update</h3>{table.Words()}{table.Lines()}");
    }
}
