using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;

namespace Functional.Host;

/// <summary>The dataset in a run file: inputs and targets, each in its smallest form (see <see cref="Packed"/>), so that a run is self-contained and small.</summary>
internal static class DataTable
{
    public const string Inputs = "inputs", Targets = "targets";

    public static void Write(SqliteConnection connection, Dataset data)
    {
        foreach (var (part, values) in new[] { (Inputs, data.Inputs), (Targets, data.Targets) })
        {
            var packed = Packed.Of(values);
            var (meaning, bytes) = (Reals.BytesOf(packed.Meaning), packed.ToBytes());
            RunFormat.Execute(
                connection, "INSERT INTO data VALUES ($part, $rows, $form, $meaning, $bytes, $checksum)",
                ("$part", part), ("$rows", data.Rows), ("$form", NameOf(packed.Form)), ("$meaning", meaning), ("$bytes", bytes),
                ("$checksum", RunFormat.Checksum(data.Rows, meaning, bytes)));
        }
    }

    public static Either<Failure, Dataset> Read(string path, SqliteConnection connection) =>
        from inputs in Read(path, connection, Inputs)
        from targets in Read(path, connection, Targets)
        from data in inputs.Rows == targets.Rows
            ? Failure.From(ExitCode.RunFile, Dataset.Create(inputs.Rows, inputs.Values, targets.Values))
            : Guard.Damaged(path, "the recorded data are damaged: inputs and targets have different numbers of rows")
        select data;

    private static Either<Failure, (int Rows, Reals Values)> Read(string path, SqliteConnection connection, string part)
    {
        using var command = RunFormat.Command(connection, "SELECT rows, form, meaning, bytes, checksum FROM data WHERE part = $part", ("$part", part));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return Guard.Damaged(path, $"the recorded {part} are missing");
        var (rows, form, meaning, bytes) = (reader.GetInt64(0), FormOf(reader.GetString(1)), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));
        return rows == (int)rows && form is { } known && RunFormat.Checksum(rows, meaning, bytes) == reader.GetInt64(4)
            ? ((int)rows, Packed.Unpack(known, bytes, Reals.FromBytes(meaning)))
            : Guard.Damaged(path, "the recorded data are damaged: their checksum does not agree");
    }

    private static string NameOf(PackedForm form) => form switch
    {
        PackedForm.Codes => "codes",
        PackedForm.Singles => "singles",
        _ => "doubles",
    };

    private static PackedForm? FormOf(string name) => name switch
    {
        "codes" => PackedForm.Codes,
        "singles" => PackedForm.Singles,
        "doubles" => PackedForm.Doubles,
        _ => null,
    };
}
