using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One parameter that somebody changed by hand.</summary>
/// <param name="Step">The state in which: the first one of a fork.</param>
/// <param name="Parameter">Its name, such as <c>layer0.weights[1,0]</c>.</param>
/// <param name="Value">What it is from there on; a finite number.</param>
public sealed record ParameterEdit(long Step, string Parameter, double Value);

/// <summary>
/// <c>"edits": [{"step": 161, "parameter": "layer0.weights[1,0]", "value": 0.5}]</c>: a fork begins with these parameters as they are given
/// and all others as they were recorded. What the optimizer remembers stays as it was. A fork of a fork has its parent's edits in front of
/// its own: they are its history, and are not made again.
/// </summary>
internal static class EditPart
{
    public const string Key = "edits";

    private const string Hint = "Write [{\"step\": 161, \"parameter\": \"layer0.weights[1,0]\", \"value\": 0.5}].";

    /// <summary>The edits that a document tells of; where it is about to be trained, only such as can be made there.</summary>
    public static Validation<Problem, ImmutableArray<ParameterEdit>> Read(Fields document, Option<Outset> outset)
    {
        var spot = document.Find(Key);
        var edits = spot is { } told
            ? told.Items(Hint).Bind(items => Gathered.All(items.Select(One)))
            : Success<Problem, ImmutableArray<ParameterEdit>>([]);
        return outset.Match(o => edits.Bind(all => CanBeMade(spot ?? new(document.Spot.Tree, Key), all, o)), () => edits);
    }

    /// <summary>The same edits, if the network has these parameters; their names as everybody writes them.</summary>
    public static Validation<Problem, ImmutableArray<ParameterEdit>> In(StateLayout layout, Fields document, ImmutableArray<ParameterEdit> edits) =>
        Gathered.All(edits.Select((edit, i) => ParameterName.Find(document.Find(Key)!.Value.Item(i).Where, layout, edit.Parameter).Map(at => edit with { Parameter = layout.NameOf(at) })));

    /// <summary>Written only where somebody changed something.</summary>
    public static IEnumerable<(string, JsonTree)> Canonical(ImmutableArray<ParameterEdit> edits) => edits.IsEmpty
        ? []
        : [(Key, Json.Array(edits.Select(e => Json.Object(("step", Json.Number(e.Step)), ("parameter", Json.Text(e.Parameter)), ("value", Json.Number(e.Value))))))];

    /// <summary>The state with these parameters; the very same where there are none.</summary>
    public static TrainingState Made(StateLayout layout, TrainingState state, IEnumerable<ParameterEdit> edits)
    {
        var made = edits.ToList();
        if (made.Count == 0)
            return state;
        var parameters = state.Parameters.ToArray();
        foreach (var edit in made)
            parameters[ParameterName.Find("", layout, edit.Parameter).Match(Succ: at => at, Fail: problems => throw new ArgumentException(problems.Head.What, nameof(edits)))] = edit.Value;
        return state.Edited(Reals.Of(parameters));
    }

    /// <summary>The document with these edits behind those it has: <c>NAME[i,j]=VALUE</c> each.</summary>
    public static Validation<Problem, JsonTree> Append(JsonTree document, string option, long step, IEnumerable<string> texts) =>
        Gathered.All(texts.Select(text => Parse(option, step, text))).Bind(edits => Omissions.Append(document, Key, option, edits));

    private static Validation<Problem, JsonTree> Parse(string option, long step, string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? Success<Problem, JsonTree>(Json.Object(
                ("step", Json.Number(step)),
                ("parameter", Json.Text(text[..at].Trim())),
                ("value", DocumentPath.ParseValue(option, text[(at + 1)..].Trim()))).Moved(new(option)))
            : Fail<Problem, JsonTree>(Seq1(new Problem(option, $"'{Shown.Text(text)}' changes nothing", "Write NAME[i,j]=VALUE, for instance layer0.weights[1,0]=0.5.")));

    private static Validation<Problem, ParameterEdit> One(Spot spot) => Fields.Of(spot, Hint).Bind(edit =>
        (edit.Required("step", Hint).Bind(step => step.Whole(0, Composer.MaxSteps)),
         edit.Required("parameter", Hint).Bind(name => name.Text("Write a name such as layer0.weights[1,0].")),
         edit.Required("value", Hint).Bind(value => value.Number("that is finite", double.IsFinite)),
         edit.Only("step", "parameter", "value"))
        .Apply((step, parameter, value, _) => new ParameterEdit(step, parameter, value)));

    private static Validation<Problem, ImmutableArray<ParameterEdit>> CanBeMade(Spot spot, ImmutableArray<ParameterEdit> all, Outset outset)
    {
        if (!all.Take(outset.Edits.Length).SequenceEqual(outset.Edits))
            return spot.Refuse<ImmutableArray<ParameterEdit>>(
                "the parameters that were changed in the run this one comes from are part of its history", "Leave them as they are; more may follow behind them.");
        var own = all.Skip(outset.Edits.Length).ToList();
        return own.Count > 0 && !outset.IsFork
            ? spot.Refuse<ImmutableArray<ParameterEdit>>(
                "only a fork begins with parameters that were changed by hand",
                $"Train without them and then: functional fork RUN@{own[0].Step} --edit '{Shown.Text(own[0].Parameter)}={NumberText.Exact(own[0].Value)}'. What a new run begins with is \"initial\": {{\"parameters\": …}}.")
            : Gathered.Unless(own.SelectMany((edit, i) => Slips(spot.Item(outset.Edits.Length + i), edit, own.Take(i), outset.Step))).Map(_ => all);
    }

    private static IEnumerable<Problem> Slips(Spot spot, ParameterEdit edit, IEnumerable<ParameterEdit> before, long begins)
    {
        if (edit.Step != begins)
            yield return spot.Problem($"this fork begins at step {begins}, so no parameter can be changed at step {edit.Step}", $"Fork RUN@{edit.Step} instead.");
        if (before.Any(other => other.Parameter == edit.Parameter))
            yield return spot.Problem($"{Shown.Text(edit.Parameter)} is changed twice", "Give it one value.");
    }
}
