using Microsoft.CodeAnalysis;

namespace Functional.Host.Tests;

/// <summary>Plugins that are broken, foreign or too many: each is refused by its name, with exit code 5, and no run is begun.</summary>
public sealed class RefusedPluginTests
{
    private const string Door = "[assembly: Plugin(typeof(Door))] public sealed class Door : IPlugin { public void Register(IServiceCollection services) => ";

    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [TestCase("public class Nothing;", "it is no plugin: it does not refer to Functional.Plugins.Abstractions")]
    [TestCase("public class Lonely : IPlugin { public void Register(IServiceCollection services) { } }", "it names no plugin")]
    [TestCase("[assembly: Plugin(typeof(Door))] public class Door { }", "its class Door does not implement IPlugin")]
    [TestCase("[assembly: Plugin(typeof(Door))] public class Door(int x) : IPlugin { public void Register(IServiceCollection services) { _ = x; } }", "its class Door cannot be created")]
    [TestCase("[assembly: Plugin(typeof(Door))] class Door : IPlugin { public void Register(IServiceCollection services) { } }", "its class Door cannot be created")]
    [TestCase(Door + "_ = services; }", "it registers nothing")]
    [TestCase(Door + "throw new Exception(\"no mood\"); }", "registering failed with Exception: no mood")]
    [TestCase("[assembly: Plugin(typeof(Door))] public class Door : IPlugin { public Door() => throw new Exception(\"no mood\"); public void Register(IServiceCollection services) { } }", "registering failed with Exception: no mood")]
    [TestCase("[assembly: Plugin(typeof(Door))] public class Door : IPlugin { static readonly int X = int.Parse(\"x\"); public void Register(IServiceCollection services) { _ = X; } }", "registering failed with FormatException")]
    [TestCase(Door + "services.AddActivation(\"No Name\", s => Elementwise.Of(\"x\", z => z, z => 1)); }", "'No Name' is no name for a plugin")]
    [TestCase(Door + "services.AddActivation(\"../../evil\", s => Elementwise.Of(\"x\", z => z, z => 1)); }", "'../../evil' is no name for a plugin")]
    [TestCase(Door + "services.AddActivation(\"tanh\", s => Elementwise.Of(\"tanh\", z => z, z => 1)); }", "the activation 'tanh' is registered 2 times")]
    [TestCase(Door + "services.AddActivation(\"a\", s => Elementwise.Of(\"x\", z => z, z => 1)).AddActivation(\"a\", s => Elementwise.Of(\"x\", z => z, z => 1)); }", "the activation 'a' is registered 2 times")]
    [TestCase(Door + "services.AddActivation(\"bd\", s => { var k = s.Number(\"k\", -1, \"a slope\", above: 0); return Elementwise.Of(PluginId.Of(\"bd\", (\"k\", k)), z => k * z, z => k); }); }", "its activation 'bd': the default of k, -1, is outside its own range (> 0)")]
    [TestCase(Door + "services.AddActivation(\"oi\", s => Elementwise.Of(PluginId.Of(\"tanh\"), z => z, z => 1)); }", "its activation 'oi': it calls itself 'tanh'")]
    [TestCase(Door + "services.AddActivation(\"oi\", s => Elementwise.Of(\"oink\", z => z, z => 1)); }", "its activation 'oi': it calls itself 'oink'")]
    public void A_plugin_that_is_not_one_is_refused_with_a_reason(string source, string reason)
    {
        var dll = Stranger.Compile(_playground.Folder, "Broken", source);
        var said = _playground.Run("train", "xor", "--plugin", dll);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain(reason));
        Assert.That(Directory.Exists(Path.Combine(_playground.Folder, "runs")), Is.False);
    }

    [TestCase("AddActivation(\"bd\", s => { var k = s.Number(\"k\", -1, \"a slope\", above: 0); return Elementwise.Of(\"bd\", z => k * z, z => k); })", "plugin bd: the default of k, -1, is outside its own range (> 0)")]
    [TestCase("AddActivation(\"oi\", s => Elementwise.Of(\"tanh(k=2)\", z => z, z => 1))", "plugin oi: it calls itself 'tanh(k=2)'")]
    public void The_laws_are_not_asked_of_a_recipe_that_is_none(string registration, string reason)
    {
        var dll = Stranger.Compile(_playground.Folder, "Broken", Door + "services." + registration + "; }");
        var said = _playground.Run("plugins", "check", dll);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Out + said.Error);
        Assert.That(said.Error, Does.Contain(reason));
    }

    [Test]
    public void A_plugin_that_hangs_is_left_behind()
    {
        var dll = Stranger.Compile(_playground.Folder, "Sleepy", Door + "Thread.Sleep(Timeout.Infinite); }");
        var said = _playground.Run("plugins", "--plugin", dll);
        Assert.That(said.Code, Is.EqualTo(5));
        Assert.That(said.Error, Does.Contain("it did not finish its first calls within"));
    }

    [Test]
    public void A_plugin_for_a_newer_contract_is_told_from_a_broken_one()
    {
        var dll = Stranger.Compile(
            _playground.Folder, "Future", "[assembly: Plugin(typeof(Door))] public class Door : IPlugin { }", Stranger.NewerContract());
        var said = _playground.Run("plugins", "--plugin", dll);
        Assert.That(said.Code, Is.EqualTo(5));
        Assert.That(said.Error, Does.Contain("it was built for Functional.Plugins.Abstractions 99.0.0.0 and this program has"));
    }

    [Test]
    public void Files_that_are_no_assemblies_are_refused_all_at_once()
    {
        var text = _playground.Write("notes.dll", "not a DLL");
        var empty = _playground.Write("empty.dll", "");
        var cut = Path.Combine(_playground.Folder, "cut.dll");
        File.WriteAllBytes(cut, File.ReadAllBytes(Stranger.Snake)[..1500]);
        var own = typeof(Core.Training).Assembly.Location;
        var said = _playground.Run("plugins", "--plugin", text, "--plugin", empty, "--plugin", cut, "--plugin", own, "--plugin", _playground.Folder, "--plugin", "missing.dll");
        Assert.That(said.Code, Is.EqualTo(5));
        Assert.That(said.Errors, Has.Count.EqualTo(6), said.Error);
        Assert.That(said.Errors, Has.All.StartsWith("plugin "));
        Assert.That(said.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public void A_damaged_plugin_is_a_sentence_at_every_cut()
    {
        var bytes = File.ReadAllBytes(Stranger.Snake);
        var cut = Path.Combine(_playground.Folder, "cut.dll");
        for (var length = 1; length < bytes.Length; length += Math.Max(1, bytes.Length / 60))
        {
            File.WriteAllBytes(cut, bytes[..length]);
            var said = _playground.Run("plugins", "--plugin", cut);
            Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), $"{length} bytes: {said.Error}");
        }
    }

    [Test]
    public void A_plugin_given_twice_is_loaded_once()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", "z", "1");
        Assert.That(_playground.Run("plugins", "show", "odd", "--plugin", dll, "--plugin", Path.GetFileName(dll)).Code, Is.Zero);
    }

    [Test]
    public void The_same_DLL_under_other_paths_is_loaded_once()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", "z", "double.IsNaN(z) ? z : 1");
        var (copy, link) = (Path.Combine(_playground.Folder, "Copy.dll"), Path.Combine(_playground.Folder, "Link.dll"));
        File.Copy(dll, copy);
        File.CreateSymbolicLink(link, dll);
        Assert.That(_playground.Run("plugins", "show", "odd", "--plugin", dll, "--plugin", copy, "--plugin", link).Code, Is.Zero);
        var verdict = _playground.Run("plugins", "check", copy, "--plugin", dll, "--cases", "20", "--json");
        Assert.That((verdict.Code, verdict.Json.GetProperty("laws").GetArrayLength() > 0), Is.EqualTo((0, true)), verdict.Error);
    }

    [Test]
    public void Two_DLLs_that_claim_a_name_are_both_told()
    {
        var (one, two) = (Stranger.Activation(_playground.Folder, "One", "z", "1"), Stranger.Activation(_playground.Folder, "Two", "z", "1"));
        var said = _playground.Run("plugins", "--plugin", one, "--plugin", two);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain($"the activation 'odd' is registered 2 times ({one}, {two}). Rename one of them."));
    }

    [Test]
    public void A_link_to_nothing_is_no_file()
    {
        var link = Path.Combine(_playground.Folder, "Link.dll");
        File.CreateSymbolicLink(link, Path.Combine(_playground.Folder, "gone.dll"));
        var loop = Path.Combine(_playground.Folder, "Loop.dll");
        File.CreateSymbolicLink(loop, loop);
        var said = _playground.Run("plugins", "--plugin", link, "--plugin", loop);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 2)), said.Error);
        Assert.That(said.Errors, Has.All.Contains("there is no such file"));
    }

    [TestCase("plugins", "--plugin")]
    [TestCase("plugins", "check")]
    public void A_dependency_that_is_missing_is_told_in_one_line(params string[] command)
    {
        const string Source = Door + "services.AddActivation(\"odd\", s => Elementwise.Of(\"odd\", z => Lib.Same(z), z => double.IsNaN(z) ? z : 1)); }";
        var library = Stranger.Compile(_playground.Folder, "Lib", "public static class Lib { public static double Same(double z) => z; }");
        var dll = Stranger.Compile(_playground.Folder, "Needy", Source, MetadataReference.CreateFromFile(library));
        Assert.That(_playground.Run([.. command, dll]).Code, Is.Zero, "beside it, it is found");

        var alone = Path.Combine(Directory.CreateDirectory(Path.Combine(_playground.Folder, "alone")).FullName, "Needy.dll");
        File.Copy(dll, alone);
        var said = _playground.Run([.. command, alone]);
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo((5, 1)), said.Error);
        Assert.That(said.Error, Does.Contain("Lib.dll is missing beside it"));
    }
}
