using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>"clip"</c>: <c>{"norm": x}</c>, all gradients together no longer than x, or <c>{"value": x}</c>, none larger than x.</summary>
internal static class ClipPart
{
    private const string Hint = "Write {\"norm\": 1} or {\"value\": 0.5}.";

    /// <summary>What clips, where the document says anything of it.</summary>
    public static Validation<Problem, Option<Part<IOptimizer>>> Read(Fields document) =>
        document.Find("clip") is { } spot
            ? Fields.Of(spot, Hint).Bind(clip => Bound(clip).If(clip.Only("norm", "value"))).Map(Some)
            : Success<Problem, Option<Part<IOptimizer>>>(None);

    private static Validation<Problem, Part<IOptimizer>> Bound(Fields clip) => (clip.Find("norm"), clip.Find("value")) switch
    {
        ({ } norm, null) => Bound(norm, "norm", x => new ClipByNorm(x)),
        (null, { } value) => Bound(value, "value", x => new ClipByValue(x)),
        (null, null) => clip.Spot.Refuse<Part<IOptimizer>>("it is not said what is clipped", Hint),
        _ => clip.Spot.Refuse<Part<IOptimizer>>("norm and value exclude each other", "Keep one of them."),
    };

    private static Validation<Problem, Part<IOptimizer>> Bound(Spot spot, string key, Func<double, IOptimizer> make) =>
        spot.Number("above 0", x => x > 0).Map(x => new Part<IOptimizer>(make(x), Json.Object((key, Json.Number(x)))));
}
