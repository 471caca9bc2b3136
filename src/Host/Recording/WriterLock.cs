using LanguageExt;

namespace Functional.Host;

/// <summary>
/// One writer a run. The lock is a file beside the run's that the system lends to one program only, and takes back when that program ends,
/// however it ends: after <c>kill -9</c> the next one may write at once. Readers do not ask for it.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const string Suffix = "-writer";

    /// <summary>The runs that this process writes, and the turn of those who look past SQLite into a file.</summary>
    private static readonly Lock Turn = new();

    private static readonly System.Collections.Generic.HashSet<string> Mine = new(StringComparer.OrdinalIgnoreCase);

    private readonly FileStream _held;
    private string? _written;

    private WriterLock(FileStream held) => _held = held;

    /// <summary>The lock of the run at <paramref name="path"/>, or the sentence that somebody else has it; nobody waits.</summary>
    public static Either<Failure, WriterLock> Take(string path) =>
        Guard.Writing(path, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!)).Bind(_ =>
        {
            try
            {
                return new WriterLock(new(path + Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException) when (File.Exists(path + Suffix))
            {
                return Failure.Of(ExitCode.RunFile, path, "another program is writing this run", "Wait until it has finished, or end it: what it has written stays.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Prelude.Left<Failure, WriterLock>(Guard.WriteFailure(path, e));
            }
        });

    /// <summary>Whether somebody has the lock of the run at <paramref name="path"/>; what a killed program left of it does not count.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            if (File.Exists(path + Suffix))
                File.Open(path + Suffix, FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>
    /// Looks into a run file without SQLite, unless this very process writes it: then the answer is <paramref name="mine"/>. SQLite locks a
    /// file with POSIX locks, and all of those a process has on a file are gone as soon as it closes the file anywhere, whoever opened
    /// it (sqlite.org/howtocorrupt, 2.2). Nobody begins to write while somebody looks.
    /// </summary>
    internal static T Look<T>(string path, T mine, Func<T> look)
    {
        lock (Turn)
            return Mine.Contains(FileAt(path)) ? mine : look();
    }

    /// <summary>From here on, until the lock is let go of, SQLite has the file at <paramref name="path"/> open to write it.</summary>
    internal void BeginWriting(string path)
    {
        lock (Turn)
            Mine.Add(_written = FileAt(path));
    }

    public void Dispose()
    {
        lock (Turn)
            if (_written is { } file)
                Mine.Remove(file);
        _written = null;
        _held.Dispose();
    }

    /// <summary>The file itself, where the path leads to a link.</summary>
    private static string FileAt(string path) =>
        new FileInfo(Path.GetFullPath(path)) is { Exists: true } file && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
}
