namespace Functional.Host.Tests;

/// <summary>Where a run lies, and what lies beside it, is no reason not to read it; where it cannot be read, a sentence says why.</summary>
public static class ReadOnlyTests
{
    private static readonly string[][] Reading =
    [
        ["show", "a@7"], ["log", "a", "--every", "10"], ["diff", "a@first", "a@last"], ["replay", "a"], ["predict", "a", "--input", "1,0"], ["inspect", "a"], ["runs"],
    ];

    [Test]
    public static void In_a_folder_that_cannot_be_written_everything_is_read_and_nothing_recorded()
    {
        using var folder = new TemporaryFolder();
        Closed(folder);
        using var locked = new Locked(folder.Path);
        Assert.Multiple(() =>
        {
            foreach (var words in Reading)
                IsRead(folder, words);
            foreach (var words in (string[][])[["train", "xor", "--as", "b"], ["fork", "a@7", "--steps", "5"]])
                Assert.That(Runs.Type(folder.Path, words).Error, Does.EndWith(": this place cannot be written. Free some space or choose another place with --store.\n"), words[0]);
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public static void A_run_that_was_closed_while_somebody_read_it_opens_there_too()
    {
        using var folder = new TemporaryFolder();
        Closed(folder);
        Runs.Sql(folder["a.run"], "PRAGMA journal_mode = WAL");
        using var locked = new Locked(folder.Path);
        foreach (var words in Reading)
            Assert.That(Runs.Type(folder.Path, words).Code, Is.Zero, words[0]);
    }

    [Test]
    public static void A_killed_run_there_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        Killed(folder);
        using var locked = new Locked(folder.Path);
        Assert.That(Runs.Type(folder.Path, "show", "a@7"), Is.EqualTo((4, "",
            $"error: {folder["a.run"]}: the last steps of the run are in the log beside it (a.run-wal), and that is read only where the folder can be written. Copy both files to a folder of your own and open the run there.\n")));
    }

    [Test]
    public static void A_file_that_cannot_be_written_is_read()
    {
        using var folder = new TemporaryFolder();
        Closed(folder);
        File.SetAttributes(folder["a.run"], FileAttributes.ReadOnly);
        var before = File.ReadAllBytes(folder["a.run"]);
        foreach (var words in Reading)
            Assert.That(Runs.Type(folder.Path, words).Code, Is.Zero, words[0]);
        Assert.That(File.ReadAllBytes(folder["a.run"]), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
        File.SetAttributes(folder["a.run"], FileAttributes.Normal);
    }

    [Test]
    public static void A_killed_run_is_read_without_its_shared_memory()
    {
        using var folder = new TemporaryFolder();
        Killed(folder);
        Assert.That(File.Exists(folder["a.run-shm"]), Is.False);
        Assert.That(Runs.Type(folder.Path, "replay", "a").Out, Does.Contain("every bit equal"));
    }

    [Test]
    public static void A_log_of_another_run_is_left_out_and_said()
    {
        using var folder = new TemporaryFolder();
        var mine = Closed(folder);
        Killed(folder, "b");
        File.Move(folder["b.run-wal"], folder["a.run-wal"]);
        var (file, log) = (File.ReadAllBytes(folder["a.run"]), File.ReadAllBytes(folder["a.run-wal"]));
        using (var run = Runs.Open(folder["a.run"]))
            Assert.That(run.File.Header.Document, Is.EqualTo(mine.Document), "and not the one in the log");
        var (code, said, error) = Runs.Type(folder.Path, "inspect", "a");
        Assert.Multiple(() =>
        {
            Assert.That((code, error), Is.EqualTo((0, "")));
            Assert.That(said, Does.Match(@"\nlog +Risky +the log beside the file \(a\.run-wal\) is not of this run"));
            foreach (var words in Reading)
                Assert.That(Runs.Type(folder.Path, words).Code, Is.Zero, words[0]);
            Assert.That(Runs.Type(folder.Path, "replay", "a").Error, Does.StartWith("note: a: the log beside the file (a.run-wal) is not of this run, and is left out. "));
            Assert.That(File.ReadAllBytes(folder["a.run"]), Is.EqualTo(file));
            Assert.That(File.ReadAllBytes(folder["a.run-wal"]), Is.EqualTo(log));
        });
    }

    [TestCase("file:a")]
    [TestCase("a?immutable=0&mode=rwc")]
    [TestCase("a%41%00#b")]
    [TestCase("ünï 'çôdé' \"")]
    public static void A_file_read_as_it_lies_there_may_have_any_name(string name)
    {
        using var folder = new TemporaryFolder();
        Closed(folder);
        File.Move(folder["a.run"], folder[name + ".run"]);
        File.WriteAllText(folder[name + ".run-wal"], "not a log");
        Assert.That(Runs.Replayed(Runs.Open(folder[name + ".run"])).Verified, Is.EqualTo(31));
    }

    [Test]
    public static void A_journal_that_was_left_behind_does_not_hide_the_run()
    {
        using var folder = new TemporaryFolder();
        Closed(folder);
        using (var connection = RunFormat.Connect(folder["a.run"], Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite))
        {
            RunFormat.Execute(connection, "BEGIN EXCLUSIVE; UPDATE run SET value = 'other' WHERE key = 'status'");
            Copy(folder["a.run"], folder["b.run"]);
            Copy(folder["a.run-journal"], folder["b.run-journal"]);
            RunFormat.Execute(connection, "ROLLBACK");
        }

        Assert.That(new FileInfo(folder["b.run-journal"]).Length, Is.Positive);
        Assert.That(Runs.Type(folder.Path, "replay", "b").Out, Does.Contain("31 of 31 states verified"));
        Assert.That(Runs.Type(folder.Path, "inspect", "b").Code, Is.Zero);
    }

    [Test]
    public static void What_a_deleted_run_left_behind_does_not_get_into_a_new_one()
    {
        using var folder = new TemporaryFolder();
        Killed(folder);
        File.Delete(folder["a.run"]);
        Closed(folder);
        IsRead(folder, "replay", "a");
    }

    private static void IsRead(TemporaryFolder folder, params string[] words)
    {
        var (code, said, error) = Runs.Type(folder.Path, words);
        Assert.That((code, said.Length > 0, error), Is.EqualTo((0, true, "")), words[0]);
    }

    private static Experiment Closed(TemporaryFolder folder)
    {
        var experiment = Runs.Experiment("""{ "name": "a", "data": { "source": "xor" }, "network": { "layers": [ { "units": 3, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] }, "loss": "mse", "optimizer": "adam", "steps": 30, "record": { "keep": 4 } }""");
        Runs.Record(experiment, folder["a.run"]);
        return experiment;
    }

    private static void Killed(TemporaryFolder folder, string name = "a")
    {
        var run = new Breakage(killed: true);
        File.WriteAllBytes(folder[name + ".run"], run.File);
        File.WriteAllBytes(folder[name + ".run-wal"], run.Log);
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }

    /// <summary>Takes the right to write from a folder; whoever may write everywhere all the same cannot be tested with.</summary>
    private sealed class Locked : IDisposable
    {
        private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserExecute;

        private readonly string _folder;

        public Locked(string folder)
        {
            _folder = folder;
            if (OperatingSystem.IsWindows())
            {
                Assert.Ignore("another system's permissions");
                return;
            }

            File.SetUnixFileMode(folder, Reading);
            try
            {
                File.WriteAllText(Path.Combine(folder, "probe"), "");
            }
            catch (UnauthorizedAccessException)
            {
                return;
            }

            Dispose();
            File.Delete(Path.Combine(folder, "probe"));
            Assert.Ignore("this user may write everywhere");
        }

        public void Dispose()
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_folder, Reading | UnixFileMode.UserWrite);
        }
    }
}
