using System.Diagnostics;

namespace Functional.Host.Tests;

/// <summary>Plugins that hang, end the program or change its manners: each is named, and nothing looks like success.</summary>
public sealed class HostilePluginTests
{
    private static readonly Dictionary<string, string> Plain = [];

    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    private string Odd(string value, string fields = "") => Stranger.Activation(_playground.Folder, "Odd", value, "1", fields: fields);

    [TestCase("train", "xor", "--activation", "odd", "--plugin")]
    [TestCase("plugins", "check")]
    [TestCase("plugins", "eval", "odd", "--at", "1", "--plugin")]
    public void A_plugin_that_ends_the_program_does_not_end_it_as_if_all_were_well(params string[] command)
    {
        var dll = Stranger.Compile(_playground.Folder, "Odd", """
            [assembly: Plugin(typeof(Door))]
            public sealed class Door : IPlugin
            {
                public void Register(IServiceCollection services) => services.AddActivation("odd", s => Elementwise.Of("odd", z => End(), z => 1));
                private static double End() { Environment.Exit(0); return 1; }
            }
            """);
        var said = _playground.Start(Plain, [.. command, dll]);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.StartWith("error: plugin Odd: a plugin ended the program."));
    }

    [Test]
    public void A_plugin_that_ends_the_program_in_mid_training_is_named()
    {
        var dll = Odd("Interlocked.Increment(ref _calls) > 200_000 ? End() : z", "static int _calls; static double End() { Environment.Exit(0); return 1; }");
        var said = _playground.Start(Plain, "train", "xor", "--activation", "odd", "--plugin", dll, "--steps", "1000000", "--as", "a");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain("plugin Odd: a plugin ended the program."));
    }

    [Test]
    public void The_recipe_that_hangs_is_named_when_it_is_loaded()
    {
        var said = _playground.Run("plugins", "--plugin", Odd("Nap()", "static double Nap() { Thread.Sleep(Timeout.Infinite); return 1; }"));
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain("its activation 'odd' did not return within 5 s"));
    }

    [Test]
    public void The_recipe_that_hangs_is_named_when_it_is_held_to_the_laws()
    {
        var said = _playground.Run("plugins", "check", Odd("Nap()", "static double Nap() { Thread.Sleep(Timeout.Infinite); return 1; }"), "--cases", "1");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain("plugin odd: the activation 'odd' did not return within 5 s"));
    }

    [TestCase("INT", 130)]
    [TestCase("TERM", 130)]
    public void The_first_signal_ends_the_laws_of_a_plugin_that_hangs(string signal, int code)
    {
        using var process = _playground.Begin(Plain, "plugins", "check", Odd("Nap()", Announced));
        Assert.That(process.StandardError.ReadLine(), Is.EqualTo("hanging"));
        Signal(process, signal);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.That(process.ExitCode, Is.EqualTo(code));
        Assert.That(process.StandardError.ReadToEnd(), Is.EqualTo("error: plugins check: interrupted at the activation 'odd'.\n"));
    }

    [TestCase("INT", 130)]
    [TestCase("TERM", 143)]
    public void A_second_signal_ends_a_training_whose_plugin_hangs(string signal, int code)
    {
        using var process = _playground.Begin(
            Plain, "train", "xor", "--plugin", Odd("Interlocked.Increment(ref _calls) > 200_000 ? Nap() : z", "static int _calls; " + Announced), "--activation", "odd", "--steps", "1000000");
        Assert.That(process.StandardError.ReadLine(), Is.EqualTo("hanging"));
        Signal(process, signal);
        Assert.That(process.StandardError.ReadLine(), Is.EqualTo("interrupted: finishing the step; again to force"));
        Signal(process, signal);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.That(process.ExitCode, Is.EqualTo(code));
        Assert.That(process.StandardError.ReadToEnd(), Is.Empty);
    }

    private const string Announced = "static double Nap() { Console.WriteLine(\"hanging\"); while (true) { } }";

    [Test]
    public void A_decimal_comma_of_a_plugin_stays_with_it()
    {
        var dll = Odd("Comma(z)", """
            static double Comma(double z)
            {
                var culture = new System.Globalization.CultureInfo("") { NumberFormat = new() { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
                System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.DefaultThreadCurrentCulture = culture;
                return z;
            }
            """);
        var said = _playground.Start(Plain, "train", "xor", "--activation", "odd", "--plugin", dll, "--steps", "20");
        Assert.That(said.Code, Is.Zero, said.Error);
        Assert.That(said.Out, Does.Match("20 steps in [0-9]+\\.[0-9][0-9] s").And.Not.Match("[0-9],[0-9]{1,2}[^0-9]").And.Not.Contain("minus"));
    }

    [TestCase("Odd", "--plugin Odd.dll. What")]
    [TestCase("Odd.dll", "--plugin Odd.dll. What")]
    [TestCase("/tmp/x/Exit", "--plugin and the path of its DLL. What")]
    [TestCase("../Exit", "--plugin and the path of its DLL. What")]
    [TestCase("a b", "--plugin and the path of its DLL. What")]
    [TestCase("", "--plugin and the path of its DLL. What")]
    public void A_run_file_does_not_choose_what_is_loaded_next(string assembly, string hint)
    {
        var catalogue = Plugins.Standard().IfLeft(() => null!);
        var said = RecordedPlugins.Check([new Stamp("activation", "odd", "odd", new Origin(assembly, "1.0", new string('a', 64)))], catalogue, allowChanged: false);
        Assert.That(said.LeftToSeq()[0].Problems[0].Hint, Does.Contain(hint));
    }

    [Test]
    public void A_plugin_without_a_path_is_a_missing_value()
    {
        var said = _playground.Run("plugins", "--plugin", "");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((2, 1)), said.Error);
        Assert.That(said.Error, Does.StartWith("error: --plugin: its value is missing."));
    }

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        kill.WaitForExit();
    }
}
