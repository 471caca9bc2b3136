using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Every item of the lists of bad data files and documents through the whole command line: these words, this exit code, nothing left behind.</summary>
public sealed class BadInputTableTests
{
    private Playground _playground = null!;

    private static IEnumerable<TestCaseData> Rows => BadDataTable.Rows.Concat(BadDocumentTable.Rows).Select(row => new TestCaseData(row).SetArgDisplayNames($"{row.Item}: {row.Name}"));

    [SetUp]
    public void Begin() => _playground = new();

    [TearDown]
    public void End() => _playground.Dispose();

    [TestCaseSource(nameof(Rows))]
    public void Is_met_with_these_words(object input)
    {
        var row = (BadInput)input;
        row.Place(_playground);
        var said = _playground.Run("train", "t.json");
        var heard = BadInput.Heard(said);
        Assert.That(said.Code, Is.EqualTo(row.Code), said.Error);
        Assert.That(heard, Has.Count.EqualTo(row.Lines.Count), string.Join("\n", heard));
        Assert.Multiple(() =>
        {
            foreach (var (line, expected) in heard.Zip(row.Lines))
                Assert.That(line, expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
            Assert.That(File.Exists(_playground.PathOf("t")), Is.EqualTo(row.Code == 0));
            Assert.That(said.Error, Does.Not.Contain("   at "));
        });
        if (row.Code > 0)
        {
            Assert.That(Directory.Exists(Path.Combine(_playground.Folder, "runs")) && Directory.EnumerateFileSystemEntries(Path.Combine(_playground.Folder, "runs")).Any(), Is.False);
            SaysTheSame(row, heard);
        }
    }

    [Test]
    public void Every_item_of_both_lists_is_here() =>
        Assert.That(BadDataTable.Rows.Concat(BadDocumentTable.Rows).Select(row => row.Item).Append(30).Distinct().Order(), Is.EqualTo(Enumerable.Range(15, 38 - 15 + 1)));

    /// <summary>15, 16: what has no end is never waited for, as a table or as an array.</summary>
    [Test]
    public void A_pipe_is_refused_without_waiting()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("there are no such pipes here");
        using var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_playground.Folder, "pipe")]);
        made.WaitForExit();
        Refused(3, "{\"csv\":\"pipe\"}", "t.json:1:16: data.csv: the file 'pipe' is empty (or a pipe or a device, which cannot be read twice). A file of data is text with a row on each line.");
        Refused(3, "{\"npz\":\"pipe\"}", "pipe: the file is empty (or a pipe or a device). Give a plain file.");
    }

    /// <summary>25: limits are told before anything is taken.</summary>
    [Test]
    public void Limits_are_told()
    {
        Refused(3, "{\"csv\":\"t.csv\"}", "t.csv:3:1: the field has more than 65,536 bytes. No longer ones are read: is a delimiter or a line end missing?", "a,b\n1,2\n" + new string('1', 70_000) + ",3\n");
        Refused(3, "{\"csv\":\"t.csv\"}", "t.csv:1:200001: the row has more than 100,000 fields. No more are read: is a line end missing?", string.Concat(Enumerable.Repeat("1,", 100_001)) + "1\n");
        Refused(3, "{\"csv\":\"t.csv\"}", "t.csv:2:1: the row has more than 8 MiB. Rows of as many bytes are not read: is a line end missing, or a quote?", "a,b\n1," + string.Concat(Enumerable.Repeat(new string(' ', 60_000) + ",", 150)) + "\n");
        Refused(3, "{\"csv\":\"t.csv\"}", "t.json:1:9: data: 12,001 rows of 10,000 numbers are more than a run file holds. At most 120,000,000 inputs and as many targets fit: take fewer rows or columns.",
            "a,b\n" + string.Concat(Enumerable.Range(0, 12_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"1,c{i % 10_000}\n"))));
    }

    /// <summary>27: test rows of a class that nothing is learned of.</summary>
    [Test]
    public void A_class_of_test_rows_only_is_refused()
    {
        _playground.Write("t2.csv", "a,b\n1,z\n");
        Refused(3, "{\"csv\":\"t.csv\",\"test\":{\"csv\":\"t2.csv\"}}", "t.json:1:31: data.test: the class 'z' is in no training row. Nothing can be learned about it: take these rows out.", "a,b\n1,x\n2,y\n");
    }

    /// <summary>30: a recorded run holds its rows, and says of which file they were.</summary>
    [Test]
    public void A_file_that_is_replaced_after_recording_changes_no_run()
    {
        Train("a,b\n1,2\n3,5\n");
        var first = _playground.Run("evaluate", "t");
        Train("a,b\n1,2\n3,6\n");
        File.Delete(Path.Combine(_playground.Folder, "t.csv"));
        Assert.That(_playground.Run("replay", "t").Code, Is.Zero);
        Assert.That(_playground.Run("inspect", "t").Code, Is.Zero);
        Assert.That(_playground.Run("evaluate", "t").Out, Is.EqualTo(first.Out).And.Contains("data t.csv, SHA-256 "));
        Assert.That(_playground.Run("evaluate", "t-2").Out.Split('\n')[0].Split("SHA-256")[1], Is.Not.EqualTo(first.Out.Split('\n')[0].Split("SHA-256")[1]));
    }

    /// <summary>31: what a spreadsheet would run goes out as text.</summary>
    [Test]
    public void A_formula_of_a_spreadsheet_is_text_when_it_goes_out()
    {
        Train("a,b\n1,2\n3,5\n");
        Assert.That(_playground.Run("probe", "t", "-loss", "--csv", "out.csv").Code, Is.Zero);
        Assert.That(File.ReadAllLines(Path.Combine(_playground.Folder, "out.csv"))[0], Is.EqualTo("step,'-loss"));
    }

    /// <summary>35: a million keys are few sentences, deep nesting is one.</summary>
    [Test]
    public void Documents_without_end_are_few_sentences()
    {
        _playground.Write("t.json", "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"k{i}\":1"))) + "}");
        var said = _playground.Run("train", "t.json");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((2, 26)).Or.EqualTo((2, 25)));
        foreach (var open in new[] { "[", "{\"a\":" })
        {
            _playground.Write("t.json", string.Concat(Enumerable.Repeat(open, 10_000)));
            Assert.That(_playground.Run("train", "t.json").Errors, Is.EqualTo(new[] { $"t.json:1:{1 + (64 * open.Length)}: values are nested more than 64 deep. A run document needs 6 levels." }));
        }
    }

    private void Train(string table)
    {
        _playground.Write("t.csv", table);
        _playground.Write("t.json", DocumentOf("{\"csv\":\"t.csv\"}"));
        Assert.That(_playground.Run("train", "t.json").Code, Is.Zero);
    }

    private void Refused(int code, string data, string line, string? table = null)
    {
        if (table is not null)
            _playground.Write("t.csv", table);
        _playground.Write("t.json", DocumentOf(data));
        var said = _playground.Run("train", "t.json");
        Assert.That(said.Errors, Is.EqualTo(new[] { line }));
        Assert.That(said.Code, Is.EqualTo(code));
    }

    private static string DocumentOf(string data) => $$"""{"data":{{data}},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"sgd","steps":2}""";

    private void SaysTheSame(BadInput row, IReadOnlyList<string> heard)
    {
        var json = _playground.Run("train", "t.json", "--json");
        var error = json.Json.GetProperty("error");
        Assert.That((json.Code, error.GetProperty("code").GetInt32()), Is.EqualTo((row.Code, row.Code)));
        Assert.That(error.GetProperty("problems").EnumerateArray().Select(p => new Core.Problem(p.GetProperty("where").GetString()!, p.GetProperty("what").GetString()!, p.GetProperty("hint").GetString()!)).Select(p => $"error: {p}"), Is.EqualTo(heard));
    }
}
