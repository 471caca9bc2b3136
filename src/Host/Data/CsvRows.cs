using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Rows that have inputs only, for a network that was trained before.</summary>
internal static class CsvRows
{
    /// <summary>
    /// The columns of a file that a network wants, in the order in which it wants them; other columns are not looked at. A file without names
    /// must have just these columns.
    /// </summary>
    /// <param name="where">Who asks, for sentences: <c>--csv</c>.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">The names of the columns.</param>
    public static Validation<Problem, RawData> Open(string where, string folder, string path, ImmutableArray<string> columns) =>
        CsvSource.Find(where, folder, path)
            .Bind(file => CsvTable.Read(file, new CsvWish(), head => Choose(file, head, columns)))
            .Map(table => table.Head.HasNames
                ? table.Rows
                : table.Rows with { InputNames = columns, Notes = table.Rows.Notes.Add("the file has no names, so its columns are taken in their order") });

    private static Validation<Problem, CsvChoice> Choose(CsvSource file, CsvHead head, ImmutableArray<string> columns) => head.HasNames
        ? Gathered.All(columns.Select(name => head.Names.IndexOf(name) is var index and >= 0
                ? Success<Problem, int>(index)
                : InFile.Refuse<int>(file.Name, $"the file has no column '{Shown.Text(name)}'", CsvColumns.Known(Shown.Text(name), [.. head.Names.Where(n => n.Length > 0).Select(Shown.Text)]))))
            .Map(found => new CsvChoice(found, []))
        : head.Names.Length == columns.Length
            ? Success<Problem, CsvChoice>(new CsvChoice([.. Enumerable.Range(0, columns.Length)], []))
            : InFile.Refuse<CsvChoice>(
                file.Name,
                FormattableString.Invariant($"the file has {head.Names.Length} columns without names, and {columns.Length} are needed"),
                $"Give names in the first line: {string.Join(", ", columns.Take(12).Select(Shown.Text))}{(columns.Length > 12 ? ", …" : ".")}");
}
