using Functional.Core;
using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>The last state: its weights, what it answers, how it classifies, and how healthy it is.</summary>
internal static class EndingSection
{
    public static Html Of(Report r) => Html.Of($"""
        <section id="ending" data-step="{r.Last.State.Step}"><h2>After {Wording.Of(r.Steps, "iteration")}</h2>
        {Tensors(r.Pipeline.Layout.Parameters, r.Last.State.Parameters, "/parameters", $"at state {NumberText.Count(r.Last.State.Step)}")}
        <h3>What it answers now</h3>
        {Predictions(r)}{Answers(r)}{Health(r)}</section>

        """);

    /// <summary>A forward pass over the first rows of the data, worked by hand.</summary>
    private static Html Predictions(Report r)
    {
        var network = WorkedNetwork.Of(r.Experiment, r.Catalogue, r.Last.State.Parameters);
        var trace = r.IsFullBatch ? r.Last : Seen(r, Math.Min(r.Data.Rows, Limits.TableRows));
        var rows = WorkedRow.Chosen(r, trace.Batch, r.IsTiny ? Limits.RowsOfFew : 1).Select(row => Html.Of($"""
            <div class="row"><h3>Row {row} <small>inputs {Wording.Values(r.Data.Inputs.AsSpan(row * r.Data.InputWidth, r.Data.InputWidth))} · target {Wording.Values(r.Data.Targets.AsSpan(row * r.Data.TargetWidth, r.Data.TargetWidth))}</small></h3>{new WorkedRow(network, trace, row, r.IsFullBatch).Of(backward: false)}</div>

            """));
        return Html.Of($"""<div class="{(r.IsTiny ? "works" : "")}">{rows}</div>""");
    }

    /// <summary>The first rows of the data, where no step sees them all.</summary>
    private static Trace Seen(Report r, int rows) =>
        Training.Explain(r.Pipeline, r.Last.State, Batch.Of(r.Data, [.. Enumerable.Range(0, rows)]));

    private static Html Answers(Report r) => r.Confusion.Match(
        verdict => Html.Of($"""
            <p>Taken as classes{(r.Data.TargetWidth == 1 ? " (yes from one half on)" : " (the largest output wins)")}, it is right about <strong>{NumberText.Count(verdict.Right)} of {NumberText.Count(verdict.Rows)} rows</strong>, {(100.0 * verdict.Right / verdict.Rows).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} %. These are the rows it learned from.</p>
            {Html.If(verdict.Counts.Length <= Limits.Classes, () => Counts(verdict))}
            """),
        () => Html.Empty);

    private static Html Counts(Confusion verdict) => Tables.Of(
        "Who was taken for whom",
        [Head("is"), .. verdict.Counts.Select((_, j) => Head($"taken for {j}"))],
        verdict.Counts.Select((row, i) => Line($"{i}", row.Select((n, j) => Html.Of($"""<td class="{(i == j ? "right" : n > 0 ? "wrong" : "zero")}">{NumberText.Count(n)}</td>""")))),
        "numbers");

    private static Html Health(Report r) => r.Last.Batch.Rows == 0 ? Html.Empty : Html.Of($"""
        <h3>Health</h3>
        <ul class="plain">{HealthText.Lines(Core.Health.Of(r.Pipeline, r.Last), r.Last.Batch.Rows, hasStep: false).Select(line => Html.Of($"<li>{Wording.Capital(line.Trim().Replace("Health: ", "", StringComparison.Ordinal))}</li>"))}</ul>
        <p class="hint">A dead unit says 0 whatever comes in and learns nothing; a saturated one has hardly any slope left, so that its errors no longer reach its weights.</p>
        """);
}
