using System.IO.Hashing;
using System.Runtime.InteropServices;
using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>
/// A run file is one SQLite database. Numbers live in BLOBs of little-endian IEEE bits (a REAL column would lose −0.0 and NaN), many
/// steps a row, each with a checksum: SQLite's pages carry none.
/// </summary>
internal static class RunFormat
{
    /// <summary>'Func': marks the file as ours before anything else is believed.</summary>
    public const int ApplicationId = 0x46756E63;

    /// <summary>The format this program writes. A newer one is refused, never guessed.</summary>
    public const int Version = 3;

    /// <summary>The oldest format it reads. In format 2 columns were never smoothed (see <see cref="SmoothColumn"/>); nothing else differs.</summary>
    public const int OldestVersion = 2;

    /// <summary>Steps a row: 4096 moments are 128 kB, read in a fraction of a millisecond and hashed in less.</summary>
    public const int BlockSteps = 4096;

    /// <summary>Bytes of states a row, unless one state alone is larger.</summary>
    public const int BlockBytes = 1 << 20;

    /// <summary>What the file says about itself.</summary>
    public const string Run = "CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID";

    /// <summary>What it learned from.</summary>
    public const string Data = "CREATE TABLE data (part TEXT PRIMARY KEY, rows INTEGER NOT NULL, form TEXT NOT NULL, meaning BLOB NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT";

    /// <summary>Whose code it was.</summary>
    public const string Stamps = "CREATE TABLE stamps (kind TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, assembly TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT";

    /// <summary>Every table, exactly as a run file must have it.</summary>
    public static readonly string[] Tables =
    [
        Run,
        Data,
        Stamps,
        "CREATE TABLE moments (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, losses BLOB NOT NULL, errors BLOB NOT NULL, fingerprints BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE TABLE states (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, spacing INTEGER NOT NULL, bits BLOB NOT NULL, checksums BLOB NOT NULL) STRICT",
    ];

    /// <summary>The checksum of several runs of bytes, told apart by where the row begins.</summary>
    public static long Checksum(long first, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default)
    {
        var hash = new XxHash3(first);
        hash.Append(a);
        hash.Append(b);
        hash.Append(c);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    /// <summary>The checksum of one state's bits at <paramref name="step"/>.</summary>
    public static ulong StateChecksum(long step, ReadOnlySpan<byte> bits) => XxHash3.HashToUInt64(bits, step);

    /// <summary>The same of numbers, by their little-endian bits.</summary>
    public static ulong StateChecksum(long step, ReadOnlySpan<double> numbers) =>
        BitConverter.IsLittleEndian ? StateChecksum(step, MemoryMarshal.AsBytes(numbers)) : StateChecksum(step, Reals.BytesOf(numbers));

    /// <summary>
    /// A connection to <paramref name="path"/>. Not pooled: closing it lets go of the file. The path in full, because SQLite gives
    /// names such as <c>file:…</c> a meaning of its own.
    /// </summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode) => ConnectTo(Path.GetFullPath(path), mode);

    /// <summary>
    /// A connection to the file alone as it lies there: no log or journal beside it is looked at, no lock is taken, nothing is written
    /// anywhere. For a file that nobody is writing.
    /// </summary>
    public static SqliteConnection ConnectFrozen(string path) =>
        ConnectTo(new UriBuilder(Uri.UriSchemeFile, "") { Path = Uri.EscapeDataString(Path.GetFullPath(path).Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal) }.Uri.AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);

    private static SqliteConnection ConnectTo(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteScalar() is long value ? value : 0;
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
