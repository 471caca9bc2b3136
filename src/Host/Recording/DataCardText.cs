using System.Collections.Immutable;
using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A <see cref="DataCard"/> as the header of a run file keeps it: one JSON object; a key that a later program adds is passed over.</summary>
internal static class DataCardText
{
    public static string Write(DataCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return JsonText.Write(Json.Object(
            ("inputs", Texts(card.RawNames)),
            ("features", card.HasFeatures ? Texts(card.InputNames) : Texts([])),
            ("targets", Texts(card.TargetNames)),
            ("classes", Texts(card.Classes)),
            ("scale", Json.Text(card.Scaling.Kind)),
            ("offsets", Numbers(card.Scaling.Offsets)),
            ("divisors", Numbers(card.Scaling.Divisors)),
            ("origin", Json.Text(card.Origin)),
            ("notes", Texts(card.Notes))));
    }

    /// <summary>The card of these rows; none where the text is no card, or that of other rows.</summary>
    public static Option<DataCard> Read(string text, Dataset rows) =>
        from tree in JsonText.Parse("", Encoding.UTF8.GetBytes(text)).ToOption()
        from card in tree is JsonTree.Object o ? Some(o) : None
        from raw in Texts(card.Find("inputs"))
        from features in Texts(card.Find("features"))
        from targets in Texts(card.Find("targets"))
        from classes in Texts(card.Find("classes"))
        from scaling in Scale(card, features.IsEmpty ? raw.Length : features.Length)
        from origin in card.Find("origin") is JsonTree.Text t ? Some(t.Value) : None
        from notes in Texts(card.Find("notes"))
        let inputs = features.IsEmpty ? raw : features
        where inputs.Length == rows.InputWidth && targets.Length == rows.TargetWidth
        select new DataCard(raw, inputs, targets) { Classes = classes, Scaling = scaling, Origin = origin, Notes = notes };

    private static JsonTree Texts(ImmutableArray<string> texts) => Json.Array(texts.Select(Json.Text));

    private static JsonTree Numbers(Reals numbers) => Json.Array(numbers.ToArray().Select(Json.Number));

    private static Option<ImmutableArray<string>> Texts(JsonTree? tree) =>
        tree is JsonTree.Array { Items: var items } && items.All(i => i is JsonTree.Text) ? Some(items.Select(i => ((JsonTree.Text)i).Value).ToImmutableArray()) : None;

    private static Option<Reals> Numbers(JsonTree? tree) =>
        tree is JsonTree.Array { Items: var items } && items.All(i => i is JsonTree.Number) ? Some(Reals.Of([.. items.Select(i => ((JsonTree.Number)i).Value)])) : None;

    private static Option<Scaling> Scale(JsonTree.Object card, int width) =>
        from kind in card.Find("scale") is JsonTree.Text t && Scaling.Kinds.Contains(t.Value) ? Some(t.Value) : None
        from offsets in Numbers(card.Find("offsets"))
        from divisors in Numbers(card.Find("divisors"))
        where offsets.Length == divisors.Length && offsets.Length == (kind == Scaling.NoScaling ? 0 : width) && !divisors.AsSpan().Contains(0)
        select new Scaling(kind, offsets, divisors);
}
