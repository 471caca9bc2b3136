using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A file of rows that can be gone through as often as needed.</summary>
/// <param name="Name">As a person wrote it, fit for sentences.</param>
/// <param name="Open">Its bytes from the first on; may throw what opening a file throws.</param>
internal sealed record CsvSource(string Name, Func<Stream> Open)
{
    private const string Hint = "A file of data is text with a row on each line.";

    /// <summary>
    /// The file at a path, or why there is none. A pipe or a device says that it has no bytes and is refused before it is opened, so that
    /// nobody waits for it.
    /// </summary>
    /// <param name="where">Who asks for it, for sentences.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="path">The path as it was written.</param>
    public static Validation<Problem, CsvSource> Find(string where, string folder, string path)
    {
        try
        {
            var full = path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, path));
            var file = full.Length == 0 || path.Length == 0 ? null : new FileInfo(full);
            if (file is not null && Directory.Exists(full))
                return Refuse("is a folder, not a file", Hint);
            if (file is not { Exists: true })
                return Refuse("does not exist", "The path is relative to the document.");
            if (file.Length == 0)
                return Refuse("is empty (or a pipe or a device, which cannot be read twice)", Hint);
            using (file.OpenRead())
                return Success<Problem, CsvSource>(new CsvSource(Shown.Path(path), () => new FileStream(full, Sequential)));
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            return Refuse("cannot be read", "Check its name and its permissions.");
        }

        Validation<Problem, CsvSource> Refuse(string what, string hint) =>
            InFile.Refuse<CsvSource>(where, $"the file '{Shown.Path(path)}' {what}", hint);
    }

    /// <summary>Whether <paramref name="e"/> is what reading a file can end in without a fault of ours.</summary>
    public static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>No buffer of its own: whoever reads brings one.</summary>
    private static FileStreamOptions Sequential { get; } = new() { BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete };
}
