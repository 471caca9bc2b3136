using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Numbers a person hands to <c>plugins eval</c>: a JSON file, or words with commas between them.</summary>
internal static class InputFile
{
    /// <summary>The JSON in <paramref name="file"/>.</summary>
    public static Either<Failure, Spot> Read(string folder, string file) =>
        DocumentSource.Read(folder, file, "file of numbers", "Give a JSON file.")
            .Bind(bytes => Failure.From(ExitCode.Data, JsonText.Parse(file, bytes)))
            .Map(tree => new Spot(tree, ""))
            .MapLeft(failure => failure with { Code = ExitCode.Data });

    /// <summary>A member of an object that must be there.</summary>
    public static Validation<Problem, Spot> Member(Spot spot, string key, string hint) =>
        Fields.Of(spot, hint).Bind(fields => fields.Required(key, hint));

    /// <summary>An array of rows; numbers may be <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>, as the program writes them.</summary>
    public static Validation<Problem, ImmutableArray<double[]>> Rows(Spot spot, string hint) =>
        spot.Items(hint).Bind(rows => Gathered.All(rows.Select(row => Row(row, hint)))).Bind(rows => rows.All(r => r.Length == rows[0].Length)
            ? Success<Problem, ImmutableArray<double[]>>(rows)
            : spot.Refuse<ImmutableArray<double[]>>("the rows are not of equal length", "Give every row the same number of values."));

    /// <summary>An array of numbers.</summary>
    public static Validation<Problem, double[]> Row(Spot spot, string hint) =>
        spot.Items(hint).Bind(items => Gathered.All(items.Select(Number))).Map(numbers => numbers.ToArray());

    /// <summary>Numbers with commas between them; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are welcome here.</summary>
    public static Either<Failure, double[]> Words(string where, string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(word => Special(word).Match(Right<Failure, double>, () => Host.Words.Number(where, word))).ToSeq().Sequence().Map(numbers => numbers.ToArray());

    private static Validation<Problem, double> Number(Spot spot) => spot.Tree switch
    {
        JsonTree.Number n => Success<Problem, double>(n.Value),
        JsonTree.Text t when Special(t.Value).IsSome => Success<Problem, double>((double)Special(t.Value)),
        _ => spot.Needs<double>("a number", "NaN and the infinities are written \"NaN\", \"Infinity\", \"-Infinity\"."),
    };

    private static Option<double> Special(string word) => word switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => None,
    };
}
