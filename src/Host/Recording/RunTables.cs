using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>
/// The statements that begin and end a run file. A new one is begun in one transaction that its first moments join. One that goes on gets
/// a log, so that others may read it meanwhile.
/// </summary>
internal static class RunTables
{
    /// <summary>How long the last act waits for somebody who reads, in seconds.</summary>
    private const int ReaderPatience = 2;

    private const int Busy = 5, Locked = 6;

    /// <summary>
    /// Pages in the log before they are copied into the file, a megabyte: the writer copies while training goes on, so that little is left
    /// to copy when it has ended.
    /// </summary>
    private const int PagesAhead = 64;

    /// <summary>More of the beginning than this does not wait in memory for its end: it goes to the system while training goes on.</summary>
    private const int CacheKilobytes = 512;

    /// <summary>
    /// The empty tables of a new file, the data, the stamps and the header, in a transaction that is still open. Nobody knows the file yet
    /// and one that breaks is thrown away, so nothing is written twice or waited for.
    /// </summary>
    public static SqliteTransaction Begin(SqliteConnection connection, Manuscript manuscript)
    {
        connection.DefaultTimeout = ReaderPatience;
        RunFormat.Execute(connection, $"PRAGMA page_size = 16384; PRAGMA cache_size = -{CacheKilobytes}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        var transaction = connection.BeginTransaction();
        foreach (var table in RunFormat.Tables)
            RunFormat.Execute(connection, table);
        manuscript.Data.IfSome(data => DataTable.Write(connection, data));
        foreach (var stamp in manuscript.Stamps)
            RunFormat.Execute(
                connection, "INSERT INTO stamps VALUES ($kind, $name, $id, $assembly, $version, $sha256)",
                ("$kind", stamp.Kind), ("$name", stamp.Name), ("$id", stamp.Id),
                ("$assembly", stamp.Origin.Assembly), ("$version", stamp.Origin.Version), ("$sha256", stamp.Origin.Sha256));
        Write(connection, manuscript.Header, manuscript.Stamps);
        return transaction;
    }

    /// <summary>
    /// From here on there is a log beside the file. A committed transaction outlives the process; with <see cref="Manuscript.Durable"/> it
    /// outlives a loss of power too, for a wait for the disk at each.
    /// </summary>
    public static void GoOn(SqliteConnection connection, Manuscript manuscript)
    {
        connection.DefaultTimeout = ReaderPatience;
        RunFormat.Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(manuscript.Durable ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint = {PagesAhead}");
    }

    /// <summary>What the file says of itself, in a transaction of its own.</summary>
    public static void Say(SqliteConnection connection, Manuscript manuscript)
    {
        using var transaction = connection.BeginTransaction();
        Write(connection, manuscript.Header, manuscript.Stamps);
        transaction.Commit();
    }

    /// <summary>How it ended; then, unless somebody reads it just now, one plain file instead of a file and its log.</summary>
    public static void Close(SqliteConnection connection, Manuscript manuscript)
    {
        Say(connection, manuscript);

        using var plain = RunFormat.Command(connection, "PRAGMA journal_mode = DELETE");
        plain.CommandTimeout = ReaderPatience;
        try
        {
            plain.ExecuteNonQuery();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            // A reader has the file open. The run is whole with its log beside it, and readable as it is.
        }
    }

    /// <summary>What the file says of itself, within the transaction that is open.</summary>
    public static void Write(SqliteConnection connection, RunHeader header, ImmutableArray<Stamp> stamps)
    {
        RunFormat.Execute(connection, $"PRAGMA application_id = {RunFormat.ApplicationId}; PRAGMA user_version = {RunFormat.Version}");
        foreach (var (key, value) in header.Pairs.Append((RunHeader.SealKey, RunHeader.Seal(header.Pairs, stamps))))
            RunFormat.Execute(connection, "INSERT OR REPLACE INTO run VALUES ($key, $value)", ("$key", key), ("$value", value));
    }
}
