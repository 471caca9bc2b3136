using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a person orders through the page, read as strictly as a run document.</summary>
internal static class OrderBody
{
    private static readonly string[] FilesOfData = ["csv", ArraysPart.Npz, ArraysPart.Npy, ArraysPart.Idx];

    /// <summary>The object that was sent.</summary>
    /// <param name="name">What to call it in sentences.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="keys">What it may hold.</param>
    public static Either<Failure, Fields> Read(string name, ReadOnlyMemory<byte> body, params string[] keys) => Failure.From(
        ExitCode.Usage,
        JsonText.Parse(name, body.Span).Bind(tree => Fields.Of(new(tree, ""), $"Send an object with {string.Join(", ", keys)}.")).Bind(fields => fields.Only(keys).Map(_ => fields)));

    /// <summary>A value that may be left out or null.</summary>
    public static Validation<Problem, Option<T>> Maybe<T>(Fields order, string key, Func<Spot, Validation<Problem, T>> read) =>
        order.Find(key) is { Tree: not JsonTree.Null } spot ? read(spot).Map(Some) : Success<Problem, Option<T>>(None);

    /// <summary>Values that may be left out, null or none.</summary>
    public static Validation<Problem, Seq<T>> Many<T>(Fields order, string key, Func<Spot, Validation<Problem, T>> read) => order.Find(key) switch
    {
        null or { Tree: JsonTree.Null or JsonTree.Array { Items.IsEmpty: true } } => Success<Problem, Seq<T>>(Empty),
        { } spot => spot.Items("Write an array.").Bind(items => Gathered.All(items.Select(read))).Map(all => toSeq(all)),
    };

    /// <summary>
    /// A document from the page names no file: files are named on the command line, by whoever sits at it. Where the rows of a fork are
    /// those of its parent, what the document says of them is not read.
    /// </summary>
    public static Either<Failure, Unit> NamesNoFile(JsonTree document, bool withData) =>
        document is not JsonTree.Object root ? unit
        : Files(root, withData).HeadOrNone().Match(
            path => Failure.Of(ExitCode.Usage, path, "the page reads no files", "Write the numbers into the document, or train it on the command line: functional train DOC.json."),
            () => Prelude.Right<Failure, Unit>(unit));

    private static Seq<string> Files(JsonTree.Object root, bool withData)
    {
        var data = withData ? root.Find("data") as JsonTree.Object : null;
        var test = data?.Find("test") as JsonTree.Object;
        var initial = root.Find("initial") as JsonTree.Object;
        return toSeq(
            FilesOfData.Where(key => data?.Find(key) is not null).Select(key => $"data.{key}")
                .Concat(FilesOfData.Where(key => test?.Find(key) is not null).Select(key => $"data.test.{key}"))
                .Concat(initial?.Find(ImportPart.Key) is null ? [] : [$"initial.{ImportPart.Key}"])
                .ToList());
    }
}
