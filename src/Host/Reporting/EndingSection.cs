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

    private static Html Answers(Report r) => r.Judgement.Training.Confusion.Match(
        training => Html.Of($"""
            <p>Taken as classes{(r.Data.TargetWidth == 1 ? $" ({Shown.Text(training.Classes.Labels[1])} from {NumberText.Plain(training.Classes.Border)} on)" : " (the largest output wins)")}, it is right about {Share(training)} it learned from{Html.If(r.Judgement.Test.IsSome, () => Tried(r))}.</p>
            {Html.If(training.Classes.Count <= Limits.Classes, () => Counts(r.Judgement.Test.Bind(t => t.Confusion).IfNone(training), r.Judgement.Test.IsSome))}
            """),
        () => Html.Of($"""
            <p>On the rows it learned from it is off by {NumberText.Compact(r.Judgement.Training.RootMeanSquaredError)} (the root of the mean squared error{Explained(r.Judgement.Training)}){Html.If(r.Judgement.Test.IsSome, () => Tried(r))}.</p>
            """));

    /// <summary>The same of rows that were set aside.</summary>
    private static Html Tried(Report r) => r.Judgement.Test.Match(
        test => test.Confusion.Match(
            confusion => Html.Of($", and about {Share(confusion)} that were set aside and never learned from"),
            () => Html.Of($", and by {NumberText.Compact(test.RootMeanSquaredError)}{Explained(test)} on {Wording.Of(test.Rows, "row")} that {(test.Rows == 1 ? "was" : "were")} set aside and never learned from")),
        () => Html.Empty);

    private static Html Share(Confusion c) =>
        Html.Of($"""<strong>{NumberText.Count(c.Right)} of {NumberText.Count(c.Rows)} {(c.Rows == 1 ? "row" : "rows")}</strong> ({(100 * c.Accuracy).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} %)""");

    private static string Explained(Scores scores) => scores.RSquared.Match(r => $", R² {NumberText.Compact(r)}", () => "");

    private static Html Counts(Confusion verdict, bool set) => Tables.Of(
        set ? "Who was taken for whom, of the rows set aside" : "Who was taken for whom",
        [Head("is"), .. verdict.Classes.Labels.Select(label => Head($"taken for {Shown.Text(label)}"))],
        Enumerable.Range(0, verdict.Classes.Count).Select(i => Line(Shown.Text(verdict.Classes.Labels[i]), Enumerable.Range(0, verdict.Classes.Count).Select(j =>
            Html.Of($"""<td class="{(i == j ? "right" : verdict[i, j] > 0 ? "wrong" : "zero")}">{NumberText.Count(verdict[i, j])}</td>""")))),
        "numbers");

    private static Html Health(Report r) => r.Last.Batch.Rows == 0 ? Html.Empty : Html.Of($"""
        <h3>Health</h3>
        <ul class="plain">{HealthText.Lines(Core.Health.Of(r.Pipeline, r.Last), r.Last.Batch.Rows, hasStep: false).Select(line => Html.Of($"<li>{Wording.Capital(line.Trim().Replace("Health: ", "", StringComparison.Ordinal))}</li>"))}</ul>
        <p class="hint">A dead unit says 0 whatever comes in and learns nothing; a saturated one has hardly any slope left, so that its errors no longer reach its weights.</p>
        """);
}
