using System.Text;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Comma-separated values as RFC 4180 has them, lines ended as Unix does: a field with a comma, a quote or a line break stands in quotes.</summary>
internal static class CsvFile
{
    /// <summary>Writes a header and rows.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">What <see cref="OutputFile.Place"/> gave.</param>
    /// <param name="lines">The fields of each line.</param>
    public static Either<Failure, string> Write(string option, string path, IEnumerable<IEnumerable<string>> lines) => OutputFile.Write(option, path, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
            text.WriteLine(Line(line));
        return Right<Failure, Unit>(unit);
    });

    internal static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    /// <summary>
    /// Text that a spreadsheet shows and does not run: what begins as a formula does there gets an apostrophe before it. Not for numbers,
    /// which may begin with a minus.
    /// </summary>
    internal static string Plain(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
