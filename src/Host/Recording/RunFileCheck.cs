using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Whether a file may be believed to be a run, before any number in it is.</summary>
internal static class RunFileCheck
{
    private const int HeaderBytes = 16;

    /// <summary>Is there a file, and does it begin as one of SQLite's?</summary>
    public static Option<Failure> Outline(string path)
    {
        if (Directory.Exists(path))
            return Failure.Of(ExitCode.RunFile, path, "this is a folder, not a run file");
        if (!File.Exists(path))
            return Failure.Of(ExitCode.RunFile, path, "there is no such run file", "See 'functional runs' for those in the store.");
        return Guard.Reading(path, () =>
        {
            // A pipe has no bytes until somebody writes; only its length may be asked.
            if (new FileInfo(path).Length == 0)
                return Some(Failure.Of(ExitCode.RunFile, path, "the file is empty", "Nothing was recorded in it; train again."));
            return WriterLock.Look(path, true, () => BeginsAsSqlite(path)) ? None : Some(Guard.NotARun(path));
        }).IfLeft(failure => Some(failure));
    }

    private static bool BeginsAsSqlite(string path)
    {
        using var stream = File.OpenRead(path);
        var header = new byte[HeaderBytes];
        var read = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        return read == HeaderBytes && header.AsSpan().SequenceEqual("SQLite format 3\0"u8);
    }

    /// <summary>Is the database ours, of a version we know, with our tables and nothing else (no trigger, no view)?</summary>
    public static Either<Failure, Unit> Schema(string path, SqliteConnection connection) =>
        from ours in Application(path, connection)
        from known in Format(path, connection)
        from tables in TablesOf(connection).Order(StringComparer.Ordinal).SequenceEqual(RunFormat.Tables.Order(StringComparer.Ordinal))
            ? Right<Failure, Unit>(unit)
            : Guard.Damaged(path, "the tables of the file are not those of a run")
        select tables;

    /// <summary>Is the database marked as ours?</summary>
    public static Either<Failure, Unit> Application(string path, SqliteConnection connection) =>
        RunFormat.Scalar(connection, "PRAGMA application_id") switch
        {
            RunFormat.ApplicationId => unit,
            0 when TablesOf(connection).Count == 0 => NothingRecorded(path),
            _ => Guard.NotARun(path),
        };

    /// <summary>Is its format the one this program reads?</summary>
    public static Either<Failure, Unit> Format(string path, SqliteConnection connection) => RunFormat.Scalar(connection, "PRAGMA user_version") switch
    {
        >= RunFormat.OldestVersion and <= RunFormat.Version => unit,
        > RunFormat.Version and var newer => Failure.Of(
            ExitCode.RunFile, path, $"the file has format {newer} and this program reads up to {RunFormat.Version}", "Update Functional to open it."),
        1 => Failure.Of(
            ExitCode.RunFile, path, $"the file has format 1, whose fingerprints were made another way than since format {RunFormat.OldestVersion}",
            "Train again: the document in it gives the same numbers."),
        var never => Guard.Damaged(path, $"the file has format {never}, which never was"),
    };

    /// <summary>What the database says it holds.</summary>
    public static IReadOnlyList<string> TablesOf(SqliteConnection connection)
    {
        using var command = RunFormat.Command(connection, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>
    /// The first and the last recorded step, where the rows between them can hold that many: whoever asks for a curve may then make
    /// room for it. A hole is found when it is read.
    /// </summary>
    public static Either<Failure, (long First, long Last)> Steps(string path, SqliteConnection connection)
    {
        using var command = RunFormat.Command(
            connection, "SELECT count(*), min(first), max(first + count), sum(count), min(count), max(count) FROM moments");
        using var reader = command.ExecuteReader();
        reader.Read();
        if (reader.GetInt64(0) == 0)
            return NothingRecorded(path);
        var (first, end, steps) = (reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        return first >= 0 && end > first && end - first == steps && reader.GetInt64(4) > 0 && reader.GetInt64(5) <= RunFormat.BlockSteps
            ? (first, end - 1)
            : Guard.Damaged(path, "the steps of the file do not follow each other");
    }

    /// <summary>Whether a file was begun as a run and holds not a single moment: whoever began it was stopped at once.</summary>
    public static bool HoldsNothing(string path) =>
        File.Exists(path) && (new FileInfo(path).Length == 0 || RunFile.Open(path).Match(Right: file => { file.Dispose(); return false; }, Left: failure => failure == NothingRecorded(path)));

    /// <summary>
    /// Does the history begin where its header says: at S₀, or where a fork left its parent? What is recorded of a run has no hole before it;
    /// only a staged counter-example begins at the step of its case.
    /// </summary>
    public static Either<Failure, Unit> Beginning(string path, RunHeader header, long first) =>
        header.Status == Staging.Status && header.Parent.IsNone ? unit
        : header.Parent.Match(parent => parent.Step, () => 0) is var begin && begin == first
            ? unit
            : Guard.Damaged(path, $"the steps of the file begin at {first} and not at {begin}");

    /// <summary>The outline of a run without a single moment.</summary>
    public static Failure NothingRecorded(string path) => Failure.Of(
        ExitCode.RunFile, path, "nothing is recorded in this file yet", "Recording may just have begun, or was stopped at once.");

    /// <summary>What the file says about itself, if its checksum agrees.</summary>
    public static Either<Failure, RunHeader> Header(string path, SqliteConnection connection)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = RunFormat.Command(connection, "SELECT key, value FROM run");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            pairs[reader.GetString(0)] = reader.GetString(1);
        return pairs.Remove(RunHeader.SealKey, out var seal) && seal == RunHeader.Seal(pairs.Select(p => (p.Key, p.Value)), Stamps(connection))
            ? RunHeader.From(pairs).ToEither(() => Guard.Damaged(path, "the header of the file is not that of a run"))
            : Guard.Damaged(path, "the header of the file is damaged: its checksum does not agree");
    }

    public static ImmutableArray<Stamp> Stamps(SqliteConnection connection)
    {
        using var command = RunFormat.Command(connection, "SELECT kind, name, id, assembly, version, sha256 FROM stamps ORDER BY rowid");
        using var reader = command.ExecuteReader();
        var stamps = ImmutableArray.CreateBuilder<Stamp>();
        while (reader.Read())
            stamps.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), new(reader.GetString(3), reader.GetString(4), reader.GetString(5))));
        return stamps.ToImmutable();
    }

    public static bool IsSound(MomentBlock block) =>
        block.Count > 0
        && block.Losses.Length == (long)block.Count * sizeof(double)
        && block.Errors.Length == (long)block.Count * sizeof(double)
        && block.Fingerprints.Length == (long)block.Count * Fingerprint.ByteLength;

    public static bool IsSound(StateBlock block, int stateBytes) =>
        block.First >= 0
        && block.Count > 0
        && block.Spacing > 0
        && block.Spacing <= (long.MaxValue - block.First) / block.Count
        && block.Checksums.Length == (long)block.Count * sizeof(ulong)
        && block.Bits.Length == (long)block.Count * stateBytes;
}
