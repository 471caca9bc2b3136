namespace Functional.Host.Tests;

/// <summary>A stranger's DLL: loaded when a person says so, stamped into the run, and held to what it was.</summary>
public sealed class LoadingTests
{
    private const string Cube = "z / (1 + z * z)", CubeSlope = "(1 - z * z) / ((1 + z * z) * (1 + z * z))";

    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [Test]
    public void The_sample_trains_replays_and_is_stamped_into_the_run()
    {
        var trained = _playground.Run("train", "xor", "--activation", "snake", "--plugin", Stranger.Snake, "--as", "wiggle", "--json");
        Assert.That(trained.Code, Is.Zero, trained.Error);
        var replayed = _playground.Run("replay", "wiggle", "--plugin", Stranger.Snake, "--json");
        Assert.Multiple(() =>
        {
            Assert.That(replayed.Json.GetProperty("equal").GetBoolean());
            Assert.That(trained.Json.GetProperty("last").GetProperty("loss").GetDouble(), Is.LessThan(0.01));
            Assert.That(_playground.Run("runs", "--json").Out, Does.Contain("snake(frequency=1)"));
            Assert.That(_playground.Run("plugins", "show", "snake", "--plugin", Stranger.Snake).Out, Does.Contain("how fast it wiggles"));
        });
        using var file = RunFile.Open(_playground.PathOf("wiggle")).IfLeft(() => null!);
        var stamp = file.Stamps().IfLeft([]).First(s => s.Name == "snake");
        Assert.That(stamp.Origin.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Stranger.Snake)))));
        Assert.That((stamp.Origin.Assembly, stamp.Origin.Version.Length > 0), Is.EqualTo(("Snake", true)));
    }

    [Test]
    public void The_contract_lying_beside_a_plugin_is_not_loaded_a_second_time()
    {
        Assert.That(File.Exists(Path.Combine(Path.GetDirectoryName(Stranger.Snake)!, "Functional.Core.dll")), "the trap is not set: no copy of Core beside the sample");
        Assert.That(_playground.Run("plugins", "eval", "snake", "--at", "1", "--plugin", Stranger.Snake).Code, Is.Zero);
        var cores = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name == "Functional.Core");
        Assert.That(cores.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Without_its_plugin_a_run_can_be_looked_at_and_not_computed()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", Cube, CubeSlope);
        Assert.That(_playground.Run("train", "xor", "--activation", "odd", "--plugin", dll, "--steps", "20", "--as", "a").Code, Is.Zero);
        var replayed = _playground.Run("replay", "a");
        Assert.Multiple(() =>
        {
            Assert.That(replayed.Code, Is.EqualTo(5));
            Assert.That(replayed.Errors, Has.Count.EqualTo(1));
            Assert.That(replayed.Error, Does.Contain("plugin odd: this run was made with the activation 'odd' of Odd 1.2.3.0 (SHA-256 ").And.Contain("Give it with --plugin Odd.dll."));
            Assert.That(_playground.Run("runs").Out, Does.Contain("odd"));
            Assert.That(_playground.Run("plot", "a", "-o", "a.svg").Code, Is.Zero);
        });
    }

    [Test]
    public void A_changed_plugin_is_refused_by_name_with_both_hashes_unless_the_person_insists()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", Cube, CubeSlope);
        Assert.That(_playground.Run("train", "xor", "--activation", "odd", "--plugin", dll, "--steps", "20", "--as", "a").Code, Is.Zero);
        var before = HashOf(dll);

        Stranger.Activation(_playground.Folder, "Odd", "(z) / (1 + z * z)", CubeSlope, fields: "const int Comment = 1;");
        var refused = _playground.Run("replay", "a", "--plugin", dll);
        Assert.That(refused.Code, Is.EqualTo(5));
        Assert.That(refused.Error, Does.Contain(before).And.Contain(HashOf(dll)).And.Contain("--allow-changed-plugin"));
        foreach (var command in (string[][])[["show", "a@5"], ["log", "a"], ["fork", "a@5", "--as", "b"], ["diff", "a@1", "a@2"], ["predict", "a", "--input", "1,0"]])
            Assert.That(_playground.Run([.. command, "--plugin", dll]).Code, Is.EqualTo(5), command[0]);

        var same = _playground.Run("replay", "a", "--plugin", dll, "--allow-changed-plugin", "--json");
        Assert.That((same.Code, same.Json.GetProperty("verified").GetInt32()), Is.EqualTo((0, 21)), same.Error);
        Assert.That(_playground.Run("predict", "a", "--input", "1,0", "--plugin", dll, "--allow-changed-plugin").Error, Does.StartWith("note: plugin odd: this run was made with the activation 'odd'"));

        Stranger.Activation(_playground.Folder, "Odd", "1.0000001 * z / (1 + z * z)", CubeSlope);
        var other = _playground.Run("replay", "a", "--plugin", dll, "--allow-changed-plugin", "--json");
        Assert.That((other.Code, other.Json.GetProperty("equal").GetBoolean()), Is.EqualTo((6, false)));
        Assert.That(other.Json.GetProperty("divergence").GetProperty("step").GetInt32(), Is.Zero.Or.EqualTo(1));
        Assert.That(_playground.Run("show", "a@5", "--plugin", dll, "--allow-changed-plugin").Code, Is.EqualTo(6));
    }

    [Test]
    public void A_plugin_that_throws_in_mid_training_is_named_and_what_was_recorded_stays()
    {
        var dll = Stranger.Activation(
            _playground.Folder, "Fragile", "Interlocked.Increment(ref _calls) > 200_000 ? throw new InvalidOperationException(\"out of breath\") : z", "1", "fragile", "static int _calls;");
        var trained = _playground.Run("train", "xor", "--activation", "fragile", "--plugin", dll, "--steps", "100000", "--as", "a");
        Assert.That(trained.Code, Is.EqualTo(5));
        Assert.That(trained.Errors, Has.Count.EqualTo(1));
        Assert.That(trained.Error, Does.Contain("plugin Fragile: it threw InvalidOperationException: out of breath.").And.Contain("are kept in"));
        var run = _playground.Run("runs", "--json").Json.GetProperty("runs")[0];
        Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("failed"));
        Assert.That(run.GetProperty("steps").GetInt32(), Is.InRange(1, 99_999));
        Assert.That(run.TryGetProperty("problem", out _), Is.False, "the file must be whole");
    }

    [TestCase("Forgetful", "z + 1e-9 * (++_calls)", "static int _calls;", "same-bits-again")]
    [TestCase("Random", "z + 1e-9 * Random.Shared.NextDouble()", "", "same-bits-again")]
    [TestCase("Clock", "z + 1e-12 * (System.Diagnostics.Stopwatch.GetTimestamp() % 1000)", "", "same-bits-again")]
    [TestCase("Moody", "z > -1e300 ? throw new Exception(\"no mood\") : z", "", "threw Exception: no mood")]
    public void A_plugin_that_is_no_function_is_refused_when_it_is_loaded(string name, string value, string fields, string law)
    {
        var dll = Stranger.Activation(_playground.Folder, name, value, "1", "impure", fields);
        var trained = _playground.Run("train", "xor", "--activation", "impure", "--plugin", dll, "--as", "a");
        Assert.That((trained.Code, trained.Errors.Count), Is.EqualTo((5, 1)), trained.Out);
        Assert.That(trained.Error, Does.Contain("its activation 'impure' breaks the law").And.Contain(law));
        Assert.That(Directory.Exists(Path.Combine(_playground.Folder, "runs")), Is.False);

        var verdict = _playground.Run("plugins", "check", dll, "--json");
        Assert.That((verdict.Code, verdict.Json.GetProperty("holds").GetBoolean()), Is.EqualTo((6, false)), "the laws themselves can be asked");
    }

    [Test]
    public void A_plugin_that_is_no_function_later_on_is_found_while_it_trains()
    {
        var dll = Stranger.Activation(
            _playground.Folder, "Tired", "Interlocked.Increment(ref _calls) > 200_000 ? z + 1e-9 * _calls : z", "1", "tired", "static int _calls;");
        var trained = _playground.Run("train", "xor", "--activation", "tired", "--plugin", dll, "--steps", "100000", "--as", "a");
        Assert.That(trained.Code, Is.EqualTo(5), trained.Out);
        Assert.That(trained.Error, Does.Contain("plugin tired of Tired").And.Contain("no pure function").And.Contain("are kept in"));
        Assert.That(_playground.Run("plot", "a", "-o", "a.svg").Code, Is.Zero);
    }

    [Test]
    public void A_wrong_slope_is_found_by_the_laws_and_told_with_a_case()
    {
        var dll = Stranger.Activation(_playground.Folder, "Wrong", "z", "double.IsNaN(z) ? z : 2", "wrong");
        var verdict = _playground.Run("plugins", "check", dll);
        Assert.That(verdict.Code, Is.EqualTo(6));
        Assert.That(verdict.Out, Does.Contain("✗ slope-of-forward").And.Contain("One law is broken"));
        var seed = System.Text.RegularExpressions.Regex.Match(verdict.Out, "--law slope-of-forward --case (\\S+)").Groups[1].Value;
        var again = _playground.Run("plugins", "check", dll, "--law", "slope-of-forward", "--case", seed, "--json").Json.GetProperty("laws");
        Assert.That((again.GetArrayLength(), again[0].GetProperty("holds").GetBoolean(), again[0].GetProperty("cases").GetInt32()), Is.EqualTo((1, false, 1)));
        Assert.That(again[0].GetProperty("counterexample").GetString(), Does.Contain("Backward says 2"));
        Assert.That(_playground.Run("plugins", "check", dll, "--case", seed).Error, Does.Contain("a case belongs to a law"));
        Assert.That(_playground.Run("plugins", "check", dll, "--law", "slope").Code, Is.EqualTo(2));
        Assert.That(_playground.Run("plugins", "check", dll, "--law", "slope-of-forward", "--case", "what?").Code, Is.EqualTo(2));
        Assert.That(_playground.Run("plugins", "check", "tanh").Code, Is.Zero);
        Assert.That(_playground.Run("plugins", "check", "tanhh").Code, Is.EqualTo(5));
    }

    [Test]
    public void What_a_plugin_says_to_the_console_is_no_part_of_the_answer()
    {
        var dll = Stranger.Compile(_playground.Folder, "Chatty", """
            [assembly: Plugin(typeof(Door))]
            public sealed class Door : IPlugin
            {
                public void Register(IServiceCollection services)
                {
                    Console.WriteLine("hello from a plugin");
                    System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("") { NumberFormat = new() { NumberDecimalSeparator = "," } };
                    services.AddActivation("chatty", s => Elementwise.Of("chatty", z => z, z => 1));
                }
            }
            """);
        var said = _playground.Start(new Dictionary<string, string>(), "plugins", "eval", "chatty", "--at", "0.5", "--plugin", dll, "--json");
        Assert.That(said.Code, Is.Zero, said.Error);
        Assert.That(said.Json.GetProperty("values")[0].GetDouble(), Is.EqualTo(0.5));
        Assert.That(said.Error, Does.Contain("hello from a plugin"));
    }

    internal static string HashOf(string dll) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(dll)));
}
