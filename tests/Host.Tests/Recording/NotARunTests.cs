using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>Files that are something else, or claim what cannot be.</summary>
public static class NotARunTests
{
    private const string NotOurs = "the tables of the file are not those of a run";

    private const string Holes = "the steps of the file do not follow each other";

    private const string Broken = "the losses and fingerprints from step";

    [TestCase("", "the file is empty")]
    [TestCase("x", "this is not a run file")]
    [TestCase("name,loss\n1,2\n", "this is not a run file")]
    [TestCase("SQLite format 3\0", "this is not a run file")]
    [TestCase("SQLite format 3\0 and then something quite different, which is long enough to be taken for the header of a database of some hundred bytes", "this is not a run file")]
    public static void Another_file(string text, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.run"], text);
        Runs.Refused(RunFile.Open(folder["a.run"]).Map(_ => 0), ExitCode.RunFile, words);
        Assert.That(Runs.Type(folder.Path, "show", "a").Code, Is.EqualTo(4));
    }

    [Test]
    public static void Random_bytes() => Gen.Byte.Array[0, 5000].Sample(bytes =>
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.run"], [.. "SQLite format 3\0"u8[..(bytes.Length % 17)], .. bytes]);
        Assert.That(Runs.Left(RunFile.Open(folder["a.run"])).Code, Is.EqualTo(ExitCode.RunFile));
    }, iter: 100, threads: 1);

    [Test]
    public static void Another_programs_database()
    {
        using var folder = new TemporaryFolder();
        using (var connection = RunFormat.Connect(folder["a.run"], SqliteOpenMode.ReadWriteCreate))
            RunFormat.Execute(connection, "CREATE TABLE run (key TEXT, value TEXT)");
        Runs.Refused(RunFile.Open(folder["a.run"]).Map(_ => 0), ExitCode.RunFile, "this is not a run file");
    }

    [Test]
    public static void Nothing_a_folder_and_a_pipe()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder.run"]);
        Runs.Refused(RunFile.Open(folder["no.run"]).Map(_ => 0), ExitCode.RunFile, "there is no such run file");
        Runs.Refused(RunFile.Open(folder["folder.run"]).Map(_ => 0), ExitCode.RunFile, "this is a folder");
        if (OperatingSystem.IsWindows())
            return;
        using var made = System.Diagnostics.Process.Start("mkfifo", [folder["pipe.run"]]);
        made.WaitForExit();
        Runs.Refused(RunFile.Open(folder["pipe.run"]).Map(_ => 0), ExitCode.RunFile, "the file is empty");
    }

    [TestCase("CREATE TRIGGER evil AFTER INSERT ON run BEGIN DELETE FROM states; END", NotOurs)]
    [TestCase("CREATE VIEW evil AS SELECT load_extension('evil')", NotOurs)]
    [TestCase("CREATE TABLE more (x)", NotOurs)]
    [TestCase("CREATE INDEX more ON moments (count)", NotOurs)]
    [TestCase("DROP TABLE stamps", NotOurs)]
    [TestCase("DROP TABLE moments", NotOurs)]
    [TestCase("ALTER TABLE states ADD COLUMN more INTEGER", NotOurs)]
    [TestCase("DROP TABLE moments; CREATE VIEW moments AS SELECT 0 AS first, 1 AS count, x'' AS losses, x'' AS errors, x'' AS fingerprints, 0 AS checksum", NotOurs)]
    [TestCase("PRAGMA user_version = 1", "the file has format 1, whose fingerprints were made another way than since format 2")]
    [TestCase("PRAGMA user_version = 4", "the file has format 4 and this program reads up to 3. Update Functional to open it.")]
    [TestCase("PRAGMA user_version = 2147483647", "the file has format 2147483647")]
    [TestCase("PRAGMA user_version = 0", "the file has format 0, which never was")]
    [TestCase("PRAGMA user_version = -1", "the file has format -1, which never was")]
    [TestCase("PRAGMA application_id = 7", "this is not a run file")]
    [TestCase("DELETE FROM moments", "nothing is recorded in this file yet")]
    [TestCase("DELETE FROM moments WHERE first = 4096", Holes)]
    [TestCase("DELETE FROM moments WHERE first = 0", "no state is recorded", false)]
    [TestCase("UPDATE moments SET first = 4097 WHERE first = 4096", Broken)]
    [TestCase("UPDATE moments SET first = 4095 WHERE first = 4096", Broken)]
    [TestCase("UPDATE moments SET first = -1 WHERE first = 0", Holes)]
    [TestCase("UPDATE moments SET first = 9223372036854775807 WHERE first = 8192", Holes)]
    [TestCase("UPDATE moments SET count = 1000000000000 WHERE first = 8192", Holes)]
    [TestCase("UPDATE moments SET count = 9223372036854775807", "the run file cannot be read")]
    [TestCase("UPDATE moments SET count = -9223372036854775807", "the run file cannot be read")]
    [TestCase("UPDATE moments SET count = 0", Holes)]
    [TestCase("UPDATE moments SET count = 4295 WHERE first = 0; UPDATE moments SET count = 3897 WHERE first = 4096", Holes)]
    [TestCase("UPDATE moments SET count = 4095 WHERE first = 0; UPDATE moments SET first = 4095, count = 4096 WHERE first = 4096; UPDATE moments SET first = 8191 WHERE first = 8192", Broken)]
    [TestCase("UPDATE moments SET losses = x''", Broken)]
    [TestCase("UPDATE moments SET errors = zeroblob(100000000)", Broken)]
    [TestCase("UPDATE moments SET fingerprints = substr(fingerprints, 2)", Broken)]
    [TestCase("UPDATE moments SET checksum = 0", Broken)]
    [TestCase("UPDATE states SET count = 4097", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET count = 0", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET count = -1", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET count = 1000000000000", "the file is damaged")]
    [TestCase("UPDATE states SET spacing = 0", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET spacing = 9223372036854775807", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET spacing = 2", "state 8 is damaged")]
    [TestCase("UPDATE states SET bits = substr(bits, 9)", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET bits = zeroblob(8)", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET checksums = x''", "the states from step 0 on are damaged")]
    [TestCase("UPDATE states SET first = 1 WHERE first = 0", "state 9 is damaged")]
    [TestCase("DELETE FROM states", "no state is recorded at or before step 9")]
    [TestCase("DELETE FROM data", "the recorded inputs are missing")]
    [TestCase("UPDATE data SET rows = 0", "the recorded data are damaged")]
    [TestCase("UPDATE data SET rows = 4294967300", "the recorded data are damaged")]
    [TestCase("UPDATE data SET bytes = x'00'", "the recorded data are damaged")]
    public static void Tables_that_cannot_be(string sql, string words, bool said = true)
    {
        using var folder = new TemporaryFolder();
        Runs.RecordInWholeBlocks(Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "sgd", "steps": 9000, "record": { "keep": "every" } }"""), folder["a.run"]);
        Runs.Sql(folder["a.run"], sql);
        var read = OpenedRun.Open(new(folder.Path), Docs.Catalogue, "a").Bind(run =>
        {
            using (run)
                return from early in run.StateAt(9)
                       from late in run.StateAt(run.File.Last)
                       from curve in run.File.Curves(run.File.First, run.File.Last)
                       select late;
        });
        if (said)
            Runs.Refused(read, ExitCode.RunFile, words);
        else
            Assert.That(Runs.Left(read).Code, Is.EqualTo(ExitCode.RunFile));
    }
}
