using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Arrays of numbers in JSON: an object with an array, or an array of rows, under each name. What <c>export -o FILE.json</c> writes has it under <c>"parameters"</c>.</summary>
internal static class JsonArrays
{
    private const string Key = "parameters";

    private const string Hint = "Write {\"parameters\": {\"layer0.weights\": [[…]], \"layer0.bias\": […]}}.";

    /// <summary>The arrays under <c>"parameters"</c>; whatever stands beside it is passed over.</summary>
    /// <param name="file">What to call the file in sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, ArrayFile> Read(string file, ReadOnlySpan<byte> bytes) =>
        JsonText.Parse(file, bytes)
            .Bind(tree => Fields.Of(new(tree, ""), Hint))
            .Bind(fields => fields.Required(Key, Hint))
            .Bind(spot => Fields.Of(spot, Hint))
            .MapFail(InData)
            .Map(given => new ArrayFile(
                file, [.. ((JsonTree.Object)given.Spot.Tree).Members.Select(m => m.Name)], name => Array(given.Find(name)!.Value).MapFail(InData)));

    private static Validation<Problem, NumberArray> Array(Spot spot) => spot.Tree is JsonTree.Array { Items: [JsonTree.Array, ..] }
        ? Matrix.Read(spot, "A row is an array of numbers.").Map(matrix => NumberArray.Of([matrix.Rows, matrix.Columns], matrix.Values.AsSpan()))
        : Matrix.ReadColumn(spot, "").Map(column => NumberArray.Of([column.Rows], column.Values.AsSpan()));

    private static Problem InData(Problem problem) => problem with { IsInData = true };
}
