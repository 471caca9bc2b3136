using System.Collections.Immutable;
using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>The statements that fill a run file. Each of the three is one transaction: all of it is there after a crash, or nothing.</summary>
internal static class RunTables
{
    /// <summary>How long the last act waits for somebody who reads, in seconds.</summary>
    private const int ReaderPatience = 2;

    private const int Busy = 5, Locked = 6;

    /// <summary>The empty tables, the header, the data and the stamps.</summary>
    public static void Create(SqliteConnection connection, RunHeader header, Dataset data, ImmutableArray<Stamp> stamps)
    {
        RunFormat.Execute(connection, $"PRAGMA page_size = 16384; PRAGMA application_id = {RunFormat.ApplicationId}; PRAGMA user_version = {RunFormat.Version}");
        RunFormat.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction();
        foreach (var table in RunFormat.Tables)
            RunFormat.Execute(connection, table);
        Write(connection, header, stamps);
        var (inputs, targets) = (BytesOf(data.Inputs), BytesOf(data.Targets));
        RunFormat.Execute(
            connection, "INSERT INTO data VALUES ($rows, $inputs, $targets, $checksum)",
            ("$rows", data.Rows), ("$inputs", inputs), ("$targets", targets), ("$checksum", RunFormat.Checksum(data.Rows, inputs, targets)));
        foreach (var stamp in stamps)
            RunFormat.Execute(
                connection, "INSERT INTO stamps VALUES ($kind, $name, $id, $assembly, $version, $sha256)",
                ("$kind", stamp.Kind), ("$name", stamp.Name), ("$id", stamp.Id),
                ("$assembly", stamp.Origin.Assembly), ("$version", stamp.Origin.Version), ("$sha256", stamp.Origin.Sha256));
        transaction.Commit();
    }

    /// <summary>A block of moments and the states among them.</summary>
    public static void Append(SqliteConnection connection, MomentBlock moments, IReadOnlyList<StateBlock> states)
    {
        using var transaction = connection.BeginTransaction();
        RunFormat.Execute(
            connection, "INSERT INTO moments VALUES ($first, $count, $losses, $errors, $fingerprints, $checksum)",
            ("$first", moments.First), ("$count", moments.Count), ("$losses", moments.Losses), ("$errors", moments.Errors),
            ("$fingerprints", moments.Fingerprints), ("$checksum", moments.Checksum));
        foreach (var block in states)
            RunFormat.Execute(
                connection, "INSERT INTO states VALUES ($first, $count, $spacing, $bits, $checksums)",
                ("$first", block.First), ("$count", block.Count), ("$spacing", block.Spacing), ("$bits", block.Bits), ("$checksums", block.Checksums));
        transaction.Commit();
    }

    /// <summary>How it ended; then, unless somebody reads it just now, one plain file instead of a file and its log.</summary>
    public static void Close(SqliteConnection connection, RunHeader header, ImmutableArray<Stamp> stamps)
    {
        using (var transaction = connection.BeginTransaction())
        {
            Write(connection, header, stamps);
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

    private static byte[] BytesOf(Reals values)
    {
        var bytes = new byte[values.ByteLength];
        values.CopyBytesTo(bytes);
        return bytes;
    }
}
