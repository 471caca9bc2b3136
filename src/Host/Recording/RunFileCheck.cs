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
            using var stream = File.OpenRead(path);
            var header = new byte[HeaderBytes];
            var read = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
            return read == 0
                ? Some(Failure.Of(ExitCode.RunFile, path, "the file is empty", "Nothing was recorded in it; train again."))
                : header.AsSpan().SequenceEqual("SQLite format 3\0"u8) ? None : Some(Guard.NotARun(path));
        }).IfLeft(failure => Some(failure));
    }

    /// <summary>Is the database ours, of a version we know, with our tables and nothing else (no trigger, no view)?</summary>
    public static Option<Failure> Schema(string path, SqliteConnection connection)
    {
        if (RunFormat.Scalar(connection, "PRAGMA application_id") != RunFormat.ApplicationId)
            return Guard.NotARun(path);
        var version = RunFormat.Scalar(connection, "PRAGMA user_version");
        if (version > RunFormat.Version)
            return Failure.Of(ExitCode.RunFile, path, $"the file has format {version} and this program reads up to {RunFormat.Version}", "Update Functional to open it.");
        using var command = RunFormat.Command(connection, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
        using var reader = command.ExecuteReader();
        var found = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found.SetEquals(RunFormat.Tables)
            ? RunFormat.Scalar(connection, "SELECT count(*) FROM moments") > 0
                ? None
                : Some(Failure.Of(ExitCode.RunFile, path, "nothing is recorded in this file yet", "Recording may just have begun, or was stopped at once."))
            : Some(Guard.Damaged(path, "the tables of the file are not those of a run"));
    }

    public static bool IsSound(MomentBlock block) =>
        block.Count > 0
        && block.Losses.Length == (long)block.Count * sizeof(double)
        && block.Errors.Length == (long)block.Count * sizeof(double)
        && block.Fingerprints.Length == (long)block.Count * Fingerprint.ByteLength;

    public static bool IsSound(StateBlock block) =>
        block.Count > 0
        && block.Spacing > 0
        && block.Checksums.Length == (long)block.Count * sizeof(ulong)
        && block.Bits.Length % block.Count == 0
        && block.Bits.Length / block.Count % sizeof(double) == 0;
}
