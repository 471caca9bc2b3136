using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A file that a person asked for: refused before any work where it could not be written in the end, and there whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Where the file will be.</summary>
    /// <param name="option">The option that names it, for sentences.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="file">The path as it was typed.</param>
    public static Either<Failure, string> Place(string option, string folder, string file)
    {
        var path = file.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, file));
        return path.Length == 0 ? Failure.Of(ExitCode.Usage, option, $"'{Shown.Text(file)}' is not the name of a file", "Give a file.")
            : file.Length == 0 || Directory.Exists(path) || path.EndsWith(Path.DirectorySeparatorChar) ? Failure.Of(ExitCode.Usage, option, $"'{Shown.Path(file)}' is a folder", "Give a file.")
            : !Directory.Exists(Path.GetDirectoryName(path)) ? Failure.Of(ExitCode.Usage, option, $"'{Shown.Path(file)}': its folder does not exist", "Make it, or give another file.")
            : Right<Failure, string>(path);
    }

    /// <summary>Lets <paramref name="write"/> write the file. What stood at the path before stays until all of it is written.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">What <see cref="Place"/> gave.</param>
    /// <param name="write">Writes all of it, or says why it cannot be said in this format.</param>
    public static Either<Failure, string> Write(string option, string path, Func<Stream, Either<Failure, Unit>> write)
    {
        // A device or a pipe is written to, never replaced by a file.
        var part = File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.Device) ? path : path + ".part";
        try
        {
            Either<Failure, Unit> written;
            using (var stream = new FileStream(part, part == path ? FileMode.Open : FileMode.Create, FileAccess.Write))
                written = write(stream);
            if (part != path && written.IsRight)
                File.Move(part, path, overwrite: true);
            else if (part != path)
                Guard.Remove(part);
            return written.Map(_ => path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (part != path)
                Guard.Remove(part);
            return Failure.Of(ExitCode.Usage, option, $"'{Shown.Path(path)}' cannot be written", "Free some space or give another file.");
        }
    }
}
