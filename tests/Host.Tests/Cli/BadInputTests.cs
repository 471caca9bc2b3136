namespace Functional.Host.Tests;

/// <summary>Nothing a person types makes a stack trace: a sentence a problem, the right exit code, and nothing left behind.</summary>
public sealed class BadInputTests
{
    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _playground = new();
        Assert.That(_playground.Run("train", "xor", "--as", "xor").Code, Is.Zero);
        Directory.CreateDirectory(Path.Combine(_playground.Folder, "folder.run"));
        _playground.Write("text.run", "this is no database");
        _playground.Write("empty.run", "");
        _playground.Write("ragged.json", """{"data":{"inputs":[[0,1],[1]],"targets":[[0],[1]]},"network":{"layers":[{"units":1,"activation":"sigmoid"}]},"loss":"mse","optimizer":"sgd","steps":5}""");
        _playground.Write("broken.json", "{\n  \"steps\": 5,\n}");
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase(2, "Did you mean '--learning-rate'?", "train", "--lerning-rate", "1")]
    [TestCase(2, "Did you mean 'train'?", "trian")]
    [TestCase(2, "--steps", "train", "--steps")]
    [TestCase(2, "--lr", "train", "--lr", "1", "--lr", "2")]
    [TestCase(2, "cannot be 'abc'", "train", "--lr", "abc")]
    [TestCase(2, "cannot be '1,5'", "train", "--lr", "1,5")]
    [TestCase(2, "cannot be 'NaN'", "train", "--lr", "NaN")]
    [TestCase(2, "cannot be 'Infinity'", "train", "--lr", "Infinity")]
    [TestCase(2, "1e999", "train", "--lr", "1e999")]
    [TestCase(2, "Give a number ≥ 0", "train", "--lr=-1")]
    [TestCase(2, "steps", "train", "--steps=-1")]
    [TestCase(2, "steps", "train", "--steps", "0")]
    [TestCase(2, "steps", "train", "--steps", "1.5")]
    [TestCase(2, "steps", "train", "--steps", "9999999999999999999")]
    [TestCase(2, "seed", "train", "--seed=-1")]
    [TestCase(2, "from 0 to 4294967295", "train", "--seed", "4294967296")]
    [TestCase(2, "units", "train", "--set", "network.layers[0].units=0")]
    [TestCase(2, "units", "train", "--set", "network.layers[0].units=1000000000")]
    [TestCase(2, "Did you mean 'sigmoid'?", "train", "--activation", "sigmod")]
    [TestCase(2, "no activation is called 'System.Diagnostics.Process, System'", "train", "--activation", "System.Diagnostics.Process, System")]
    [TestCase(2, "no activation is called '../../evil.dll'", "train", "--activation", "../../evil.dll")]
    [TestCase(2, "sets nothing", "train", "--set", "steps")]
    [TestCase(2, "ragged.json:1:", "train", "ragged.json")]
    [TestCase(2, "broken.json:2:13", "train", "broken.json")]
    [TestCase(2, "there is no such run document", "train", "nowhere.json")]
    [TestCase(2, "folder", "train", "folder.run")]
    [TestCase(2, "name", "train", "xor", "--as", "../x")]
    [TestCase(2, "name", "train", "xor", "--as", "a\nb")]
    [TestCase(2, "already", "train", "xor", "--as", "xor")]
    [TestCase(4, "this is not a run file", "show", "text.run")]
    [TestCase(4, "empty", "replay", "empty.run")]
    [TestCase(4, "folder", "log", "folder.run")]
    [TestCase(4, "Did you mean 'xor'?", "show", "xro@1")]
    [TestCase(4, "there is no such run file", "show", "../x.run@1")]
    [TestCase(2, "Its states go from 0 to 2000", "show", "xor@2001")]
    [TestCase(2, "'soon' is no step", "show", "xor@soon")]
    [TestCase(2, "no state -3000", "show", "xor@-3000")]
    [TestCase(2, "--row", "show", "xor@1", "--row", "4")]
    [TestCase(2, "--from", "log", "xor", "--from", "x")]
    [TestCase(2, "--every", "log", "xor", "--every", "0")]
    [TestCase(2, "has 3 numbers and the network takes 2", "predict", "xor", "--input", "1,0,1")]
    [TestCase(2, "'x' is not a finite number", "predict", "xor", "--input", "1,x")]
    [TestCase(2, "--input", "predict", "xor")]
    [TestCase(2, "its folder does not exist", "plot", "xor", "-o", "nowhere/x.svg")]
    [TestCase(2, "this is a folder", "plot", "xor", "-o", "runs")]
    [TestCase(2, "Did you mean 'weights'?", "plot", "xor", "-o", "x.svg", "--what", "weight")]
    [TestCase(5, "Did you mean 'sigmoid'?", "plugins", "show", "sigmod")]
    [TestCase(2, "the fork would have no steps", "fork", "xor@last")]
    [TestCase(2, "other parameters", "fork", "xor@5", "--set", "network.layers[0].units=3")]
    [TestCase(2, "one word too many", "show", "xor@1", "xor@2")]
    [TestCase(2, "its value is missing", "train", "--steps")]
    [TestCase(2, "given 2 times", "train", "--lr", "1", "--lr", "2")]
    [TestCase(2, "functional plugins show", "plugins", "show")]
    [TestCase(4, "the run has no name", "show", "@5")]
    [TestCase(2, "'-0' is no step", "show", "xor@-0")]
    [TestCase(4, "this is a file, not a folder", "runs", "--store", "text.run")]
    public void A_slip_is_met_with_a_sentence(int code, string sentence, params string[] arguments)
    {
        var before = Files();
        var said = _playground.Run(arguments);
        var json = _playground.Run([.. arguments, "--json"]);
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo(code), said.Error);
            Assert.That(said.Out, Is.Empty);
            Assert.That(said.Errors, Is.Not.Empty);
            Assert.That(said.Errors, Has.None.StartsWith("NOT AN ERROR LINE"));
            Assert.That(said.Error, Does.Contain(sentence));
            Assert.That(said.Error, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(json.Code, Is.EqualTo(code));
            Assert.That(json.Json.GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(code));
            Assert.That(json.Json.GetProperty("error").GetProperty("problems").GetArrayLength(), Is.EqualTo(said.Errors.Count));
            Assert.That(Files(), Is.EqualTo(before), "something was left behind");
        });
    }

    [Test]
    public void All_problems_come_at_once() =>
        Assert.That(_playground.Run("train", "--lr", "1,5", "--activation", "sigmod", "--steps", "1.5").Errors, Has.Count.EqualTo(3));

    [Test]
    public void An_unknown_option_and_its_value_are_one_slip() =>
        Assert.That(_playground.Run("runs", "--plug", "x.dll").Errors, Has.Count.EqualTo(1));

    [Test]
    public void A_spacing_larger_than_the_run_gives_its_first_line()
    {
        var log = _playground.Run("log", "xor", "--from", "1", "--every", "9223372036854775807", "--json");
        Assert.That(log.Code, Is.Zero, log.Error);
        Assert.That(log.Json.GetProperty("rows").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void An_answer_that_cannot_be_written_is_told()
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("there is no /dev/full here");
        var start = new System.Diagnostics.ProcessStartInfo("sh") { WorkingDirectory = _playground.Folder, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dotnet '{typeof(CommandLine).Assembly.Location}' log xor > /dev/full");
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That((process.ExitCode, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length), Is.EqualTo((2, 1)), error);
    }

    [Test]
    public void A_learning_rate_of_zero_is_allowed_and_told()
    {
        using var own = new Playground();
        var said = own.Run("train", "xor", "--lr", "0", "--steps", "3");
        Assert.That(said.Code, Is.Zero, said.Error);
        Assert.That(said.Out, Does.Contain("learning rate is 0"));
    }

    [Test]
    public void Names_with_spaces_quotes_and_emoji_are_files_like_any_other()
    {
        using var own = new Playground();
        File.Copy(Path.Combine(_playground.Folder, "runs", "xor.run"), Path.Combine(own.Folder, "my 'ru\"n' 🙂.run"));
        Assert.That(own.Run("show", "my 'ru\"n' 🙂.run@3").Code, Is.Zero);
    }

    [Test]
    public void A_name_of_four_thousand_characters_is_refused_by_a_sentence() =>
        Assert.That(_playground.Run("show", new string('x', 4000) + "@1").Code, Is.EqualTo((int)ExitCode.RunFile));

    [Test]
    public void A_store_that_is_a_file_is_refused()
    {
        _playground.Write("file", "x");
        var said = _playground.Run("train", "xor", "--store", "file");
        Assert.That(said.Code, Is.EqualTo((int)ExitCode.RunFile), said.Error);
        Assert.That(said.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Help_is_there_for_every_command()
    {
        foreach (var command in (string[])["train", "fork", "runs", "log", "show", "diff", "replay", "predict", "plot", "plugins"])
        {
            var said = _playground.Run(command, "--help");
            Assert.That(said.Code, Is.Zero);
            Assert.That(said.Out, Does.Contain("--json").And.Contain("--store").And.Contain(command));
        }
    }

    private List<string> Files() => [.. Directory.EnumerateFileSystemEntries(_playground.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
