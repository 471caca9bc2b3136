using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>Run files changed by somebody who knows the format: every checksum is right afterwards.</summary>
internal static class Forged
{
    public static void Edit(string path, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadWrite);
        RunFormat.Execute(connection, sql, parameters);
        var pairs = new List<(string, string)>();
        using (var command = RunFormat.Command(connection, "SELECT key, value FROM run WHERE key <> 'checksum'"))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                pairs.Add((reader.GetString(0), reader.GetString(1)));
        RunFormat.Execute(connection, "UPDATE run SET value = $seal WHERE key = 'checksum'", ("$seal", RunHeader.Seal(pairs, RunFileCheck.Stamps(connection))));
    }
}
