using System.Globalization;
using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary><c>export RUN -o FILE</c> of whole histories: the rows are what <c>log</c> and <c>show</c> say, in every format.</summary>
public static class HistoryExportTests
{
    /// <summary>Whatever the network, the batches and the way states are kept.</summary>
    [Test]
    public static void Every_row_is_what_log_and_show_say([Range(0, 11)] int seed)
    {
        using var playground = new Playground();
        Train(playground, Runs.Document(seed));
        var rows = Csv(playground, "random-" + seed);
        var log = playground.Run("log", "random-" + seed, "--json").Json;
        var curves = log.GetProperty("columns").GetArrayLength();
        Assert.That(rows[0].Take(curves), Is.EqualTo(log.GetProperty("columns").EnumerateArray().Select(c => c.GetString())));
        Assert.That(rows.Skip(1).Select(row => string.Join(' ', row.Take(curves))), Is.EqualTo(log.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Select(Text)))));
        foreach (var row in rows.Skip(1))
            Assert.That(row.Skip(curves), Is.EqualTo(Shown(playground, $"random-{seed}@{row[0]}")), $"parameters of S{row[0]}");
        Assert.That(rows[0].Skip(curves), Is.EqualTo(Named(playground, $"random-{seed}@first")));
        SameInParquet(playground, "random-" + seed, rows);
    }

    [Test]
    public static void A_fork_begins_where_it_was_forked_and_leaves_out_what_it_skips()
    {
        using var playground = new Playground();
        Train(playground, Runs.Document(3, steps: 40));
        Assert.That(playground.Run("fork", "random-3@11", "--as", "f", "--skip", "15..17").Code, Is.Zero);
        var rows = Csv(playground, "f");
        var log = playground.Run("log", "f", "--json").Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.That((rows.Count - 1, rows[1][0], rows[^1][0]), Is.EqualTo((log.Count, "11", "40")));
        Assert.That(rows.Skip(1).Select(row => string.Join(' ', row.Take(log[0].GetArrayLength()))), Is.EqualTo(log.Select(row => string.Join(' ', row.EnumerateArray().Select(Text)))));
    }

    [TestCase("--from", "7")]
    [TestCase("--to", "7")]
    [TestCase("--every", "6")]
    [TestCase("--from", "3", "--to", "33", "--every", "7")]
    public static void A_part_of_a_history_is_the_same_rows(params string[] options)
    {
        using var playground = new Playground();
        Train(playground, Runs.Document(5, steps: 40));
        var whole = Csv(playground, "random-5").Skip(1).ToDictionary(row => row[0]);
        var part = Csv(playground, "random-5", options).Skip(1).ToList();
        var said = playground.Run(["log", "random-5", "--json", .. options]).Json.GetProperty("rows").EnumerateArray().Select(r => r[0].GetRawText());
        Assert.That(part.Select(row => row[0]), Is.EqualTo(said));
        Assert.That(part, Is.EqualTo(part.Select(row => whole[row[0]])));
        SameInParquet(playground, "random-5", [.. part.Prepend(Csv(playground, "random-5")[0])], options);
    }

    [Test]
    public static void More_parameters_than_columns_are_left_out_and_said_to_be()
    {
        using var playground = new Playground();
        Train(playground, """{ "name": "most", "data": { "source": "xor" }, "network": { "layers": [ { "units": 64, "activation": "tanh" }, { "units": 1, "activation": "sigmoid", "bias": false } ] }, "loss": "mse", "optimizer": "adam", "steps": 3 }""");
        Train(playground, """{ "name": "wide", "data": { "source": "xor" }, "network": { "layers": [ { "units": 64, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 3 }""");
        Assert.That(Csv(playground, "most")[0], Has.Length.EqualTo(6 + 256));
        Assert.That(Csv(playground, "wide").Select(row => row.Length), Is.All.EqualTo(6));
        var said = playground.Run("export", "wide", "-o", "w.parquet", "--json").Json;
        Assert.That(said.GetProperty("remarks")[0].GetString(), Does.StartWith("the 257 parameters are left out"));
        Assert.That(playground.Run("export", "wide", "-o", "w.csv").Out, Does.Contain("wide: a line a step").And.Contain("the 257 parameters are left out"));
        Assert.That(playground.Run("export", "most", "-o", "w.csv", "--json").Json.GetProperty("remarks").GetArrayLength(), Is.Zero);
    }

    [TestCase("a.csv", "xor@3", "xor@3: .csv holds the whole history", "")]
    [TestCase("a.csv", "xor", "--every: '0' is not a whole number", "--every 0")]
    [TestCase("a.parquet", "xor", "--from: '61' is not a whole number from 0 to 60", "--from 61")]
    [TestCase("a.csv", "xor", "--to: '3' is not a whole number from 4 to 60", "--from 4 --to 3")]
    [TestCase("no/a.csv", "xor", "its folder does not exist", "")]
    public static void A_slip_is_a_sentence(string file, string run, string sentence, string options)
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--steps", "60").Code, Is.Zero);
        var said = playground.Run(["export", run, "-o", file, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((2, 1)), said.Error);
        Assert.That(said.Errors[0], Does.Contain(sentence));
    }

    [Test]
    public static void A_formula_in_a_table_is_text()
    {
        Assert.That(((string[])["=cmd", "+1", "-loss", "@sum", "\t=1", "loss", "", "a=b"]).Select(CsvFile.Plain), Is.EqualTo((string[])["'=cmd", "'+1", "'-loss", "'@sum", "'\t=1", "loss", "", "a=b"]));
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--steps", "6").Code, Is.Zero);
        Assert.That(playground.Run("probe", "xor", "--csv", "p.csv", "--", "-loss").Code, Is.Zero);
        Assert.That(File.ReadLines(Path.Combine(playground.Folder, "p.csv")).First(), Is.EqualTo("step,'-loss"));
    }

    private static void Train(Playground playground, string document)
    {
        var said = playground.Run("train", playground.Write("document.json", document));
        Assert.That(said.Code, Is.Zero.Or.EqualTo((int)ExitCode.NonFinite), said.Error);
    }

    /// <summary>The exported table, cell by cell.</summary>
    private static List<string[]> Csv(Playground playground, string run, params string[] options)
    {
        var said = playground.Run(["export", run, "-o", "t.csv", .. options]);
        Assert.That(said.Code, Is.Zero, said.Error);
        return [.. File.ReadAllLines(Path.Combine(playground.Folder, "t.csv")).Select(Cells)];
    }

    /// <summary>A line with quoted fields, read by what a quote means.</summary>
    private static string[] Cells(string line) =>
        [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static string Text(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.GetRawText();

    private static IEnumerable<string> Shown(Playground playground, string address) =>
        playground.Run("show", address, "--json").Json.GetProperty("parameters").EnumerateObject().SelectMany(tensor => Flat(tensor.Value).Select(n => Text(n.Number)));

    private static IEnumerable<string> Named(Playground playground, string address) =>
        playground.Run("show", address, "--json").Json.GetProperty("parameters").EnumerateObject().SelectMany(tensor => Flat(tensor.Value).Select(n => tensor.Name + n.Index));

    private static IEnumerable<(string Index, JsonElement Number)> Flat(JsonElement tensor) => tensor.EnumerateArray().SelectMany((row, i) =>
        row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select((number, j) => ($"[{i},{j}]", number)) : [($"[{i}]", row)]);

    private static void SameInParquet(Playground playground, string run, List<string[]> rows, params string[] options)
    {
        Assert.That(playground.Run(["export", run, "-o", "t.parquet", .. options]).Code, Is.Zero);
        var read = ParquetReading.Of(File.ReadAllBytes(Path.Combine(playground.Folder, "t.parquet")));
        Assert.That(read.Columns.Select(c => c.Name), Is.EqualTo(rows[0]));
        Assert.That(read.Notes["run"], Is.EqualTo(run));
        for (var i = 0; i < rows[0].Length; i++)
            Assert.That(read.Columns[i].Values, Is.EqualTo(rows.Skip(1).Select(row => Value(rows[0][i], row[i]))), rows[0][i]);
    }

    private static object Value(string column, string cell) =>
        column == "fingerprint" ? cell
        : column == "step" ? long.Parse(cell, CultureInfo.InvariantCulture)
        : BitConverter.DoubleToInt64Bits(double.Parse(cell, CultureInfo.InvariantCulture));
}
