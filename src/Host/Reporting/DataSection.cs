using LanguageExt;
using static Functional.Host.Tables;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What the network learns from, and the numbers it begins with.</summary>
internal static class DataSection
{
    public static Html Of(Report r) => Html.Of($"""
        <section id="data"><h2>The data</h2>
        <p>{Words(r)}{Prepared(r)}</p>
        {Rows(r)}</section>

        """);

    /// <summary>The first numbers of all, and where they come from.</summary>
    public static Html Beginning(Report r) => Html.Of($"""
        <section id="beginning" data-step="{r.First.State.Step}"><h2>{(r.First.State.Step == 0 ? "The first weights" : "The weights at the fork")}</h2>
        <p>{Origin(r)}</p>
        {Tensors(r.Pipeline.Layout.Parameters, r.First.State.Parameters, "/parameters", $"at state {NumberText.Count(r.First.State.Step)}")}</section>

        """);

    private static string Words(Report r)
    {
        var about = Source(r).Bind(name => BuiltInData.Shelf.Recipes.TryGetValue(name, out var recipe) ? Some(recipe.About) : None);
        return about.Match(
            known => $"{known.Summary} In one line: {known.Formula}.",
            () => $"{Wording.Capital(Wording.Of(r.Data.Rows, "row"))}: {Wording.Of(r.Data.InputWidth, "input")} each, and {Wording.Of(r.Data.TargetWidth, "target")} that the network should answer with.");
    }

    /// <summary>What was done with the rows before the network saw them.</summary>
    private static string Prepared(Report r)
    {
        var scaled = r.Card.Scaling.Kind switch
        {
            Scaling.Standard => " Each input was shifted and divided so that over these rows its mean is 0 and its standard deviation 1.",
            Scaling.MinMax => " Each input was shifted and divided so that over these rows it goes from 0 to 1.",
            _ => "",
        };
        return scaled + r.Experiment.Test.Match(test => $" {Wording.Capital(Wording.Of(test.Rows, "row"))} {(test.Rows == 1 ? "was" : "were")} set aside before, to be tried on.", () => "");
    }

    /// <summary>Whether the columns have names that say more than their numbers.</summary>
    private static bool IsNamed(Report r) => !r.Card.InputNames.SequenceEqual(DataCard.Numbered("x", r.Data.InputWidth));

    /// <summary>The name of a built-in set, where the rows come from one.</summary>
    private static Option<string> Source(Report r) =>
        JsonText.Parse("document", System.Text.Encoding.UTF8.GetBytes(r.Header.Document)).Match(
            tree => tree is JsonTree.Object root && root.Find("data") is JsonTree.Object data && data.Find("source") is JsonTree.Text text ? Some(text.Value) : None,
            _ => Option<string>.None);

    private static Html Rows(Report r)
    {
        var (inputs, targets) = (Math.Min(r.Data.InputWidth, Limits.TableColumns), Math.Min(r.Data.TargetWidth, Limits.TableColumns));
        var shown = Math.Min(r.Data.Rows, Limits.TableRows);
        string[] rest =
        [
            .. shown < r.Data.Rows ? new[] { $"{NumberText.Count(r.Data.Rows - shown)} more rows" } : [],
            .. inputs < r.Data.InputWidth ? new[] { $"{NumberText.Count(r.Data.InputWidth - inputs)} more inputs" } : [],
            .. targets < r.Data.TargetWidth ? new[] { $"{NumberText.Count(r.Data.TargetWidth - targets)} more targets" } : [],
        ];
        return Tables.Of(
            "Inputs and targets",
            [
                Head("row"), .. Enumerable.Range(0, inputs).Select(i => Head(IsNamed(r) ? Shown.Text(r.Card.InputNames[i]) : r.Data.InputWidth == 1 ? "input" : $"input {i}")),
                .. Enumerable.Range(0, targets).Select(i => Head(IsNamed(r) ? Shown.Text(r.Card.TargetNames[i]) : r.Data.TargetWidth == 1 ? "target" : $"target {i}")),
            ],
            [
                .. Enumerable.Range(0, shown).Select(row => Line($"{row}",
                [
                    .. Enumerable.Range(0, inputs).Select(i => Cell(r.Data.Inputs[row * r.Data.InputWidth + i], "", NumberText.Plain)),
                    .. Enumerable.Range(0, targets).Select(i => Cell(r.Data.Targets[row * r.Data.TargetWidth + i], "", NumberText.Plain)),
                ])),
                .. rest.Length == 0 ? [] : new[] { Rest($"… and {string.Join(", ", rest)}", 1 + inputs + targets) },
            ],
            "numbers rows");
    }

    private static Html Origin(Report r)
    {
        if (r.First.State.Step > 0)
            return Html.Text("This run did not begin at the beginning. These are the numbers it was handed.");
        var scheme = r.Experiment.Stamps.FirstOrDefault(s => s.Kind == "initializer");
        return scheme is null
            ? Html.Text("They are written in the document of the run, number by number.")
            : Html.Of($"Nobody knows yet what the weights should be, so they begin by <code>{Shown.Text(scheme.Id)}</code>: {r.About("initializer").Formula}. {r.About("initializer").Summary} The seed makes them the same numbers on every machine.");
    }
}
