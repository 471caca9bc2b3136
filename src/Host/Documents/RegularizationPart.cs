using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"regularization": {"l1": x, "l2": y}</c>: a pull of weights, not of biases, towards 0. The loss that is recorded stays the loss of the data.
/// </summary>
internal static class RegularizationPart
{
    private const string Hint = "Write {\"l1\": 0.001}, {\"l2\": 0.01} or both.";

    /// <summary>What pulls, where the document says anything of it; two zeros are written down and pull nowhere.</summary>
    public static Validation<Problem, Option<Part<IOptimizer>>> Read(Fields document) =>
        document.Find("regularization") is { } spot
            ? Fields.Of(spot, Hint).Bind(Strengths).Map(Some)
            : Success<Problem, Option<Part<IOptimizer>>>(None);

    private static Validation<Problem, Part<IOptimizer>> Strengths(Fields regularization) =>
        (Strength(regularization, "l1"), Strength(regularization, "l2"), Something(regularization), regularization.Only("l1", "l2"))
        .Apply((l1, l2, _, _) => new Part<IOptimizer>(
            l1 == 0 && l2 == 0 ? Optimizers.Chain() : new Penalty(l1, l2),
            Json.Object(("l1", Json.Number(l1)), ("l2", Json.Number(l2)))));

    private static Validation<Problem, double> Strength(Fields regularization, string key) =>
        regularization.Optional(key, Json.Number(0)).Number("≥ 0", x => x >= 0);

    private static Validation<Problem, Unit> Something(Fields regularization) =>
        regularization.Has("l1") || regularization.Has("l2")
            ? Success<Problem, Unit>(unit)
            : regularization.Spot.Refuse<Unit>("it is not said how strong the pull is", Hint);
}
