using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The data in a run file: inputs and targets of the training rows, and of the test rows where there are some, each in its smallest form (see
/// <see cref="Packed"/>), so that a run is self-contained and small. What they mean stands in the header.
/// </summary>
internal static class DataTable
{
    public const string Inputs = "inputs", Targets = "targets", TestInputs = "testInputs", TestTargets = "testTargets";

    public static void Write(SqliteConnection connection, PreparedData data)
    {
        Write(connection, data.Training, Inputs, Targets);
        data.Test.IfSome(test => Write(connection, test, TestInputs, TestTargets));
    }

    private static void Write(SqliteConnection connection, Dataset data, string inputs, string targets)
    {
        foreach (var (part, values) in new[] { (inputs, data.Inputs), (targets, data.Targets) })
        {
            var packed = Packed.Of(values);
            var (meaning, bytes) = (Reals.BytesOf(packed.Meaning), packed.ToBytes());
            RunFormat.Execute(
                connection, "INSERT INTO data VALUES ($part, $rows, $form, $meaning, $bytes, $checksum)",
                ("$part", part), ("$rows", data.Rows), ("$form", NameOf(packed.Form)), ("$meaning", meaning), ("$bytes", bytes),
                ("$checksum", RunFormat.Checksum(data.Rows, meaning, bytes)));
        }
    }

    /// <summary>The data of a run file.</summary>
    /// <param name="path">The file, for sentences.</param>
    /// <param name="connection">The file.</param>
    /// <param name="card">What its header says of them.</param>
    public static Either<Failure, PreparedData> Read(string path, SqliteConnection connection, Option<string> card) =>
        from training in Read(path, connection, Inputs, Targets)
        from test in Has(connection, TestInputs) || Has(connection, TestTargets)
            ? Read(path, connection, TestInputs, TestTargets).Map(Some)
            : Right<Failure, Option<Dataset>>(None)
        from meant in card.Match(
            text => DataCardText.Read(text, training).ToEither(() => Guard.Damaged(path, "the recorded data are damaged: what the file says of them is not about them")),
            () => Right<Failure, DataCard>(DataCard.Plain(training)))
        from same in test.ForAll(t => t.InputWidth == training.InputWidth && t.TargetWidth == training.TargetWidth)
            ? Right<Failure, Unit>(unit)
            : Guard.Damaged(path, "the recorded data are damaged: test rows are of other widths than training rows")
        select new PreparedData(training, test, meant);

    /// <summary>Whether there are test rows, without reading them.</summary>
    public static bool HasTest(SqliteConnection connection) => Has(connection, TestInputs);

    private static bool Has(SqliteConnection connection, string part)
    {
        using var command = RunFormat.Command(connection, "SELECT 1 FROM data WHERE part = $part", ("$part", part));
        return command.ExecuteScalar() is not null;
    }

    private static Either<Failure, Dataset> Read(string path, SqliteConnection connection, string inputsPart, string targetsPart) =>
        from inputs in Read(path, connection, inputsPart)
        from targets in Read(path, connection, targetsPart)
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
