using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>What <c>inspect</c> says of runs made elsewhere or earlier, and what a command says that opens one of them.</summary>
public sealed class InspectTests
{
    private const string Odd = "z / (1 + z * z)", OddSlope = "(1 - z * z) / ((1 + z * z) * (1 + z * z))";

    private Playground _playground = null!;

    [SetUp]
    public void Train()
    {
        _playground = new();
        Directory.CreateDirectory(Path.GetDirectoryName(_playground.PathOf("a"))!);
        Runs.RecordInWholeBlocks(Runs.Experiment(BuiltInDocuments.Xor.Replace("2000", "40", StringComparison.Ordinal).Replace("\"xor\",\n  \"data\"", "\"a\",\n  \"data\"", StringComparison.Ordinal)), _playground.PathOf("a"));
    }

    [TearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void A_run_of_this_program_is_fine_in_every_part()
    {
        var (said, json) = (_playground.Run("inspect", "a"), _playground.Run("inspect", "a", "--json").Json);
        Assert.Multiple(() =>
        {
            Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
            Assert.That(said.Out, Does.StartWith("part         verdict\nfile format  Fine        format 3, the one this program writes.\nprogram      Fine        made by this very program, "));
            Assert.That(said.Out, Does.Contain("\nplugins      Fine        tanh, sigmoid, half-sse, sgd, constant, glorot-uniform: the program's own,\n                         all here.\n"));
            Assert.That(said.Out, Does.Contain("\ndata         Fine        4 rows of 2 inputs and 1 target, as they were written.\nhistory      Fine        S0 to S40, 41 of them recorded, every checksum as it was written.\n"));
            Assert.That(said.Out, Does.EndWith("\n\nFine: a can be used here as it is. Next: functional replay a\n"));
            Assert.That(said.Out.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(Shell.DefaultWidth));
            Assert.That(Verdicts(json).Keys, Is.EqualTo(new[] { "file format", "program", "platform", "plugins", "document", "data", "history" }));
            Assert.That((json.GetProperty("run").GetString(), json.GetProperty("verdict").GetString()), Is.EqualTo(("a", "Fine")));
            Assert.That(json.GetProperty("maker").GetProperty("runtime").GetString(), Is.EqualTo(System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription));
        });
    }

    [Test]
    public void Any_run_is_fine_as_it_was_recorded() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(seed), folder["b.run"]);
        var report = Runs.Right(Inspection.Of(folder["b.run"], "b", Docs.Catalogue, default));
        using var run = Runs.Open(folder["b.run"]);
        Assert.That((report.Worst, report.ExitCode, run.Notes.Count), Is.EqualTo((Usable.Fine, ExitCode.Done, 0)), string.Join("\n", report.Findings));
    }, iter: 60, threads: 1);

    /// <summary>Whatever is wrong together is said together: a part's verdict depends on that part alone.</summary>
    [Test]
    public void Every_part_is_judged_on_its_own() => Gen.Bool.Array[4].Sample(wrong =>
    {
        var (format, program, data, history) = (wrong[0], wrong[1], wrong[2], wrong[3]);
        var file = Copy("b");
        if (program)
            Forged.Edit(file, "UPDATE run SET value = '7.1.0' WHERE key = 'program'");
        if (data)
            Runs.Sql(file, "UPDATE data SET checksum = 1 WHERE part = 'targets'");
        if (history)
            Runs.Change(file, "states", "bits", 0, bits => bits[99] ^= 4);
        if (format)
            Runs.Sql(file, "PRAGMA user_version = 9");
        var said = _playground.Run("inspect", "b", "--json");
        var verdicts = Verdicts(said.Json);
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo(format || data || history ? 4 : 0));
            Assert.That(verdicts["file format"], Is.EqualTo(format ? "Impossible" : "Fine"));
            Assert.That(verdicts["program"], Is.EqualTo(program ? "Risky" : "Fine"));
            Assert.That(verdicts["document"], Is.EqualTo(data ? "Risky" : "Fine"));
            Assert.That(verdicts["data"], Is.EqualTo(data ? "Impossible" : "Fine"));
            Assert.That(verdicts["history"], Is.EqualTo(history || format ? "Impossible" : "Fine"));
        });
    }, iter: 40, threads: 1);

    [TestCase("UPDATE run SET value = '7.1.0+abc' WHERE key = 'program'", "program", "Risky", "made by Functional 7.1.0+abc, and this is *: another major version may compute other bits. 'functional replay b' proves every state of this run.")]
    [TestCase("UPDATE run SET value = 'tomorrow' WHERE key = 'program'", "program", "Risky", "made by Functional tomorrow, and this is *: another major version may compute other bits. *")]
    [TestCase("UPDATE run SET value = '0.9.9' WHERE key = 'program'", "program", "Fine", "made by Functional 0.9.9, and this is *: the same major version. 'functional replay b' proves every state of this run.")]
    [TestCase("DELETE FROM run WHERE key = 'program'", "program", "Fine", "made by an earlier build, which did not say which. *")]
    [TestCase("DELETE FROM run WHERE key = 'runtime'", "platform", "Fine", "made by an earlier build, which did not say where. No bit depends on that. *")]
    [TestCase("UPDATE run SET value = 'sparc' WHERE key = 'architecture'; UPDATE run SET value = '64' WHERE key = 'vectorBits'", "platform", "Fine", "made on sparc, *, 64-bit vectors; another here: *-bit vectors. No bit depends on that. 'functional bits' proves this machine, and 'functional replay b' proves every state of this run.")]
    [TestCase("INSERT INTO run VALUES ('mood', 'good')", "program", "Fine", "made by this very program, *")]
    [TestCase("UPDATE run SET value = replace(value, '\"steps\":40', '\"dropout\":0.5,\"steps\":40') WHERE key = 'document'", "document", "Impossible", "dropout: there is no key 'dropout'*")]
    [TestCase("UPDATE run SET value = replace(value, '}', '') WHERE key = 'document'", "document", "Impossible", "*")]
    [TestCase("UPDATE run SET value = replace(value, '\"seed\":1', '\"seed\":2') WHERE key = 'document'", "history", "Risky", "the first state is not the one the document gives, so the two may be of different runs. 'functional replay b' shows what differs.")]
    [TestCase("UPDATE stamps SET name = 'quickprop' WHERE kind = 'optimizer'; UPDATE run SET value = replace(value, '\"sgd\"', '\"quickprop\"') WHERE key = 'document'", "plugin quickprop", "Impossible", "this run was made with the optimizer 'quickprop' of Functional.Plugins.Standard *, which this program does not have. Update Functional. *")]
    [TestCase("UPDATE run SET value = '90' WHERE key = 'planned'", "history", "Impossible", "the run says it is complete at S90, and the file ends at S40. *")]
    [TestCase("UPDATE run SET value = 'recording' WHERE key = 'status'", "history", "Fine", "S0 to S40, 41 of them recorded, every checksum as it was written; its program still records, or was ended before it could close the file. *")]
    [TestCase("UPDATE states SET count = -61", "history", "Impossible", "the states from step 0 on are damaged: they are not states of this network. *")]
    [TestCase("DELETE FROM states", "history", "Impossible", "the first state, S0, is missing. *")]
    public void Another_maker_document_or_history(string sql, string part, string verdict, string words)
    {
        Forged.Edit(Copy("b"), sql);
        var (report, opened) = (_playground.Run("inspect", "b", "--json").Json, _playground.Run("log", "b", "--every", "40"));
        Assert.Multiple(() =>
        {
            Assert.That(Verdicts(report)[part], Is.EqualTo(verdict));
            Assert.That(SentenceOf(report, part), Does.Match("^" + System.Text.RegularExpressions.Regex.Escape(words).Replace("\\*", ".*", StringComparison.Ordinal) + "$"));
            if (verdict == "Risky")
                Assert.That((opened.Code, opened.Error), Is.EqualTo((0, $"note: b: {SentenceOf(report, part)}\n")));
            else if (verdict == "Fine")
                Assert.That((opened.Code, opened.Error), Is.EqualTo((0, "")));
            else if (part is not "history")
                Assert.That(opened.Code, Is.EqualTo(part is "document" ? 4 : 5), opened.Error);
        });
    }

    [Test]
    public void A_plugin_that_is_missing_or_another_build()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", Odd, OddSlope);
        Assert.That(_playground.Run("train", "xor", "--activation", "odd", "--plugin", dll, "--steps", "20", "--as", "b").Code, Is.Zero);
        var (missing, same) = (_playground.Run("inspect", "b", "--json"), _playground.Run("inspect", "b", "--plugin", dll, "--json"));
        Stranger.Activation(_playground.Folder, "Odd", Odd + " + 0", OddSlope);
        var changed = _playground.Run("inspect", "b", "--plugin", dll, "--json");
        Assert.Multiple(() =>
        {
            Assert.That((missing.Code, same.Code, changed.Code), Is.EqualTo((5, 0, 0)));
            Assert.That(SentenceOf(missing.Json, "plugin odd"), Does.Contain("which is not loaded. Give it with --plugin Odd.dll."));
            Assert.That(Verdicts(missing.Json), Does.Contain(KeyValuePair.Create("document", "Risky")).And.Contain(KeyValuePair.Create("data", "Fine")).And.Contain(KeyValuePair.Create("history", "Fine")));
            Assert.That(SentenceOf(missing.Json, "document"), Is.EqualTo("it can be composed once 'odd' is here."));
            Assert.That(Verdicts(same.Json)["plugin odd"], Is.EqualTo("Fine"));
            Assert.That(Verdicts(changed.Json)["plugin odd"], Is.EqualTo("Risky"));
            Assert.That(SentenceOf(changed.Json, "plugin odd"), Does.Contain("say --allow-changed-plugin"));
        });
    }

    [Test]
    public void A_damaged_state_is_named_and_the_others_are_counted()
    {
        Runs.Change(Copy("b"), "states", "bits", 0, bits => (bits[0], bits[bits.Length / 41 * 17], bits[^1]) = ((byte)~bits[0], (byte)~bits[bits.Length / 41 * 17], (byte)~bits[^1]));
        var said = _playground.Run("inspect", "b");
        Assert.That(said.Code, Is.EqualTo(4));
        Assert.That(said.Out, Does.Contain("history      Impossible  state 0 is damaged: its checksum does not agree (and 2 more like it)."));
        Assert.That(_playground.Run("show", "b@16").Code, Is.Zero, "and what is not damaged is shown");
    }

    [Test]
    public void Tables_of_somebody_else_are_not_read()
    {
        Runs.Sql(Copy("b"), "DROP TABLE data; CREATE VIEW data AS WITH RECURSIVE endless(part) AS (SELECT 'inputs' UNION ALL SELECT part FROM endless) SELECT part, 1 AS rows, '' AS form, x'' AS meaning, x'' AS bytes, count(*) AS checksum FROM endless");
        var said = _playground.Run("inspect", "b", "--json");
        Assert.That(said.Code, Is.EqualTo(4));
        Assert.That(Verdicts(said.Json).Where(v => v.Value == "Impossible").Select(v => v.Key), Is.EqualTo(new[] { "file format", "data", "history" }));
    }

    [Test]
    public void A_file_that_is_no_run_is_a_failure_and_no_report()
    {
        File.WriteAllText(_playground.PathOf("b"), "x");
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("inspect", "b"), Is.EqualTo(new Said(4, "", $"error: {_playground.PathOf("b")}: this is not a run file. Run files are written by train and fork.\n")));
            Assert.That(_playground.Run("inspect", "aa").Error, Does.Contain("there is no run called 'aa'"));
            Assert.That(_playground.Run("inspect").Code, Is.EqualTo(2));
        });
    }

    [Test]
    public void What_a_later_program_wrote_into_the_header_is_kept()
    {
        Forged.Edit(Copy("b"), "INSERT INTO run VALUES ('mood', 'good')");
        using var file = Runs.Right(RunFile.Open(_playground.PathOf("b")));
        Assert.That(file.Header.Pairs, Does.Contain(("mood", "good")));
        Assert.That(file.Header.Maker, Is.EqualTo(LanguageExt.Prelude.Some(Maker.Here)));
    }

    private string Copy(string name)
    {
        File.Copy(_playground.PathOf("a"), _playground.PathOf(name), overwrite: true);
        return _playground.PathOf(name);
    }

    private static Dictionary<string, string> Verdicts(JsonElement report) =>
        report.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("part").GetString()!, p => p.GetProperty("verdict").GetString()!);

    private static string SentenceOf(JsonElement report, string part) =>
        report.GetProperty("parts").EnumerateArray().Where(p => p.GetProperty("part").GetString() == part)
            .Select(p => $"{p.GetProperty("what").GetString()}. {p.GetProperty("hint").GetString()}".TrimEnd()).Single();
}
