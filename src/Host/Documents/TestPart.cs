using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"test"</c>: rows that are never learned from, only tried on. A share of all rows (<c>0.25</c>, or <c>{"fraction": 0.25, "seed": 1}</c>), or a
/// source of their own, written as <c>"data"</c> itself is.
/// </summary>
/// <param name="Canonical">Everything spelled out.</param>
/// <param name="Share">Which share of the rows.</param>
/// <param name="Source">Where else they come from.</param>
internal sealed record TestPart(JsonTree Canonical, Option<TestRows> Share, Option<SourcePart> Source)
{
    private const string Hint = "Write a share of the rows, \"test\": 0.25, or {\"fraction\": 0.25, \"seed\": 0}.";

    /// <summary>What the document says of test rows, if anything.</summary>
    /// <param name="data">The object that may have a <c>test</c>.</param>
    /// <param name="source">Reads a source from an object.</param>
    public static Validation<Problem, Option<TestPart>> Read(Fields data, Func<Fields, Validation<Problem, SourcePart>> source) =>
        data.Find("test") is not { } spot
            ? Success<Problem, Option<TestPart>>(None)
            : (spot.Tree switch
            {
                JsonTree.Number => Fraction(spot).Map(fraction => Of(fraction, 0)),
                JsonTree.Object o when o.Find("fraction") is not null || o.Members.IsEmpty => Fields.Of(spot, Hint).Bind(Shared),
                JsonTree.Object => Fields.Of(spot, Hint).Bind(own => Own(own, source)),
                _ => spot.Needs<TestPart>("a share or an object", Hint),
            }).Map(Some);

    private static TestPart Of(double fraction, long seed) => new(
        Json.Object(("fraction", Json.Number(fraction)), ("seed", Json.Number(seed))), Some(new TestRows(fraction, (ulong)seed)), None);

    private static Validation<Problem, TestPart> Shared(Fields test) =>
        (test.Required("fraction", Hint).Bind(Fraction), test.Optional("seed", Json.Number(0)).Whole(0, uint.MaxValue), test.Only("fraction", "seed"))
        .Apply((fraction, seed, _) => Of(fraction, seed));

    private static Validation<Problem, double> Fraction(Spot spot) => spot.Number("above 0 and below 1", x => x > 0 && x < 1);

    /// <summary>How rows are scaled is said once, for all of them.</summary>
    private static Validation<Problem, TestPart> Own(Fields test, Func<Fields, Validation<Problem, SourcePart>> source) =>
        source(test)
            .If(Gathered.Unless(SourcePart.Common.Where(test.Has).Select(key => test.Find(key)!.Value.Problem(
                $"'{key}' is said of all rows at once", "Say it one level higher, beside \"test\"."))))
            .Map(part => new TestPart(Json.Object(part.Canonical), None, Some(part)));
}
