using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What is done with cells that are empty or say NA, null, NaN or ?.</summary>
internal enum MissingCells : byte
{
    /// <summary>They are refused.</summary>
    Refuse,

    /// <summary>Their rows are left out.</summary>
    Drop,

    /// <summary>The mean of the column's numbers stands in for them; targets must not miss.</summary>
    Mean,
}

/// <summary>What a person said about how a file is written; what is not said is found out.</summary>
/// <param name="Delimiter">The byte between fields.</param>
/// <param name="DecimalSign">Point or comma.</param>
/// <param name="Header">Whether the first record holds the names of the columns.</param>
/// <param name="Classes">Whether the target column says the class of a row.</param>
/// <param name="Missing">What is done with missing cells.</param>
internal sealed record CsvWish(byte? Delimiter = null, char? DecimalSign = null, bool? Header = null, bool? Classes = null, MissingCells Missing = MissingCells.Refuse)
{
    /// <summary>The delimiters that are looked for.</summary>
    public static ImmutableArray<byte> Delimiters { get; } = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>A delimiter in a sentence.</summary>
    public static string Shown(byte delimiter) => delimiter == (byte)'\t' ? "tabs" : $"'{(char)delimiter}'";
}

/// <summary>How a file is written, found out from its first records: the delimiter and the names of its columns.</summary>
/// <param name="Delimiter">The byte between fields.</param>
/// <param name="HasNames">Whether the first record holds the names.</param>
/// <param name="Names">A name for each column, each once; <c>column1</c> and so on where the file has none. Empty where it has one without.</param>
/// <param name="Notes">What was found out and not said by anybody.</param>
internal sealed record CsvHead(byte Delimiter, bool HasNames, ImmutableArray<string> Names, ImmutableArray<string> Notes)
{
    public static Validation<Problem, CsvHead> Read(CsvSource file, CsvWish wish) =>
        Choose(file, wish).Bind(sample => sample.Records == 0
            ? Refuse(file, sample.Fault ?? new Problem(file.Name, "the file has no rows", "It holds nothing but empty lines.") { IsInData = true })
            : Named(file, wish, sample));

    private static Validation<Problem, CsvHead> Named(CsvSource file, CsvWish wish, CsvSample sample)
    {
        var hasNames = wish.Header ?? sample.HasNames;
        ImmutableArray<string> names = hasNames ? [.. sample.First] : [.. Enumerable.Range(1, sample.Width).Select(i => FormattableString.Invariant($"column{i}"))];
        var twice = names.Select((name, i) => (Name: name, Column: i + 1)).Where(n => n.Name.Length > 0).GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any());
        return Gathered.Unless(twice.Select(g => new Problem(
                file.Name,
                FormattableString.Invariant($"the columns {g.First().Column} and {g.Skip(1).First().Column} are both called '{Shown.Text(g.Key)}'"),
                "Give each column a name of its own.")
        { IsInData = true }))
            .Map(_ => new CsvHead(sample.Delimiter, hasNames, names, FoundOut(wish, sample, hasNames)));
    }

    private static ImmutableArray<string> FoundOut(CsvWish wish, CsvSample sample, bool hasNames) =>
    [
        .. wish.Delimiter is null ? [sample.Width > 1 ? $"fields are separated by {CsvWish.Shown(sample.Delimiter)}" : "there is one column"] : Enumerable.Empty<string>(),
        .. wish.Header is null
            ? [hasNames ? "the first line holds the names of the columns" : FormattableString.Invariant($"the first line is a row, so the columns are called column1 to column{sample.Width}")]
            : Enumerable.Empty<string>(),
    ];

    /// <summary>
    /// The delimiter that makes a table of the first records; of several the one with the largest share of numbers: a cell that holds another
    /// delimiter is none. Where no delimiter makes one, the one that comes nearest, so that it can be said what is wrong.
    /// </summary>
    private static Validation<Problem, CsvSample> Choose(CsvSource file, CsvWish wish)
    {
        if (wish.Delimiter is { } said)
            return Success<Problem, CsvSample>(CsvSample.Of(file, said));
        var samples = CsvWish.Delimiters.Select(delimiter => CsvSample.Of(file, delimiter)).ToList();
        var tables = samples.Where(s => s.IsTable).OrderByDescending(Share).ToList();
        return tables.Count == 0
            ? Success<Problem, CsvSample>(samples.OrderByDescending(s => s.Width > 1 ? s.Even : 0).First())
            : tables.Count == 1 || Share(tables[0]) > Share(tables[1])
                ? Success<Problem, CsvSample>(tables[0])
                : Fail<Problem, CsvSample>(Seq1(new Problem(
                    file.Name,
                    $"its fields can be separated by {CsvWish.Shown(tables[0].Delimiter)} or by {CsvWish.Shown(tables[1].Delimiter)}",
                    "Say which: \"delimiter\": \",\".")
                { IsInData = true }));
    }

    private static double Share(CsvSample sample) => sample.Numbers is (var numbers, > 0 and var all) ? (double)numbers / all : 0;

    private static Validation<Problem, CsvHead> Refuse(CsvSource file, Problem problem) => Fail<Problem, CsvHead>(Seq1(problem with { Where = problem.Where.Length > 0 ? problem.Where : file.Name }));
}
