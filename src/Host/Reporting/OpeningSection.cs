using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>What this run is: a headline, what is out of the ordinary, the network before and after, and the facts.</summary>
internal static class OpeningSection
{
    public static Html Of(Report r) => Html.Of($"""
        <header>
        <p class="kicker">A training run, worked by hand</p>
        <h1>{r.Name}</h1>
        <p class="lede">{Wording.Capital(Wording.Of(r.Data.Rows, "row"))}, {Wording.Of(r.Data.InputWidth, "input")}, {Wording.Of(r.Network)}: {Wording.Of(r.Steps, "iteration")} of a network that begins with {(r.First.State.Step == 0 ? "numbers that know nothing" : "what another run had learned")}{(r.Losses[^1] < r.Losses[0] ? " and ends with fewer mistakes" : "")}. Here is every number on the way that a page can hold, and the arithmetic that made it.</p>
        </header>
        {Notices(r)}{Network(r)}
        <p class="hint">Numbers are rounded for reading. Each one carries all its digits: point at it, or read the <code>value</code> beside it in the source of this page; they are those of <code>functional show {r.Name}@N --json</code>, bit for bit.</p>
        {Facts(r)}
        """);

    private static string Begins(Report r) => r.Experiment.Edits.Count(edit => edit.Step == r.First.State.Step) switch
    {
        0 => "with exactly the state that run had there",
        1 => "with the state that run had there, but for a parameter that was changed by hand",
        var n => $"with the state that run had there, but for {NumberText.Count(n)} parameters that were changed by hand",
    };

    private static IEnumerable<Html> Notices(Report r)
    {
        foreach (var parent in r.Header.Parent)
            yield return Html.Of($"""
                <aside class="notice"><p><strong>A fork.</strong> It begins at <code>{Shown.Text(parent.Run)}@{parent.Step}</code>, {Begins(r)} (fingerprint there <code>{parent.Fingerprint.Short}</code>); its iterations count on from that one.{Html.If(!r.Changes.IsEmpty, () => Html.Of($" What is other: {Html.Join(r.Changes.Select(change => Html.Of($"<code>{change}</code>")), ", ")}."))}</p></aside>

                """);
        foreach (var e in r.Examination)
            yield return Html.Of($"""
                <aside class="notice bad"><p><strong>This training stopped</strong> at a number that is not finite.</p>
                <ul>{ExaminationText.Lines(e, r.Last.State.Step).Select(line => Html.Of($"<li>{line.Trim()}</li>"))}</ul></aside>

                """);
        var end = r.First.State.Step + r.Header.Planned;
        if (r.Examination.IsNone && r.Header.Status is "interrupted" or RunHeader.Unfinished)
            yield return Html.Of($"""
                <aside class="notice"><p><strong>{(r.Header.Status == "interrupted" ? "Interrupted" : "Not finished")}</strong> at step {NumberText.Count(r.Last.State.Step)} of {NumberText.Count(end)}. What is recorded is whole; <code>functional resume {Wording.Quoted(r.Name)}</code> goes on.</p></aside>

                """);
    }

    private static Html Network(Report r)
    {
        if (!NetworkDrawing.Draws(r.Network))
            return Html.Of($"""<figure class="flow"><p>{Html.Join(Flow(r), " → ")}</p><figcaption>The network, too wide to be drawn unit by unit: {NumberText.Count(r.Network.Layout.Length)} weights and biases.</figcaption></figure>""");
        var (before, after) = (r.First.State, r.Last.State);
        var largest = NetworkDrawing.Largest(before.Parameters, after.Parameters);
        return Html.Of($"""
            <figure class="wide pair">
            <div>{NetworkDrawing.Of(r.Network, before.Parameters, largest, $"The network at state {before.Step}")}<p>state {NumberText.Count(before.Step)}</p></div>
            <div>{NetworkDrawing.Of(r.Network, after.Parameters, largest, $"The network at state {after.Step}")}<p>state {NumberText.Count(after.Step)}</p></div>
            <figcaption>The network before and after. A line is as wide as its weight is large, on one scale; <span class="plus">blue is positive</span>, <span class="minus">red and dashed is negative</span>.{Html.If(r.Network.Layers.Any(l => l.Bias), () => Html.Of($" The ring of a unit is its bias."))}</figcaption>
            </figure>

            """);
    }

    private static IEnumerable<Html> Flow(Report r) =>
        r.Network.Layers.Select(l => Html.Of($"<span>{NumberText.Count(l.Units)} {Shown.Text(l.Activation.Id)}</span>")).Prepend(Html.Of($"<span>{NumberText.Count(r.Network.Inputs)} inputs</span>"));

    private static Html Facts(Report r)
    {
        var batch = r.First.Batch.Rows;
        return Html.Of($"""
            <div class="scroll"><table class="facts"><caption>The run in facts</caption><tbody>
            {Fact("network", $"{r.Network.Inputs} → {string.Join(" → ", r.Network.Layers.Select(l => $"{l.Units} {Shown.Text(l.Activation.Id)}{(l.Bias ? "" : ", no bias")}"))}")}
            {Fact("parameters", NumberText.Count(r.Network.Layout.Length))}
            {Fact("loss", r.Pipeline.Loss.Id, r.About("loss").Formula)}
            {Fact("optimizer", r.Pipeline.Optimizer.Id, $"learning rate {NumberText.Exact(r.Pipeline.LearningRate)}")}
            {Fact("schedule", r.Pipeline.Schedule.Id)}
            {Fact("a step sees", r.IsFullBatch ? "every row" : $"{Wording.Of(batch, "row")} of {NumberText.Count(r.Data.Rows)}, {NumberText.Count(r.Experiment.Batches.StepsPerEpoch)} steps an epoch")}
            {Fact("steps", $"{NumberText.Count(r.First.State.Step)} to {NumberText.Count(r.Last.State.Step)}", r.Header.Status)}
            {Fact("recorded", r.Header.Created, r.Header.Maker.Match(m => $"Functional {m.Program} on {m.Platform}", () => ""))}
            </tbody></table></div>
            """);
    }

    private static Html Fact(string what, string value, string more = "") => Html.Of(
        $"""<tr>{Side(what)}<td>{Wording.Cut(value)}{Html.If(more.Length > 0, () => Html.Of($" <span class=\"more\">{Wording.Cut(more.Split('\n')[0])}</span>"))}</td></tr>""");
}
