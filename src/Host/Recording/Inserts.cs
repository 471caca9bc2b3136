using Functional.Core;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>The two statements that are said for every block, prepared once.</summary>
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
    public void Write(Block block, int stateBytes)
    {
        var (numbers, prints) = (block.Count * sizeof(double), block.Count * Fingerprint.ByteLength);
        using var transaction = _connection.BeginTransaction();
        Say(_moments, transaction,
            Given("$first", block.First), Given("$count", block.Count),
            Given("$losses", block.Losses, 0, numbers), Given("$errors", block.Errors, 0, numbers), Given("$fingerprints", block.Fingerprints, 0, prints),
            Given("$checksum", RunFormat.Checksum(block.First, block.Losses.AsSpan(0, numbers), block.Errors.AsSpan(0, numbers), block.Fingerprints.AsSpan(0, prints))));
        foreach (var (start, count, spacing) in block.EvenRuns())
            Say(_states, transaction,
                Given("$first", block.StateSteps[start]), Given("$count", count), Given("$spacing", spacing),
                Given("$bits", block.Bits, start * stateBytes, count * stateBytes),
                Given("$checksums", block.Checksums, start * sizeof(ulong), count * sizeof(ulong)));
        transaction.Commit();
    }

    public void Dispose()
    {
        _moments.Dispose();
        _states.Dispose();
    }

    private static void Say(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<SqliteParameter> parameters)
    {
        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        command.ExecuteNonQuery();
    }

    private static SqliteParameter Given(string name, object value) => new(name, value);

    /// <summary>A part of an array; from its beginning it is not copied.</summary>
    private static SqliteParameter Given(string name, byte[] bytes, int start, int length) =>
        new(name, start == 0 ? bytes : bytes.AsSpan(start, length).ToArray()) { Size = length };
}
