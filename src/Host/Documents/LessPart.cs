using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// What a run does without. <c>"skip": [[100, 199]]</c>, or <c>["100..199"]</c>: the updates of these steps never happen, the first and
/// the last included; <c>"dropRows": [2]</c>: these rows of the data were never there. The order of the data goes on as it was.
/// </summary>
/// <param name="Skip">The steps without an update.</param>
/// <param name="DropRows">The rows that are passed over, as the document lists them.</param>
internal sealed record LessPart(StepRanges Skip, ImmutableArray<int> DropRows)
{
    public const string SkipKey = "skip", DropKey = "dropRows";

    private const string SkipHint = "Write pairs of a first and a last step: [[100, 199]].";

    private const string DropHint = "Write row numbers: [2].";

    public static LessPart None { get; } = new(StepRanges.None, []);

    /// <summary>Written only where there is something to say.</summary>
    public IEnumerable<(string, JsonTree)> Canonical
    {
        get
        {
            if (!Skip.IsEmpty)
                yield return (SkipKey, Json.Array(Skip.Ranges.Select(range => Json.Array([Json.Number(range.First), Json.Number(range.Last)]))));
            if (!DropRows.IsEmpty)
                yield return (DropKey, Json.Array(DropRows.Distinct().Order().Select(row => Json.Number(row))));
        }
    }

    /// <summary>What the document leaves out; where it is about to be trained, only steps it will come to.</summary>
    public static Validation<Problem, LessPart> Read(Fields document, Validation<Problem, long> steps, Option<Outset> outset)
    {
        var skip = document.Find(SkipKey) is { } ranges
            ? ranges.Items(SkipHint).Bind(items => Gathered.All(items.Select(item => Range(item).Bind(range => Reached(item, range, steps, outset)))))
            : Success<Problem, ImmutableArray<StepRange>>([]);
        var drop = document.Find(DropKey) is { } rows
            ? rows.Items(DropHint).Bind(items => Gathered.All(items.Select(item => item.Whole(0, int.MaxValue).Map(row => (int)row))))
            : Success<Problem, ImmutableArray<int>>([]);
        return (skip, drop).Apply((s, d) => new LessPart(StepRanges.Of(s), d));
    }

    /// <summary>The batches with less.</summary>
    public Validation<Problem, Batches> Of(Batches batches) => batches.LeavingOut(Skip).Without(DropRows);

    private static Validation<Problem, StepRange> Range(Spot spot) => spot.Tree switch
    {
        JsonTree.Text text => RangeText.Parse(spot, text.Value).Bind(ends => Range(spot, spot with { Tree = Json.Number(ends.First).Moved(spot.Tree.Place) }, spot with { Tree = Json.Number(ends.Last).Moved(spot.Tree.Place) })),
        JsonTree.Array { Items.Length: 2 } => Range(spot, spot.Item(0), spot.Item(1)),
        _ => spot.Needs<StepRange>("a pair of steps", SkipHint),
    };

    private static Validation<Problem, StepRange> Range(Spot spot, Spot from, Spot to) =>
        (from.Whole(0, Composer.MaxSteps), to.Whole(0, Composer.MaxSteps))
        .Apply((first, last) => first <= last
            ? Success<Problem, StepRange>(new StepRange(first, last))
            : spot.Refuse<StepRange>($"the range {first}..{last} ends before it begins", $"Turn it round: {last}..{first}."))
        .Flat();

    /// <summary>A range of steps that will never come is a slip; one that the parent of a fork leaves out stands there for the record.</summary>
    private static Validation<Problem, StepRange> Reached(Spot spot, StepRange range, Validation<Problem, long> steps, Option<Outset> outset)
    {
        var (fine, from, count) = (Success<Problem, StepRange>(range), outset.Map(o => o.Step).IfNone(0), steps.IfFail(Composer.MaxSteps));
        var last = from + count - 1;
        return outset.Match(o => o.Inherited.Covers(range), () => true) ? fine
            : range.First < from ? spot.Refuse<StepRange>($"step {range.First} comes before this run begins", $"Its steps go from {from} to {last}.")
            : range.Last > last ? spot.Refuse<StepRange>($"the run does not come to step {range.Last}", $"Its steps go from {from} to {last}.")
            : fine;
    }
}
