using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Rows out of two files of the form of MNIST: images, and a label for each.</summary>
internal static class IdxRows
{
    /// <summary>The rows: images flattened to their bytes, 0 to 255, in columns <c>pixel[r,c]</c>.</summary>
    /// <param name="folder">What relative paths are relative to.</param>
    /// <param name="images">The path of the images, packed by gzip or not.</param>
    /// <param name="labels">The path of the labels, likewise.</param>
    /// <param name="classes">Whether labels are classes rather than numbers.</param>
    /// <param name="known">For a test set: the classes of the rows to learn from, in the order of their indices.</param>
    public static Validation<Problem, RawData> Read(string folder, string images, string labels, bool classes, ImmutableArray<string> known = default) =>
        (Column(folder, images, "pixel"), Column(folder, labels, "label"))
            .Apply((i, l) => ArrayRows.Of(i.Column, l.Column, classes, known).Map(rows => rows with { Origin = $"{i.Origin}; {l.Origin}" }))
            .Flat();

    private static Validation<Problem, (ArrayColumn Column, string Origin)> Column(string folder, string file, string name) =>
        InFile.Bytes(folder, file).Bind(bytes => Idx.Read(Shown.Path(file), bytes)
            .Map(array => (new ArrayColumn(Shown.Path(file), name, array), InFile.Origin(file, bytes))));
}
