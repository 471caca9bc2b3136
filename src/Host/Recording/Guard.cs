using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The edge where the operating system's and SQLite's exceptions become sentences.</summary>
internal static class Guard
{
    /// <summary>SQLITE_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB: the codes a user can cause.</summary>
    private const int Busy = 5, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Behind the name of a run that is not there yet, only its beginning.</summary>
    public const string Beginning = "-begun";

    /// <summary>What SQLite may leave beside a file.</summary>
    private static readonly string[] Beside = ["-wal", "-shm", "-journal"];

    public static Either<Failure, T> Writing<T>(string path, Func<T> action) => Try(action, e => WriteFailure(path, e));

    public static Either<Failure, T> Reading<T>(string path, Func<T> action) => Try(action, e => ReadFailure(path, e));

    public static Failure WriteFailure(string path, Exception exception) => Failure.Of(ExitCode.RunFile, path, exception switch
    {
        SqliteException { SqliteErrorCode: Full } => "the disk is full",
        SqliteException { SqliteErrorCode: Busy } => "another program is writing this run",
        SqliteException { SqliteErrorCode: ReadOnly } or UnauthorizedAccessException => "this place cannot be written",
        IOException when File.Exists(path) => "the file exists already",
        IOException or SqliteException { SqliteErrorCode: IoError or CannotOpen } => "the file cannot be written",
        _ => "the run cannot be recorded here",
    }, "Free some space or choose another place with --store.");

    public static Failure ReadFailure(string path, Exception exception) => exception switch
    {
        UnauthorizedAccessException => Failure.Of(ExitCode.RunFile, path, "the file may not be read", "Ask its owner for permission."),
        SqliteException { SqliteErrorCode: Busy } => Failure.Of(ExitCode.RunFile, path, "another program holds this run", "Wait until it has finished."),
        SqliteException { SqliteErrorCode: NotADatabase } => NotARun(path),
        SqliteException { SqliteErrorCode: CannotOpen } when RunReading.HasLog(path) => Failure.Of(
            ExitCode.RunFile, path, $"the last steps of the run are in the log beside it ({Path.GetFileName(path)}-wal), and that is read only where the folder can be written",
            "Copy both files to a folder of your own and open the run there."),
        SqliteException { SqliteErrorCode: Corrupt } or OverflowException or InvalidCastException => Damaged(path, "the file is damaged"),
        _ => Failure.Of(ExitCode.RunFile, path, "the run file cannot be read", "It may be damaged or incomplete; use a copy if there is one."),
    };

    public static Failure NotARun(string path) =>
        Failure.Of(ExitCode.RunFile, path, "this is not a run file", "Run files are written by train and fork.");

    public static Failure Damaged(string path, string what) =>
        Failure.Of(ExitCode.RunFile, path, what, "Use a copy, or train again: the same document gives the same run.");

    /// <summary>Takes away a file that was begun and holds nothing; where even that is forbidden it stays, and opening it says that it is empty.</summary>
    public static void Remove(string path)
    {
        foreach (var part in (string[])["", Beginning, .. Beside])
            Writing(path, () =>
            {
                File.Delete(path + part);
                return LanguageExt.Prelude.unit;
            });
    }

    /// <summary>Takes away what an earlier file of that name left beside it: SQLite would take it for this one's.</summary>
    public static void RemoveBeside(string path)
    {
        foreach (var part in Beside)
            File.Delete(path + part);
    }

    private static Either<Failure, T> Try<T>(Func<T> action, Func<Exception, Failure> failure)
    {
        try
        {
            return Right<Failure, T>(action());
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            return Left<Failure, T>(failure(e));
        }
    }
}
