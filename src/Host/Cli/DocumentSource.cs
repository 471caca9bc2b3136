using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Where a run document comes from: a file, or the name of one that is built in.</summary>
internal static class DocumentSource
{
    /// <summary>Documents are written by people: more than this is a mistake.</summary>
    private const long MaxBytes = 64L << 20;

    public static Either<Failure, JsonTree> Load(string folder, string source) =>
        BuiltInDocuments.Find(source) is { } example
            ? Failure.From(ExitCode.Usage, JsonText.Parse(source, System.Text.Encoding.UTF8.GetBytes(example.Text)))
            : Read(folder, source, "run document", $"Give a JSON file, or one of the built-in documents: {string.Join(", ", BuiltInDocuments.Names)}.").Bind(bytes => Failure.From(ExitCode.Usage, JsonText.Parse(source, bytes)));

    /// <summary>What paths in a document are relative to: its own folder, or where the command was given for a built-in one.</summary>
    public static string FolderOf(string folder, string source) =>
        BuiltInDocuments.Find(source) is not null ? folder : Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, source))) ?? folder;

    /// <summary>The bytes of a file that a person wrote, as long as there are not too many.</summary>
    internal static Either<Failure, byte[]> Read(string folder, string source, string what, string hint)
    {
        var path = Path.Combine(folder, source);
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path))
                return Failure.Of(ExitCode.Usage, source, $"this is a folder, not a {what}");
            if (!file.Exists)
                return Failure.Of(ExitCode.Usage, source, $"there is no such {what}", hint);
            if (file.Length > MaxBytes)
                return Failure.Of(ExitCode.Usage, source, $"the document has {NumberText.Bytes(file.Length)}", $"At most {NumberText.Bytes(MaxBytes)} are read.");
            using var stream = file.OpenRead();
            using var buffer = new MemoryStream();
            Copy(stream, buffer);
            return buffer.Length <= MaxBytes
                ? Right<Failure, byte[]>(buffer.ToArray())
                : Failure.Of(ExitCode.Usage, source, "the document does not end", $"At most {NumberText.Bytes(MaxBytes)} are read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failure.Of(ExitCode.Usage, source, "the document cannot be read", "Check its name and its permissions.");
        }
    }

    /// <summary>Reads a little more than allowed at most, so that a device file cannot fill the memory.</summary>
    private static void Copy(Stream from, MemoryStream to)
    {
        var buffer = new byte[1 << 16];
        for (int read; to.Length <= MaxBytes && (read = from.Read(buffer)) > 0;)
            to.Write(buffer, 0, read);
    }
}
