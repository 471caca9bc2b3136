using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"data"</c>: where the rows come from, a built-in set, a file, or rows written out, and what is done with them before training:
/// <c>"features"</c>, <c>"scale"</c> and <c>"test"</c>.
/// </summary>
/// <param name="Canonical">Everything spelled out.</param>
/// <param name="Rows">The rows for a loss of this name and a last layer of so many units, as far as these are known.</param>
internal sealed record DataPart(JsonTree Canonical, Func<Validation<Problem, string>, Validation<Problem, int>, Validation<Problem, PreparedData>> Rows)
{
    private const string Hint = "Write {\"source\": \"article\"}, {\"csv\": \"flowers.csv\", \"target\": \"species\"} or {\"inputs\": [[…]], \"targets\": [[…]]}.";

    /// <summary>What the document says of data.</summary>
    /// <param name="document">The document.</param>
    /// <param name="recorded">The rows of a recorded run, which then stand in for whatever the document says.</param>
    /// <param name="folder">What paths in the document are relative to.</param>
    public static Validation<Problem, DataPart> Read(Fields document, Option<PreparedData> recorded, string folder) =>
        document.Required("data", Hint).Bind(spot => recorded.Match(
            Some: rows => Success<Problem, DataPart>(new DataPart(spot.Tree, (_, _) => Success<Problem, PreparedData>(rows))),
            None: () => Fields.Of(spot, Hint).Bind(data => Read(document.Spot, data, folder))));

    /// <summary>Whether a document writes its rows out.</summary>
    public static bool HasRows(JsonTree document) => document is JsonTree.Object root && root.Find("data") is JsonTree.Object data && data.Find("inputs") is not null;

    /// <summary>The document with these rows written out in it.</summary>
    public static Validation<Problem, JsonTree> WithRows(JsonTree document, PreparedData rows) => DocumentPath.Set(document, "data", Written(rows));

    /// <summary>Rows as a document writes them out: those that are trained on, and test rows where there are some.</summary>
    public static JsonTree Written(PreparedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Json.Object([.. Of(data.Training), .. data.Test.AsEnumerable().Select(test => ("test", Json.Object(Of(test))))]);

        static IEnumerable<(string, JsonTree)> Of(Dataset rows) => [("inputs", Rows(rows.Inputs, rows.InputWidth)), ("targets", Rows(rows.Targets, rows.TargetWidth))];
        static JsonTree Rows(Reals values, int width) => Json.Array(values.ToArray().Chunk(width).Select(row => Json.Array(row.Select(Json.Number))));
    }

    private static Validation<Problem, DataPart> Read(Spot document, Fields data, string folder) =>
        (Source(data, folder), Chosen(data), Scale(data), TestPart.Read(data, test => Source(test, folder)))
        .Apply((source, chosen, scale, test) => new DataPart(
            Json.Object([.. source.Canonical, .. chosen.AsEnumerable().Select(f => ("features", f.Canonical)), .. scale.Canonical, .. test.AsEnumerable().Select(t => ("test", t.Canonical))]),
            (loss, units) =>
                from raw in source.Rows(loss, units).Bind(rows => Made(rows, chosen, data))
                from own in test.Bind(t => t.Source).Match(part => part.Rows(loss, units).Bind(rows => Made(rows, chosen, data)).Map(Some), () => Success<Problem, Option<RawData>>(None))
                from outputs in raw.Classes.IsEmpty ? Success<Problem, int>(0) : units
                from prepared in new Preparation(scale.Kind, test.Bind(t => t.Share), own).Of(raw, outputs).MapFail(problem => IsKey(problem.Where) ? document.Locate(problem) : problem)
                select prepared));

    /// <summary>Whether a preparation speaks of the document, not of a file.</summary>
    private static bool IsKey(string where) => where is "data" or "data.test" or "data.scale";

    private static Validation<Problem, SourcePart> Source(Fields data, string folder) =>
        data.Has("source") ? BuiltIn(data)
        : data.Has("csv") ? CsvPart.Read(data, folder)
        : ArraysPart.Is(data) ? ArraysPart.Read(data, folder)
        : data.Has("inputs") || data.Has("targets") ? InlinePart.Read(data)
        : data.Spot.Refuse<SourcePart>("the data has neither a source nor a file nor inputs and targets", Hint).If(data.Only(["source", "csv", ArraysPart.Npz, ArraysPart.Npy, ArraysPart.Idx, "inputs", "targets", .. SourcePart.Common]));

    private static Validation<Problem, SourcePart> BuiltIn(Fields data) =>
        StrategyPart.Read(data.Without(SourcePart.Common), "source", BuiltInData.Shelf).Map(part => new SourcePart(
            [.. ((JsonTree.Object)part.Canonical).Members.Select(m => (m.Name, m.Value))],
            (_, _) => Success<Problem, RawData>(part.Value.Strategy)));

    private static Validation<Problem, Option<Features>> Chosen(Fields data) => data.Find("features") is { } spot
        ? Features.Read(spot).Map(Some)
        : Success<Problem, Option<Features>>(None);

    private static Validation<Problem, RawData> Made(RawData rows, Option<Features> chosen, Fields data) =>
        chosen.Match(features => features.Of(rows, data.Find("features")!.Value), () => Success<Problem, RawData>(rows));

    private static Validation<Problem, (string Kind, ImmutableArray<(string, JsonTree)> Canonical)> Scale(Fields data)
    {
        const string hint = "Write \"none\", \"standard\" or \"minmax\".";
        return data.Find("scale") is { } spot
            ? spot.Text(hint).Bind(kind => Scaling.Kinds.Contains(kind)
                ? Success<Problem, (string, ImmutableArray<(string, JsonTree)>)>((kind, [("scale", Json.Text(kind))]))
                : spot.Refuse<(string, ImmutableArray<(string, JsonTree)>)>($"no scaling is called '{Shown.Text(kind)}'", hint))
            : Success<Problem, (string, ImmutableArray<(string, JsonTree)>)>((Scaling.NoScaling, []));
    }
}
