using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>The statements that fill a run file. Each of the two is one transaction: all of it is there after a crash, or nothing.</summary>
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

    /// <summary>
    /// The header; and in a new file before it the empty tables, the data and the stamps. A committed transaction outlives the process; with
    /// <see cref="Manuscript.Durable"/> it outlives a loss of power too, for a wait for the disk at each.
    /// </summary>
    public static void Open(SqliteConnection connection, Manuscript manuscript)
    {
        connection.DefaultTimeout = ReaderPatience;
        if (manuscript.Data.IsSome)
            RunFormat.Execute(connection, "PRAGMA page_size = 16384");
        RunFormat.Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(manuscript.Durable ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint = {PagesAhead}");
        using var transaction = connection.BeginTransaction();
        RunFormat.Execute(connection, $"PRAGMA application_id = {RunFormat.ApplicationId}; PRAGMA user_version = {RunFormat.Version}");
        manuscript.Data.IfSome(data =>
        {
            foreach (var table in RunFormat.Tables)
                RunFormat.Execute(connection, table);
            DataTable.Write(connection, data);
            foreach (var stamp in manuscript.Stamps)
                RunFormat.Execute(
                    connection, "INSERT INTO stamps VALUES ($kind, $name, $id, $assembly, $version, $sha256)",
                    ("$kind", stamp.Kind), ("$name", stamp.Name), ("$id", stamp.Id),
                    ("$assembly", stamp.Origin.Assembly), ("$version", stamp.Origin.Version), ("$sha256", stamp.Origin.Sha256));
        });
        Write(connection, manuscript.Header, manuscript.Stamps);
        transaction.Commit();
    }

    /// <summary>How it ended; then, unless somebody reads it just now, one plain file instead of a file and its log.</summary>
    public static void Close(SqliteConnection connection, Manuscript manuscript)
    {
        using (var transaction = connection.BeginTransaction())
        {
            Write(connection, manuscript.Header, manuscript.Stamps);
            transaction.Commit();
        }

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

    private static void Write(SqliteConnection connection, RunHeader header, ImmutableArray<Stamp> stamps)
    {
        foreach (var (key, value) in header.Pairs.Append((RunHeader.SealKey, RunHeader.Seal(header.Pairs, stamps))))
            RunFormat.Execute(connection, "INSERT OR REPLACE INTO run VALUES ($key, $value)", ("$key", key), ("$value", value));
    }
}
