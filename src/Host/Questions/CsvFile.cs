using System.Text;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Comma-separated values as RFC 4180 has them, lines ended as Unix does: a field with a comma, a quote or a line break stands in quotes.</summary>
internal static class CsvFile
{
    /// <summary>Where the file will be; refused at once where it could not be written in the end.</summary>
    public static Either<Failure, string> Place(string option, string folder, string file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        return file.Length == 0 || Directory.Exists(path) ? Failure.Of(ExitCode.Usage, option, $"'{file}' is a folder", "Give a file.")
            : !Directory.Exists(Path.GetDirectoryName(path)) ? Failure.Of(ExitCode.Usage, option, $"'{file}': its folder does not exist", "Make it, or give another file.")
            : Right<Failure, string>(path);
    }

    /// <summary>Writes a header and rows. What stood there before stays until all of it is written.</summary>
    public static Either<Failure, string> Write(string option, string path, IEnumerable<IEnumerable<string>> lines)
    {
        var part = path + ".part";
        try
        {
            File.WriteAllLines(part, lines.Select(Line), new UTF8Encoding(false));
            File.Move(part, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Guard.Remove(part);
            return Failure.Of(ExitCode.Usage, option, $"'{path}' cannot be written", "Free some space or give another file.");
        }
    }

    internal static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    /// <summary>
    /// Text that a spreadsheet shows and does not run: what begins as a formula does there gets an apostrophe before it. Not for numbers,
    /// which may begin with a minus.
    /// </summary>
    internal static string Plain(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
