using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.Host.Tests;

/// <summary>A law's counter-example opens as a run at its step, with the numbers of the case; one that no history could hold is refused.</summary>
public sealed partial class CounterexampleTests
{
    private readonly Playground _playground = new();
    private string _liar = "";

    [OneTimeSetUp]
    public void Compile() => _liar = Stranger.Compile(_playground.Folder, "Liar", """
        [assembly: Plugin(typeof(Door))]
        public sealed class Door : IPlugin
        {
            public void Register(IServiceCollection services) => services
                .AddActivation("wrong-slope", s => { var k = s.Number("k", 1, "how steep"); return Elementwise.Of(PluginId.Of("wrong-slope", ("k", k)), z => k * z, z => z > 2 ? 3 * k : k + 0 * z); })
                .AddActivation("square", _ => Elementwise.Of("square", z => z * z, z => 2 * z))
                .AddActivation("swallow", _ => Elementwise.Of("swallow", z => z > 0 ? z : 0, z => z > 0 ? 1 : 0))
                .AddLoss("uneven", _ => new Uneven())
                .AddOptimizer("inverse", _ => new Inverse())
                .AddOptimizer("dated", _ => new Dated())
                .AddOptimizer("twins", _ => new Twins())
                .AddSchedule("sinking", _ => new Sinking());
        }
        public sealed class Uneven : ILoss
        {
            public string Id => "uneven";
            public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
            {
                var sum = 0.0;
                for (var i = 0; i < outputs.Length; i++)
                {
                    gradients[i] = 2 * (outputs[i] - targets[i]);
                    sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
                }
                return rows > 1 ? rows * sum : sum;
            }
        }
        public abstract class Remembering : IOptimizer
        {
            public abstract string Id { get; }
            public virtual System.Collections.Immutable.ImmutableArray<string> SlotNames => ["m"];
            public void Init(ParameterLayout layout, Slots slots) { }
            protected abstract double Of(long step, double rate, double gradient, ref double m);
            public void Update(long step, double rate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
            {
                var m = slots[0];
                for (var i = 0; i < updates.Length; i++)
                    updates[i] = Of(step, rate, updates[i], ref m[i]);
            }
        }
        public sealed class Inverse : Remembering
        {
            public override string Id => "inverse";
            protected override double Of(long step, double rate, double gradient, ref double m) { m += 1 / gradient; return rate * gradient; }
        }
        public sealed class Dated : Remembering
        {
            public override string Id => "dated";
            protected override double Of(long step, double rate, double gradient, ref double m) { m += gradient; return -rate * (step > 400 ? m : gradient); }
        }
        public sealed class Twins : Remembering
        {
            public override string Id => "twins";
            public override System.Collections.Immutable.ImmutableArray<string> SlotNames => ["m", "m"];
            protected override double Of(long step, double rate, double gradient, ref double m) => -rate * gradient;
        }
        public sealed class Sinking : ISchedule
        {
            public string Id => "sinking";
            public double At(long step, double rate) => rate * (1 - step / 1000.0);
        }
        """);

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_page_leads_to_the_run_and_the_run_to_its_step()
    {
        var found = _playground.Run("plugins", "check", "wrong-slope", "--set", "k=2", "--plugin", _liar);
        Assert.That(found.Code, Is.EqualTo(6));
        var recorded = _playground.Run(Next(found));
        Assert.That((recorded.Code, recorded.Error), Is.EqualTo((6, "")), "the law is still broken");
        Assert.That(recorded.Out, Does.Contain("The counter-example is the run wrong-slope-slope-of-forward now: the law is broken at step 0."));
        var shown = _playground.Run(Next(recorded));
        Assert.That((shown.Code, shown.Error), Is.EqualTo((0, "")));
        Assert.That(shown.Out, Does.Contain("wrong-slope(k=2)′(3.000) = 6.000").And.Contains("1 inputs → 1 wrong-slope(k=2)   loss half-sse"));
    }

    [TestCase("wrong-slope", "slope-of-forward")]
    [TestCase("square", "finite-from-finite")]
    [TestCase("swallow", "nan-in-nan-out")]
    [TestCase("swallow", "slope-of-forward")]
    public void An_activation_stands_at_the_pre_activation_of_the_case(string name, string law)
    {
        var (law1, run) = Recorded(name, law);
        var z = Regex.Match(law1.GetProperty("counterexample").GetString()!, @"z = \[?(-?[\w.+-]+)").Groups[1].Value;
        var layer = Show(run).GetProperty("layers").EnumerateArray().Last();
        Assert.That(layer.GetProperty("activation").GetString(), Does.StartWith(name));
        Assert.That(Text(layer.GetProperty("preActivations")[0][0]), Is.EqualTo(z));
    }

    [Test]
    public void An_activation_of_other_settings_is_recorded_with_them()
    {
        var (_, run) = Recorded("wrong-slope", "slope-of-forward", "--set", "k=0.5");
        Assert.That(Show(run).GetProperty("layers")[0].GetProperty("activation").GetString(), Is.EqualTo("wrong-slope(k=0.5)"));
    }

    [Test]
    public void A_loss_sees_both_batches_and_then_all_rows()
    {
        var (law, run) = Recorded("uneven", "sum-or-mean");
        var name = run.GetProperty("name").GetString()!;
        var losses = Enumerable.Range(0, 3).Select(step => Ask("show", $"{name}@{step}").GetProperty("loss").GetDouble()).ToArray();
        var told = Regex.Match(law.GetProperty("counterexample").GetString()!, @"give ([\w.+-]+), .* give ([\w.+-]+) and both together ([\w.+-]+);");
        Assert.That(run.GetProperty("step").GetInt64(), Is.EqualTo(2));
        Assert.That(losses.Select(Core.RealText.Of), Is.EqualTo(told.Groups.Values.Skip(1).Select(g => g.Value)));
    }

    [TestCase("inverse", "finite-from-moderate", 0)]
    [TestCase("dated", "counts-for-itself", 500)]
    public void An_optimizer_is_given_the_gradients_of_the_case(string name, string law, long first)
    {
        var (told, run) = Recorded(name, law);
        var sentence = told.GetProperty("counterexample").GetString()!;
        var gradients = Regex.Matches(sentence[sentence.IndexOf("gradients", StringComparison.Ordinal)..], @"\[([^\]]*)\]").Select(m => m.Groups[1].Value).ToList();
        var (look, run1) = (run.GetProperty("step").GetInt64(), run.GetProperty("name").GetString()!);
        Assert.That(look, Is.GreaterThanOrEqualTo(first));
        for (var step = first; step <= look; step++)
            Assert.That(string.Join(", ", Ask("show", $"{run1}@{step}").GetProperty("gradients").GetProperty("layer0.weights").EnumerateArray().Select(row => Text(row[0]))), Is.EqualTo(gradients[(int)(step - first)].Replace("-0,", "0,", StringComparison.Ordinal)));
        Assert.That(_playground.Run("show", $"{run1}@{look}", "--plugin", _liar).Out, name == "inverse" ? Does.Contain("m.layer0.weights[0,0] of S1 would be Infinity. This run is the counter-example of a law.") : Does.Contain("then dated with learning rate"));
    }

    [Test]
    public void A_bowl_is_climbed_for_a_hundred_updates()
    {
        var (_, run) = Recorded("inverse", "goes-downhill");
        var name = run.GetProperty("name").GetString()!;
        var losses = new[] { 0, 50, 99 }.Select(step => Ask("show", $"{name}@{step}").GetProperty("loss").GetDouble()).ToList();
        Assert.That((run.GetProperty("step").GetInt64(), run.GetProperty("last").GetInt64(), losses), Is.EqualTo((99L, 100L, losses.Order().ToList())));
        Assert.That(losses[2], Is.GreaterThan(losses[0]));
    }

    [Test]
    public void A_schedule_is_asked_at_the_step_of_the_case()
    {
        var (law, run) = Recorded("sinking", "finite-and-not-negative");
        var told = Regex.Match(law.GetProperty("counterexample").GetString()!, @"^step (\d+) from (\S+) has the rate (\S+)$");
        var shown = Show(run);
        Assert.That(($"{shown.GetProperty("step")}", Text(shown.GetProperty("learningRate"))), Is.EqualTo((told.Groups[1].Value, told.Groups[3].Value)));
    }

    [Test]
    public void A_counter_example_whose_step_is_finite_becomes_a_test()
    {
        var (_, run) = Recorded("wrong-slope", "slope-of-forward");
        var said = _playground.Run("show", $"{run.GetProperty("name").GetString()}@0", "--as-test", "--plugin", _liar);
        Assert.That(WrittenTests.Run([said.Out], _liar).Single().Value, Is.Empty);
    }

    [Test]
    public void What_breaks_an_essential_law_is_not_recorded_and_not_loaded()
    {
        var dll = Stranger.Activation(_playground.Folder, "Forgetful", "z + 1e-9 * (++_calls)", "z > 2 ? 7 : 1", "forgetful", "static int _calls;");
        var said = _playground.Run("plugins", "check", dll, "--law", "slope-of-forward", "--as", "never");
        Assert.That((said.Code, File.Exists(_playground.PathOf("never"))), Is.EqualTo(((int)ExitCode.Plugin, false)));
        Assert.That(said.Error, Does.Contain("its activation 'forgetful' breaks the law same-bits-again"));
        Assert.That(_playground.Run("plugins", "check", dll, "--cases", "50").Out, Does.Not.Contain("Next:"), "what cannot be opened is not offered");
    }

    [TestCase("--as: a counter-example belongs to a law. Say which with --law.", "square", "--as", "a")]
    [TestCase("--as: the law holds, so there is no counter-example to record.", "square", "--law", "slope-of-forward", "--as", "a")]
    [TestCase("--as: this case of the law names-its-slots is no moment of a training.", "twins", "--law", "names-its-slots", "--as", "a")]
    [TestCase("name: a run's name cannot hold '/'", "square", "--law", "finite-from-finite", "--as", "a/b")]
    public void What_cannot_be_recorded_is_a_sentence(string sentence, params string[] words)
    {
        var said = _playground.Run(["plugins", "check", .. words, "--plugin", _liar]);
        Assert.That(said.Code, Is.EqualTo((int)ExitCode.Usage), said.Out + said.Error);
        Assert.That(said.Error, Does.Contain(sentence));
    }

    [Test]
    public void A_recorded_run_is_not_overwritten()
    {
        var (_, run) = Recorded("square", "finite-from-finite");
        var name = run.GetProperty("name").GetString()!;
        var before = _playground.HashOf(name);
        var said = _playground.Run("plugins", "check", "square", "--law", "finite-from-finite", "--as", name, "--plugin", _liar);
        Assert.That((said.Code, _playground.HashOf(name)), Is.EqualTo(((int)ExitCode.Usage, before)));
        Assert.That(said.Error, Does.Contain($"there is a run called '{name}' already"));
    }

    private int _count;

    /// <summary>Records the counter-example, proves the run, and returns the law's verdict and the run.</summary>
    private (JsonElement Law, JsonElement Run) Recorded(string name, string law, params string[] more)
    {
        var said = _playground.Run(["plugins", "check", name, "--law", law, "--as", $"run-{++_count}", "--json", "--plugin", _liar, .. more]);
        Assert.That((said.Code, said.Error), Is.EqualTo((6, "")));
        var run = said.Json.GetProperty("run");
        Assert.That(_playground.Run("replay", run.GetProperty("name").GetString()!, "--plugin", _liar).Code, Is.Zero);
        return (said.Json.GetProperty("laws")[0], run);
    }

    private JsonElement Show(JsonElement run) => Ask("show", $"{run.GetProperty("name").GetString()}@{run.GetProperty("step").GetInt64()}");

    private JsonElement Ask(params string[] words)
    {
        var said = _playground.Run([.. words, "--json", "--plugin", _liar]);
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        return said.Json;
    }

    /// <summary>The command that a page says to try next, as the words of a command line.</summary>
    private static string[] Next(Said said) => NextPattern().Match(said.Out).Groups[1].Value.Split(' ');

    private static string Text(JsonElement number) => number.ValueKind == JsonValueKind.String ? number.GetString()! : Core.RealText.Of(number.GetDouble());

    [GeneratedRegex("^Next: functional (.*)$", RegexOptions.Multiline)]
    private static partial Regex NextPattern();
}
