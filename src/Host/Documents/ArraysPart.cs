using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Data in files of arrays: <c>{"npz": PATH, "inputs": "x", "targets": "y"}</c>, <c>{"npy": {"inputs": PATH, "targets": PATH}}</c> or
/// <c>{"idx": {"images": PATH, "labels": PATH}}</c>. Each may say <c>"classes"</c>. Where it does not, labels of IDX are classes, and other
/// targets are if the loss needs classes and there is one a row.
/// </summary>
internal static class ArraysPart
{
    public const string Npz = "npz", Npy = "npy", Idx = "idx";

    private const string InputsKey = "inputs", TargetsKey = "targets", ImagesKey = "images", LabelsKey = "labels", ClassesKey = "classes";

    private const string NpzHint = "Write {\"npz\": \"data.npz\", \"inputs\": \"x\", \"targets\": \"y\"}.";

    private const string NpyHint = "Write {\"npy\": {\"inputs\": \"x.npy\", \"targets\": \"y.npy\"}}.";

    private const string IdxHint = "Write {\"idx\": {\"images\": \"train-images-idx3-ubyte.gz\", \"labels\": \"train-labels-idx1-ubyte.gz\"}}.";

    /// <summary>Whether <paramref name="data"/> is of one of these forms.</summary>
    public static bool Is(Fields data) => data.Has(Npz) || data.Has(Npy) || data.Has(Idx);

    /// <summary>The source that <paramref name="data"/> says.</summary>
    /// <param name="data">The value of <c>"data"</c>.</param>
    /// <param name="folder">What paths in it are relative to.</param>
    public static Validation<Problem, SourcePart> Read(Fields data, string folder) =>
        data.Has(Npz) ? OfNpz(data, folder) : data.Has(Npy) ? OfNpy(data, folder) : OfIdx(data, folder);

    private static Validation<Problem, SourcePart> OfNpz(Fields data, string folder) =>
        (Text(data, Npz, NpzHint), TextOrNone(data, InputsKey), TextOrNone(data, TargetsKey), Classes(data), data.Only([Npz, InputsKey, TargetsKey, ClassesKey, .. SourcePart.Common]))
            .Apply((path, inputs, targets, classes, _) => InFile.Bytes(folder, path).Bind(bytes => Host.Npz.Read(Shown.Path(path), bytes)
                .Bind(file => Named(file, inputs, targets)
                    .Bind(names => (Column(file, names.Inputs), Column(file, names.Targets)).Apply((x, y) => new SourcePart(
                        [(Npz, Json.Text(path)), (InputsKey, Json.Text(names.Inputs)), (TargetsKey, Json.Text(names.Targets)), .. Written(classes)],
                        (loss, _) => Rows(x, y, classes, loss, InFile.Origin(path, bytes))))))))
            .Flat();

    private static Validation<Problem, SourcePart> OfNpy(Fields data, string folder) =>
        (Pair(data, Npy, InputsKey, TargetsKey, NpyHint), Classes(data), data.Only([Npy, ClassesKey, .. SourcePart.Common]))
            .Apply((paths, classes, _) => (NpyColumn(folder, paths.First, "x"), NpyColumn(folder, paths.Second, "y")).Apply((x, y) => new SourcePart(
                [(Npy, Json.Object((InputsKey, Json.Text(paths.First)), (TargetsKey, Json.Text(paths.Second)))), .. Written(classes)],
                (loss, _) => Rows(x.Column, y.Column, classes, loss, $"{x.Origin}; {y.Origin}"))))
            .Flat();

    private static Validation<Problem, SourcePart> OfIdx(Fields data, string folder) =>
        (Pair(data, Idx, ImagesKey, LabelsKey, IdxHint), Classes(data), data.Only([Idx, ClassesKey, .. SourcePart.Common]))
            .Apply((paths, classes, _) => new SourcePart(
                [(Idx, Json.Object((ImagesKey, Json.Text(paths.First)), (LabelsKey, Json.Text(paths.Second)))), .. Written(classes.IfNone(true))],
                (_, _) => IdxRows.Read(folder, paths.First, paths.Second, classes.IfNone(true))));

    private static Validation<Problem, RawData> Rows(ArrayColumn inputs, ArrayColumn targets, Option<bool> classes, Validation<Problem, string> loss, string origin) =>
        classes.Match(Success<Problem, bool>, () => targets.Width == 1 ? loss.Map(name => name == Pairings.CrossEntropy) : Success<Problem, bool>(false))
            .Bind(coded => ArrayRows.Of(inputs, targets, coded))
            .Map(rows => rows with { Origin = origin });

    /// <summary>The arrays that are meant: those that are named, or <c>x</c> and <c>y</c>, or the only two in their order.</summary>
    private static Validation<Problem, (string Inputs, string Targets)> Named(ArrayFile file, Option<string> inputs, Option<string> targets) =>
        (NameOf(file, InputsKey, inputs, "x", targets), NameOf(file, TargetsKey, targets, "y", inputs)).Apply((i, t) => (i, t)).Bind(names => names.i != names.t
            ? Success<Problem, (string, string)>(names)
            : InFile.Refuse<(string, string)>(file.WhereOf(names.i), "inputs and targets are the same array", NpzHint));

    private static Validation<Problem, string> NameOf(ArrayFile file, string key, Option<string> given, string usual, Option<string> other) =>
        given.Match(
            Success<Problem, string>,
            () => file.Names.Contains(usual) ? Success<Problem, string>(usual)
                : file.Names is [var first, var second] ? Success<Problem, string>(other.Match(name => name == first ? second : first, () => key == InputsKey ? first : second))
                : InFile.Refuse<string>(file.File, $"it is not said which array holds the {key}", $"Write \"{key}\": NAME. The file holds {file.Few}."));

    private static Validation<Problem, ArrayColumn> Column(ArrayFile file, string name) =>
        file.Find(name).Map(array => new ArrayColumn(file.WhereOf(name), name, array));

    private static Validation<Problem, (ArrayColumn Column, string Origin)> NpyColumn(string folder, string path, string name) =>
        InFile.Bytes(folder, path).Bind(bytes => Host.Npy.Read(Shown.Path(path), bytes)
            .Bind(array => array.Type.Kind == ElementKind.Text
                ? InFile.Refuse<(ArrayColumn, string)>(Shown.Path(path), "the array holds text, not numbers")
                : Success<Problem, (ArrayColumn, string)>((new ArrayColumn(Shown.Path(path), name, array), InFile.Origin(path, bytes)))));

    private static Validation<Problem, (string First, string Second)> Pair(Fields data, string key, string first, string second, string hint) =>
        data.Required(key, hint).Bind(spot => Fields.Of(spot, hint)).Bind(files =>
            (Text(files, first, hint), Text(files, second, hint), files.Only(first, second)).Apply((f, s, _) => (f, s)));

    private static Validation<Problem, string> Text(Fields fields, string key, string hint) => fields.Required(key, hint).Bind(spot => spot.Text(hint));

    private static Validation<Problem, Option<string>> TextOrNone(Fields fields, string key) =>
        fields.Find(key) is { } spot ? spot.Text("Give the name of an array in the file.").Map(Some) : Success<Problem, Option<string>>(None);

    private static Validation<Problem, Option<bool>> Classes(Fields data) =>
        data.Find(ClassesKey) is { } spot ? spot.Flag().Map(Some) : Success<Problem, Option<bool>>(None);

    private static IEnumerable<(string, JsonTree)> Written(Option<bool> classes) => classes.AsEnumerable().Select(flag => (ClassesKey, Json.Flag(flag)));
}
