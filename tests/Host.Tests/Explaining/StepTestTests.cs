namespace Functional.Host.Tests;

/// <summary>What <c>show RUN@N --as-test</c> writes compiles, passes, and fails where a bit of it is another.</summary>
public sealed class StepTestTests
{
    private const int Seeds = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(20_261_125);

    /// <summary>By the run's name.</summary>
    private readonly Dictionary<string, string> _written = [];

    [OneTimeSetUp]
    public void Write()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var run = Runs.Record(Runs.Experiment(seed), _folder[$"random-{seed}.run"]);
            _written[$"random-{seed}"] = Shown($"random-{seed}@{_random.NextInt64(run.Last.Step)}");
        }
    }

    [OneTimeTearDown]
    public void Leave() => _folder.Dispose();

    [Test]
    public void Steps_of_random_runs_are_tests_that_pass()
    {
        var failed = WrittenTests.Run(_written.Values);
        Assert.That(failed, Has.Count.EqualTo(Seeds));
        Assert.That(failed.Where(f => !f.Value.IsEmpty).Select(f => $"{f.Key}: {string.Join(", ", f.Value)}"), Is.Empty);
    }

    [Test]
    public void An_ulp_anywhere_makes_them_fail()
    {
        var mutants = _written.Values.SelectMany((source, i) => Enumerable.Range(0, 2).Select(k => WrittenTests.Mutated(source, $"Mutant{i}n{k}", _random.Next))).ToList();
        var failed = WrittenTests.Run(mutants);
        Assert.That(failed, Has.Count.EqualTo(2 * Seeds));
        Assert.That(failed.Where(f => f.Value.IsEmpty).Select(f => f.Key), Is.Empty, "these passed with another number");
    }

    [Test]
    public void An_ulp_in_what_the_step_has_to_give_is_seen_by_the_step()
    {
        var failed = WrittenTests.Run(_written.Values.Select((source, i) => WrittenTests.MutatedAnswer(source, $"Mutant{i}", _random.Next)));
        Assert.That(failed, Has.Count.EqualTo(Seeds));
        Assert.That(failed.Where(f => !f.Value.Any(test => test.StartsWith("Step_", StringComparison.Ordinal))).Select(f => f.Key), Is.Empty);
    }

    [Test]
    public void The_last_state_has_no_step_to_test()
    {
        var said = Runs.Type(_folder.Path, "show", "random-3@last", "--as-test");
        Assert.That((said.Code, said.Out), Is.EqualTo(((int)ExitCode.Usage, "")));
        Assert.That(said.Error, Does.Contain("this step was never made").And.Contains("--as-test"));
    }

    [TestCase("--as-test", "--row", "0", "every row has a part in its update")]
    [TestCase("-o", "Page.cs", "--as-test for a test in C#")]
    public void What_makes_no_sense_is_refused(params string[] words)
    {
        var said = Runs.Type(_folder.Path, ["show", "random-3@0", .. words[..^1]]);
        Assert.That(said.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(said.Error, Does.Contain(words[^1]));
    }

    [Test]
    public void A_file_and_JSON_have_the_same_text()
    {
        var (file, shown) = (_folder["Step.cs"], Shown("random-5@0"));
        var told = Runs.Type(_folder.Path, "show", "random-5@0", "--as-test", "-o", file);
        Assert.That((told.Code, File.ReadAllText(file)), Is.EqualTo((0, shown)), told.Error);
        Assert.That(told.Out, Does.Contain("Random5Step0Tests in ").And.Contains("Next: dotnet test"));

        var json = System.Text.Json.JsonDocument.Parse(Runs.Type(_folder.Path, "show", "random-5@0", "--as-test", "--json").Out).RootElement;
        Assert.That(json.GetProperty("test").GetString(), Is.EqualTo(shown));
        Assert.That(json.GetProperty("class").GetString(), Is.EqualTo("Random5Step0Tests"));
        Assert.That(json.GetProperty("file").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public void A_folder_that_is_not_there_is_a_sentence() =>
        Assert.That(Runs.Type(_folder.Path, "show", "random-5@0", "--as-test", "-o", _folder["nowhere/Step.cs"]), Is.EqualTo(
            ((int)ExitCode.Usage, "", $"error: {_folder["nowhere/Step.cs"]}: its folder does not exist. Choose another file with -o.{Environment.NewLine}")));

    private string Shown(string address)
    {
        var said = Runs.Type(_folder.Path, "show", address, "--as-test");
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        return said.Out;
    }
}
