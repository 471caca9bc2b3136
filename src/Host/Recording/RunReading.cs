using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A connection to read a run with, wherever it lies. A run that has ended is one plain file, so nothing but that file has to be there
/// or may be written: a read-only folder, a log that belongs to another file and a journal that was left behind are no reason to refuse it.
/// </summary>
internal static class RunReading
{
    private const int ReadOnly = 8, CannotOpen = 14;

    /// <summary>Where the header of an SQLite file says how it is written, and what it says of a file without a log.</summary>
    private const int JournalAt = 18;

    private static ReadOnlySpan<byte> Plain => [1, 1];

    /// <summary>A connection whose file has been looked at: what forbids it has been met.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static SqliteConnection Connect(string path)
    {
        if (HasForeignLog(path))
            return RunFormat.ConnectFrozen(path);
        var connection = RunFormat.Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            RunFormat.Scalar(connection, "PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is ReadOnly or CannotOpen && !HasLog(path))
        {
            // SQLite would make files of its own beside it, or undo with a journal what was already whole.
            connection.Dispose();
            return RunFormat.ConnectFrozen(path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the log beside <paramref name="path"/> is another file's. SQLite would take its pages for those of this one. The log of a run
    /// is taken away before its file is made plain, so a plain file has none.
    /// </summary>
    public static bool HasForeignLog(string path) => HasLog(path) && WriterLock.Look(path, false, () => IsPlain(path));

    /// <summary>What to say of a log that is left out.</summary>
    public static Option<Finding> ForeignLog(string path) => HasForeignLog(path)
        ? Some(new Finding(
            "log", Usable.Risky, $"the log beside the file ({Path.GetFileName(path)}-wal) is not of this run, and is left out",
            "Look where it belongs: another run may have been moved or overwritten. This file is whole without it."))
        : None;

    /// <summary>Whether there is anything in the log beside a file.</summary>
    public static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private static bool IsPlain(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = JournalAt;
        Span<byte> found = stackalloc byte[Plain.Length];
        return stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.SequenceEqual(Plain);
    }
}
