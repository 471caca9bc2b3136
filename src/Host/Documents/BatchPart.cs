using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>"batch"</c>: <c>"full"</c>, <c>{"size", "shuffle", "seed"}</c> or <c>{"rows": [[0, 1], [2, 3]]}</c>.</summary>
/// <param name="Canonical">Everything spelled out.</param>
/// <param name="Of">The batches of a dataset.</param>
internal sealed record BatchPart(JsonTree Canonical, Func<Dataset, Validation<Problem, Batches>> Of)
{
    /// <summary>What the run does without.</summary>
    public LessPart Less { get; private init; } = LessPart.None;

    private const string Hint = "Write \"full\", {\"size\": 32, \"shuffle\": true, \"seed\": 0} or {\"rows\": [[0, 1], [2, 3]]}.";

    /// <summary>The batches that a document describes, and what it leaves out of them.</summary>
    public static Validation<Problem, BatchPart> Read(Fields document, Validation<Problem, long> steps, Option<Outset> outset) =>
        (Read(document), LessPart.Read(document, steps, outset))
        .Apply((batch, less) => batch with { Of = data => batch.Of(data).Bind(less.Of), Less = less });

    private static Validation<Problem, BatchPart> Read(Fields document)
    {
        var spot = document.Optional("batch", Json.Text("full"));
        return spot.Tree switch
        {
            JsonTree.Text { Value: "full" } => Success<Problem, BatchPart>(new BatchPart(spot.Tree, data => Success<Problem, Batches>(Batches.Full(data)))),
            JsonTree.Object => Fields.Of(spot, Hint).Bind(batch => batch.Has("rows") ? Listed(batch) : Sized(batch)),
            _ => spot.Needs<BatchPart>("\"full\" or an object", Hint),
        };
    }

    private static Validation<Problem, BatchPart> Sized(Fields batch) =>
        (batch.Required("size", Hint).Bind(spot => spot.Whole(1, int.MaxValue)),
         batch.Optional("shuffle", Json.Flag(false)).Flag(),
         batch.Optional("seed", Json.Number(0)).Whole(0, uint.MaxValue),
         batch.Only("size", "shuffle", "seed"))
        .Apply((size, shuffle, seed, _) => new BatchPart(
            Json.Object(("size", Json.Number(size)), ("shuffle", Json.Flag(shuffle)), ("seed", Json.Number(seed))),
            data => Batches.Mini(data, (int)size, shuffle, (ulong)seed)));

    private static Validation<Problem, BatchPart> Listed(Fields batch) =>
        batch.Required("rows", Hint)
            .Bind(rows => rows.Items(Hint))
            .Bind(lists => Gathered.All(lists.Select(list =>
                list.Items("A batch is an array of row numbers, at least one.").Bind(RowNumbers))))
            .If(batch.Only("rows"))
            .Map(lists => new BatchPart(
                Json.Object(("rows", batch.Find("rows")!.Value.Tree)),
                data => Batches.Listed(data, lists)));

    private static Validation<Problem, ImmutableArray<int>> RowNumbers(ImmutableArray<Spot> rows) =>
        Gathered.All(rows.Select(row => row.Whole(0, int.MaxValue).Map(number => (int)number)));
}
