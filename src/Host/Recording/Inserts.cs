using System.Buffers.Binary;
using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>The two statements that are said for every block, prepared once, and the little-endian bytes they take.</summary>
internal sealed class Inserts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _moments;
    private readonly SqliteCommand _states;

    public Inserts(SqliteConnection connection)
    {
        _connection = connection;
        _moments = RunFormat.Command(connection, "INSERT INTO moments VALUES ($first, $count, $losses, $errors, $fingerprints, $checksum)");
        _states = RunFormat.Command(connection, "INSERT INTO states VALUES ($first, $count, $spacing, $bits, $checksums)");
    }

    /// <summary>One block, one transaction: after a crash all of it is there, or nothing.</summary>
    /// <param name="block">What is written.</param>
    /// <param name="length">Numbers a state.</param>
    public void Write(Block block, int length)
    {
        using var transaction = _connection.BeginTransaction();
        Write(block, length, transaction);
        transaction.Commit();
    }

    /// <summary>One block as a part of <paramref name="transaction"/>.</summary>
    public void Write(Block block, int length, SqliteTransaction transaction)
    {
        var (losses, errors) = (Columns.BytesOf(block.Losses.AsSpan(0, block.Count), 1), Columns.BytesOf(block.Errors.AsSpan(0, block.Count), 1));
        var fingerprints = BytesOf(block.Fingerprints.AsSpan(0, block.Count));
        Say(_moments, transaction,
            new("$first", block.First), new("$count", block.Count), new("$losses", losses), new("$errors", errors), new("$fingerprints", fingerprints),
            new("$checksum", RunFormat.Checksum(block.First, losses, errors, fingerprints)));
        foreach (var (start, count, spacing) in block.EvenRuns())
        {
            var numbers = block.Numbers.AsSpan(start * length, count * length);
            Say(_states, transaction,
                new("$first", block.StateSteps[start]), new("$count", count), new("$spacing", spacing), new("$bits", Columns.BytesOf(numbers, length)),
                new("$checksums", Checksums(block.StateSteps.AsSpan(start, count), numbers, length)));
        }
    }

    public void Dispose()
    {
        _moments.Dispose();
        _states.Dispose();
    }

    /// <summary>A checksum for each of the states, <paramref name="length"/> numbers long, that lie in <paramref name="numbers"/>.</summary>
    private static byte[] Checksums(ReadOnlySpan<long> steps, ReadOnlySpan<double> numbers, int length)
    {
        var checksums = new byte[steps.Length * sizeof(ulong)];
        for (var i = 0; i < steps.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(checksums.AsSpan(i * sizeof(ulong)), RunFormat.StateChecksum(steps[i], numbers.Slice(i * length, length)));
        return checksums;
    }

    private static byte[] BytesOf(ReadOnlySpan<Fingerprint> fingerprints)
    {
        var bytes = new byte[fingerprints.Length * Fingerprint.ByteLength];
        for (var i = 0; i < fingerprints.Length; i++)
            fingerprints[i].CopyBytesTo(bytes.AsSpan(i * Fingerprint.ByteLength));
        return bytes;
    }

    private static void Say(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<SqliteParameter> parameters)
    {
        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        command.ExecuteNonQuery();
    }
}
