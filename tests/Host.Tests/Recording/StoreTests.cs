namespace Functional.Host.Tests;

public static class StoreTests
{
    [Test]
    public static void A_name_is_a_run_of_the_store_and_a_path_ends_in_run()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(1), folder["a.run"]);
        Runs.Record(Runs.Experiment(2), folder["with space.run"]);
        var store = new Store(folder.Path);
        Assert.Multiple(() =>
        {
            foreach (var run in (string[])["a", folder["a.run"], "with space"])
                using (var file = Runs.Right(store.Open(run)))
                    Assert.That(file.Last, Is.Positive);
            Assert.That(store.Names(), Is.EqualTo(new[] { "a", "with space" }));
            Assert.That(store.FreeName("a"), Is.EqualTo("a-2"));
            Assert.That(store.FreeName("b"), Is.EqualTo("b"));
            Assert.That(new Store(folder["none"]).Names(), Is.Empty);
            Assert.That(new Store(folder["a.run"]).Names(), Is.Empty);
        });
        Runs.Refused(store.Open("aa").Map(_ => 0), ExitCode.RunFile, "there is no run called 'aa'");
    }

    [TestCase("../x")]
    [TestCase("../store/a")]
    [TestCase("/etc/passwd")]
    [TestCase("..\\x")]
    [TestCase("C:x")]
    [TestCase("file:x")]
    [TestCase("a\0b")]
    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    [TestCase("'; drop table run; --")]
    [TestCase("\u202Ea")]
    public static void A_hostile_name_stays_in_the_store(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["store"]);
        Runs.Record(Runs.Experiment(1), folder["x.run"]);
        File.Copy(folder["x.run"], folder["x"]);
        Runs.Record(Runs.Experiment(1), folder["store/a.run"]);
        Assert.That(Runs.Left(new Store(folder["store"]).Open(name)).Code, Is.EqualTo(ExitCode.RunFile));
    }

    [Test]
    public static void A_long_name_is_just_not_there() =>
        Assert.That(Runs.Left(new Store(Path.GetTempPath()).Open(new string('a', 10_000))).Code, Is.EqualTo(ExitCode.RunFile));

    [Test]
    public static void A_path_with_a_meaning_for_SQLite_is_just_a_path()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["file:a.run", "a?mode=memory.run", "a;Mode=Memory.run", "ünï 'çôdé'.run"])
        {
            Runs.Record(Runs.Experiment(1), folder[name]);
            using var file = Runs.Right(RunFile.Open(folder[name]));
            Assert.That(File.Exists(folder[name]), Is.True);
        }
    }

    [TestCase("a", "a", 9L)]
    [TestCase("a@", "a", 9L)]
    [TestCase("a@last", "a", 9L)]
    [TestCase("a@first", "a", 4L)]
    [TestCase("a@4", "a", 4L)]
    [TestCase("a@09", "a", 9L)]
    [TestCase("a@-1", "a", 8L)]
    [TestCase("a@-5", "a", 4L)]
    [TestCase("me@home@7", "me@home", 7L)]
    public static void An_address_means_a_step(string text, string run, long step)
    {
        var address = Address.Parse(text);
        Assert.That((address.Run, Runs.Right(address.Resolve(4, 9))), Is.EqualTo((run, step)));
    }

    [TestCase("a@3", "the run has no state 3. Its states go from 4 to 9.")]
    [TestCase("a@10", "the run has no state 10")]
    [TestCase("a@-6", "the run has no state -6")]
    [TestCase("a@-9223372036854775808", "'-9223372036854775808' is no step")]
    [TestCase("a@9223372036854775808", "'9223372036854775808' is no step")]
    [TestCase("a@1e3", "'1e3' is no step")]
    [TestCase("a@NaN", "'NaN' is no step")]
    [TestCase("a@1,5", "'1,5' is no step")]
    [TestCase("a@ 5", "' 5' is no step")]
    [TestCase("a@+5", "'+5' is no step")]
    [TestCase("a@٣", "'٣' is no step")]
    [TestCase("a@First", "'First' is no step")]
    public static void An_address_outside_is_refused_with_the_range(string text, string words) =>
        Runs.Refused(Address.Parse(text).Resolve(4, 9), ExitCode.Usage, words);
}
